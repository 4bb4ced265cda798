using Ade20kEval.Fusion.Resampling;
using Ade20kEval.Fusion.Rules;

namespace Ade20kEval.Runs;

/// <summary>The words for the choices of a fusion rule: the same in run documents and on the command line.</summary>
internal static class FusionWords
{
    /// <summary>The rule of label maps that vote.</summary>
    public const string LabelVotes = "label-votes";

    /// <summary>The name of a rule that no framework has.</summary>
    public const string Custom = "custom";

    private static readonly (string Word, ScoreInput Value)[] s_inputs = [("logits", ScoreInput.Logits), ("probabilities", ScoreInput.Probabilities)];

    private static readonly (string Word, FusionOrder Value)[] s_orders =
        [("resize-softmax", FusionOrder.ResizeThenSoftmax), ("softmax-resize", FusionOrder.SoftmaxThenResize)];

    private static readonly (string Word, ResampleCorners Value)[] s_corners =
        [("half-pixel", ResampleCorners.HalfPixel), ("aligned", ResampleCorners.Aligned), ("antialiased", ResampleCorners.Antialiased)];

    private static readonly (string Word, AverageKind Value)[] s_averages =
        [("arithmetic", AverageKind.Arithmetic), ("geometric", AverageKind.Geometric), ("votes", AverageKind.Votes)];

    private static readonly (string Word, FlipPairing Value)[] s_pairings =
        [("none", FlipPairing.None), ("mean-probabilities", FlipPairing.MeanProbabilities), ("sum-logits", FlipPairing.SumLogits)];

    /// <summary>What the numbers of a score map are.</summary>
    public static ReadOnlySpan<(string Word, ScoreInput Value)> Inputs => s_inputs;

    /// <summary>Which comes first.</summary>
    public static ReadOnlySpan<(string Word, FusionOrder Value)> Orders => s_orders;

    /// <summary>Where samples lie.</summary>
    public static ReadOnlySpan<(string Word, ResampleCorners Value)> Corners => s_corners;

    /// <summary>How views become one.</summary>
    public static ReadOnlySpan<(string Word, AverageKind Value)> Averages => s_averages;

    /// <summary>What happens to mirrored twins first.</summary>
    public static ReadOnlySpan<(string Word, FlipPairing Value)> Pairings => s_pairings;

    /// <summary>The word for a value.</summary>
    /// <param name="words">One of the lists here.</param>
    /// <param name="value">A value of the list.</param>
    public static string Of<T>(ReadOnlySpan<(string Word, T Value)> words, T value)
        where T : struct, Enum
    {
        foreach ((string word, T known) in words)
        {
            if (EqualityComparer<T>.Default.Equals(known, value))
            {
                return word;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, "No word stands for it.");
    }

    /// <summary>The value that a word stands for.</summary>
    /// <param name="words">One of the lists here.</param>
    /// <param name="word">A word of the list.</param>
    /// <exception cref="FormatException">The list has no such word.</exception>
    public static T Parse<T>(ReadOnlySpan<(string Word, T Value)> words, string word)
        where T : struct, Enum
    {
        List<string> known = [];
        foreach ((string candidate, T value) in words)
        {
            if (candidate == word)
            {
                return value;
            }

            known.Add(candidate);
        }

        throw new FormatException($"'{word}' is none of {string.Join(", ", known)}");
    }
}
