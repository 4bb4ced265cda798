using Ade20kEval.Calibration;

namespace Ade20kEval.Reporting.Analysis;

/// <summary>What is to be seen in the confidence of predictions.</summary>
internal static class CalibrationWords
{
    // Closer than half a point on the whole is as good as equal.
    private const double Little = 0.005;

    /// <summary>Whether predictions are as often right as they say, near boundaries and elsewhere.</summary>
    public static string Trust(CalibrationScores scores)
    {
        if (scores.All is not { Accuracy: double accuracy, Confidence: double confidence, Ece: double ece })
        {
            return "No pixel is labelled: nothing can be said of confidence.";
        }

        string verdict = Math.Abs(confidence - accuracy) < Little ? "on the whole as sure as they should be"
            : confidence > accuracy ? "they claim too much" : "they claim too little";
        string band = scores is { Near.Ece: double near, Away.Ece: double away } ? Invariant($": {100 * near:0.0} near boundaries, {100 * away:0.0} elsewhere") : "";
        return Invariant($"Predictions are {100 * confidence:0.0} % sure and {100 * accuracy:0.0} % right: {verdict}. Bin by bin the two are {100 * ece:0.0} points apart (ECE){band}.");
    }

    /// <summary>Whether confidence tells what is right from what is wrong.</summary>
    public static string Order(CalibrationScores scores)
    {
        if (scores.All.Accuracy is not double accuracy)
        {
            return "No pixel is labelled: nothing can be said of confidence.";
        }

        if (scores.All.Auroc is not double auroc)
        {
            return accuracy > 0 ? "Every pixel is right: there is no error to be told by its confidence." : "Every pixel is wrong: nothing right is there to be surer of.";
        }

        (double coverage, double risk) = scores.All.RiskCurve().First(static point => point.Coverage >= 0.5);
        return Invariant($"Of the surest {100 * coverage:0} % of the pixels {100 * risk:0.00} % are wrong, of all {100 * (1 - accuracy):0.00} %. A right pixel is surer than a wrong one in {100 * auroc:0} % of the cases (AUROC).");
    }

    /// <summary>What near means.</summary>
    public static string Band => Invariant($"Near a boundary: less than {CalibrationCounts.BandWidth} pixels from a pixel whose neighbour has another value in the ground truth.");
}
