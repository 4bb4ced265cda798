namespace Ade20kEval.Statistics;

/// <summary>The headline figures of a score as a row of numbers, which is what statistics reckon with.</summary>
/// <remarks>Undefined is NaN within such a row, so that it goes through sums and differences; it leaves the room as <see langword="null"/>.</remarks>
internal static class HeadlineFigures
{
    /// <summary>Place of the pixel accuracy in a row.</summary>
    public const int PixelAccuracy = 0;

    /// <summary>Place of the mean IoU.</summary>
    public const int MeanIou = 1;

    /// <summary>Place of the challenge score, the mean of the two before.</summary>
    public const int ChallengeScore = 2;

    /// <summary>Place of the mean accuracy of the classes.</summary>
    public const int MeanAccuracy = 3;

    /// <summary>Place of the frequency-weighted IoU.</summary>
    public const int FrequencyWeightedIou = 4;

    /// <summary>Place of the mean Dice.</summary>
    public const int MeanDice = 5;

    /// <summary>Place of Cohen's kappa.</summary>
    public const int Kappa = 6;

    /// <summary>Place of the Matthews correlation.</summary>
    public const int Matthews = 7;

    /// <summary>Their keys in the run document, in the order of their places.</summary>
    public static IReadOnlyList<string> Keys { get; } =
        ["pixelAccuracy", "meanIou", "challengeScore", "meanAccuracy", "frequencyWeightedIou", "meanDice", "kappa", "matthews"];

    /// <summary>The place of a key; -1 where it is none of the headline figures.</summary>
    public static int PlaceOf(string key) => Keys.Index().Where(known => known.Item == key).Select(known => known.Index).DefaultIfEmpty(-1).First();

    /// <summary>How many there are.</summary>
    public const int Count = 8;

    /// <summary>Whether a figure is made of figures of classes, so that rare classes make it uncertain.</summary>
    public static bool IsOfClasses(int place) => place is MeanIou or ChallengeScore or MeanAccuracy or FrequencyWeightedIou or MeanDice;
}
