using System.CommandLine;
using System.Globalization;
using Ade20kEval.Counting;

namespace Ade20kEval.Cli.Options;

/// <summary>Whether, and how, wrong pixels are divided into kinds of error.</summary>
internal sealed class ErrorOptions
{
    public Option<bool> Errors { get; } = new("--errors")
    {
        Description = "Say what kinds of error there are: ragged edges (boundary), regions that end in the wrong place (extent), regions of the wrong name (segment). Takes longer.",
    };

    public Option<string?> Width { get; } = new("--errors-width")
    {
        Description = "With --errors: how near to the boundary an edge is, a share of the image diagonal below 1 or a whole number of pixels. [default: 0.01]",
        HelpName = "SHARE|PIXELS",
    };

    public Option<bool> Sizes { get; } = new("--sizes")
    {
        Description = "Score regions by their size too: how much of small, medium and large ones is found, and how many are missed or invented altogether.",
    };

    public Option<int?> Rings { get; } = new("--rings")
    {
        Description = "Score N rings of equal width too, from the image's border to its centre: padding and sliding windows show there.",
        HelpName = "N",
    };

    public IReadOnlyList<Option> All => [Errors, Width, Sizes, Rings];

    /// <summary>The number of rings; <see langword="null"/> where none are asked for.</summary>
    /// <exception cref="UsageException">The number is none.</exception>
    public int? ReadRings(ParseResult parsed) => parsed.GetValue(Rings) is int rings && rings is < 1 or > RingCounts.MostRings
        ? throw new UsageException($"{Rings.Name} {rings}: expected 1 to {RingCounts.MostRings}.")
        : parsed.GetValue(Rings);

    /// <summary>The width; <see langword="null"/> where kinds of error are not asked for.</summary>
    /// <exception cref="UsageException">The width is none, or asks for nothing.</exception>
    public double? Read(ParseResult parsed)
    {
        string? given = parsed.GetValue(Width);
        if (!parsed.GetValue(Errors))
        {
            return given is null ? null : throw new UsageException($"{Width.Name} {given}: is for {Errors.Name}, which is not given. Add {Errors.Name}, or leave it out.");
        }

        return given is null ? ErrorKindCounts.DefaultWidth
            : double.TryParse(given, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double width) && ErrorKindCounts.IsWidth(width) ? width
            : throw new UsageException($"{Width.Name} {given}: expected a share of the image diagonal, above 0 and below 1, or a whole number of pixels from 1 to 16384.");
    }
}
