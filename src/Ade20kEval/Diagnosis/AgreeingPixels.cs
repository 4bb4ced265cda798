using Ade20kEval.Counting;
using Ade20kEval.Datasets;

namespace Ade20kEval.Diagnosis;

/// <summary>On how many labelled pixels predictions, read in some way, have the class of the ground truth.</summary>
/// <param name="Pixels">Labelled pixels that agree.</param>
/// <param name="LabelledPixels">Pixels whose ground truth is a class.</param>
/// <param name="Classes">Classes that agree anywhere.</param>
internal readonly record struct AgreeingPixels(long Pixels, long LabelledPixels, int Classes)
{
    // Another reading must agree on at least twice as many pixels, and on 10 % of all more than now: published cases go
    // from about 2 % to 80 %; poor but honest predictions gain nothing by being read otherwise.
    private const double LeastRatio = 2;
    private const double LeastGain = 0.10;

    /// <summary>Whether every labelled pixel agrees.</summary>
    public bool IsPerfect => Pixels == LabelledPixels;

    /// <summary>Whether any other reading could be clearly better: what agrees on most pixels needs no further search.</summary>
    public bool CanBeBeaten => LeastRatio * Pixels <= LabelledPixels;

    /// <summary>The agreement of a run as it is read now.</summary>
    public static AgreeingPixels Of(RunCounts run) => Of(run, LabelReading.AsIs(run.Labels));

    /// <summary>The agreement of a run if its predictions were read in another way.</summary>
    public static AgreeingPixels Of(RunCounts run, LabelReading reading)
    {
        long agreeing = 0;
        long labelled = 0;
        HashSet<int> classes = [];
        foreach (PairCount cell in run.Total.Cells)
        {
            if (run.Dataset.ClassifyGroundTruth(cell.GroundTruth).ClassIndex is not int truth)
            {
                continue;
            }

            labelled += cell.Pixels;
            if (run.Dataset.ClassifyPrediction(reading.Read(cell.Prediction), reading.Labels).ClassIndex == truth)
            {
                agreeing += cell.Pixels;
                classes.Add(truth);
            }
        }

        return new AgreeingPixels(agreeing, labelled, classes.Count);
    }

    /// <summary>Whether the difference is too large to be the predictions' own merit.</summary>
    /// <remarks>One class alone may agree by chance: a network that calls every wall a building is one off for walls.</remarks>
    public bool IsClearlyBetterThan(AgreeingPixels other) =>
        Classes > 1 && Pixels >= LeastRatio * other.Pixels && Pixels - other.Pixels >= LeastGain * LabelledPixels;

    /// <summary>The share of agreeing pixels in percent.</summary>
    public override string ToString() => FindingNumbers.Share(Pixels, LabelledPixels);
}
