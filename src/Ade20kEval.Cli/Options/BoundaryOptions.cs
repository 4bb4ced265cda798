using System.CommandLine;
using System.Globalization;
using Ade20kEval.Counting;

namespace Ade20kEval.Cli.Options;

/// <summary><c>--boundary</c>: whether boundaries are scored, and how wide their band is.</summary>
internal sealed class BoundaryOptions
{
    public Option<bool> Boundary { get; } = new("--boundary")
    {
        Description = "Score boundaries too: Boundary IoU of each class (Cheng et al. 2021), and Detectron2's. Takes longer.",
    };

    public Option<string?> Ratio { get; } = new("--boundary-ratio")
    {
        Description = "With --boundary: how wide the band inside outlines is, as a share of the image diagonal. [default: 0.02, as published]",
        HelpName = "SHARE",
    };

    public IReadOnlyList<Option> All => [Boundary, Ratio];

    /// <summary>The share.</summary>
    /// <exception cref="UsageException">It is none, or boundaries are not asked for.</exception>
    public double ReadRatio(ParseResult parsed)
    {
        OptionUse.Require(parsed, parsed.GetValue(Boundary), Boundary.Name, Ratio);
        return parsed.GetValue(Ratio) is not string given ? BoundaryCounts.DefaultRatio
            : double.TryParse(given, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double ratio) && BoundaryCounts.IsRatio(ratio) ? ratio
            : throw new UsageException($"{Ratio.Name} {given}: expected a share of the image diagonal, above 0 and at most 1, such as 0.02.");
    }
}
