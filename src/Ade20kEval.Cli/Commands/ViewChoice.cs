using System.Globalization;
using Ade20kEval.Evaluation;
using Ade20kEval.Fusion.Resampling;
using Ade20kEval.Fusion.Rules;
using Ade20kEval.Runs;

namespace Ade20kEval.Cli.Commands;

/// <summary>Reads what the views of a fusion are and by which rule they are fused.</summary>
internal static class ViewChoice
{
    private const string FlipSuffix = ":flip";

    /// <summary>Reads <c>DIR</c> and <c>DIR:flip</c>, and <c>W,W,...</c> for their weights.</summary>
    /// <exception cref="UsageException">There is no view, or the weights are not as many positive numbers.</exception>
    public static ViewPath[] Parse(string[] views, string? weights)
    {
        if (views.Length == 0)
        {
            throw new UsageException("fuse: no view was given; expected --view DIR, once for each scale and flip. See `ade20k-eval fuse --help`.");
        }

        double[] parsed = weights is null ? [.. Enumerable.Repeat(1.0, views.Length)] : [.. weights.Split(',').Select(word => ParseWeight(weights, word))];
        return parsed.Length == views.Length
            ? [.. views.Zip(parsed, ParseOne)]
            : throw new UsageException(Invariant($"--weights {weights}: {parsed.Length} weights for {views.Length} views; expected one for each --view, in their order."));
    }

    /// <summary>The named rule, or the one that is spelled out; mmseg when nothing is said.</summary>
    /// <exception cref="UsageException">A word is unknown, or a rule is both named and spelled out.</exception>
    public static FusionRule ParseRule(string? name, string? input, string? order, string? corners, string? average)
    {
        string? spelled = input ?? order ?? corners ?? average;
        if (name is not null)
        {
            return spelled is null
                ? OptionWords.Parse("--rule", name, [.. FusionRules.All.Select(rule => (rule.Name, rule))])
                : throw new UsageException($"--rule {name}: the rule is also spelled out ({spelled}); expected either --rule or --input, --order, --corners and --average.");
        }

        return spelled is null
            ? FusionRules.Mmseg
            : new FusionRule(
                FusionWords.Custom,
                input is null ? ScoreInput.Logits : OptionWords.Parse("--input", input, FusionWords.Inputs),
                order is null ? FusionOrder.ResizeThenSoftmax : OptionWords.Parse("--order", order, FusionWords.Orders),
                corners is null ? ResampleCorners.HalfPixel : OptionWords.Parse("--corners", corners, FusionWords.Corners),
                average is null ? AverageKind.Arithmetic : OptionWords.Parse("--average", average, FusionWords.Averages));
    }

    private static ViewPath ParseOne(string given, double weight)
    {
        bool isFlipped = given.EndsWith(FlipSuffix, StringComparison.Ordinal);
        string path = isFlipped ? given[..^FlipSuffix.Length] : given;
        return path.Length > 0
            ? new ViewPath(path, isFlipped, weight)
            : throw new UsageException($"--view {given}: names no folder; expected DIR or DIR:flip.");
    }

    private static double ParseWeight(string weights, string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double weight) && weight > 0 && double.IsFinite(weight)
            ? weight
            : throw new UsageException($"--weights {weights}: '{word}' is no weight; expected numbers above 0 between commas, such as 1,1,0.5.");
}
