using System.CommandLine;
using System.Globalization;
using Ade20kEval.Boundaries;

namespace Ade20kEval.Cli.Options;

/// <summary><c>--trimap</c>: scores in bands near boundaries.</summary>
internal sealed class TrimapChoice
{
    public Option<string?> Widths { get; } = new("--trimap")
    {
        Description = "Score bands near boundaries, too: their widths in pixels, ascending, such as 1,2,4,8,16.",
        HelpName = "LIST",
    };

    public Option<string> Kind { get; } = new("--trimap-kind")
    {
        Description = "What --trimap's bands are around: pixels beside another class (Kohli et al. 2009), or void (Chen et al. 2015).",
        DefaultValueFactory = static _ => "boundary",
        HelpName = "boundary|void",
    };

    public IReadOnlyList<Option> All => [Widths, Kind];

    /// <summary>The bands; <see langword="null"/> where none were asked for.</summary>
    /// <exception cref="UsageException">Widths do not ascend, or the kind is none of its words.</exception>
    public TrimapOptions? Read(ParseResult parsed)
    {
        OptionUse.Require(parsed, parsed.GetValue(Widths) is not null, $"{Widths.Name} LIST", Kind);
        TrimapKind kind = OptionWords.Parse(Kind.Name, parsed.GetRequiredValue(Kind), ("boundary", TrimapKind.Boundary), ("void", TrimapKind.Void));
        if (parsed.GetValue(Widths) is not string list)
        {
            return null;
        }

        int[] widths = [.. list.Split(',', StringSplitOptions.TrimEntries).Select(static text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int width) ? width : 0)];
        return TrimapOptions.AreWidths(widths)
            ? new TrimapOptions(kind, widths)
            : throw new UsageException(Invariant($"{Widths.Name} {list}: expected 1 to {TrimapOptions.MostBands} ascending widths from 1 to {TrimapOptions.MostWidth}, such as 1,2,4,8,16."));
    }
}
