using Ade20kEval.Counting;
using Ade20kEval.Datasets;

namespace Ade20kEval.Diagnosis;

/// <summary>On how many labelled pixels predictions, read in some way, have the class of the ground truth, and on how many they would by chance.</summary>
/// <param name="Pixels">Labelled pixels that agree.</param>
/// <param name="LabelledPixels">Pixels whose ground truth is a class.</param>
/// <param name="ChancePixels">Labelled pixels that would agree if the same predicted values were strewn over the images: sum of row x column / labelled.</param>
/// <param name="Classes">Classes that agree anywhere.</param>
/// <param name="GroundTruthClasses">Classes that the ground truth holds.</param>
/// <remarks>
/// What is stated as a cause has been applied, and passes this rule: Cohen's kappa, which is 0 by chance and 1 where all agrees, is at least 0.4 afterwards
/// ("moderate": Landis and Koch, Biometrics 33, 1977) and at least 0.2 higher than before. Where files cannot be scored at all as they are there is no before,
/// and 0.2 is enough ("fair"). Below 0.1 agreement is called chance.
/// </remarks>
internal readonly record struct AgreeingPixels(long Pixels, long LabelledPixels, double ChancePixels, int Classes, int GroundTruthClasses)
{
    private const double Moderate = 0.4;
    private const double LeastGain = 0.2;
    private const double Fair = 0.2;
    private const double Chance = 0.1;
    private const double MostBeaten = 1 - LeastGain;

    /// <summary>Cohen's kappa over labelled pixels; where chance alone agrees everywhere, 1 if all agrees and else 0.</summary>
    public double Kappa => LabelledPixels == 0 ? 0
        : ChancePixels >= LabelledPixels ? (IsPerfect ? 1 : 0)
        : (Pixels - ChancePixels) / (LabelledPixels - ChancePixels);

    /// <summary>Whether every labelled pixel agrees.</summary>
    public bool IsPerfect => Pixels == LabelledPixels;

    /// <summary>Whether another reading could be clearly better: what agrees well ("substantial", from 0.6) needs no search.</summary>
    public bool CanBeBeaten => !IsPerfect && Kappa <= MostBeaten;

    /// <summary>Whether predictions agree no more than strewn ones would. One class alone cannot tell.</summary>
    public bool IsAtChance => GroundTruthClasses > 1 && Kappa < Chance;

    /// <summary>Whether files that cannot be scored as they are may be promised a score.</summary>
    public bool IsAboveChance => IsPerfect || Kappa >= Fair || (GroundTruthClasses == 1 && 2 * Pixels > LabelledPixels);

    /// <summary>The agreement of a run as it is read now.</summary>
    public static AgreeingPixels Of(RunCounts run) => Of(run, LabelReading.AsIs(run.Labels));

    /// <summary>The agreement of a run if its predictions were read in another way.</summary>
    public static AgreeingPixels Of(RunCounts run, LabelReading reading)
    {
        long agreeing = 0;
        long labelled = 0;
        HashSet<int> classes = [];
        Dictionary<int, long> rows = [];
        Dictionary<int, long> columns = [];
        foreach (PairCount cell in run.Total.Cells)
        {
            if (run.Dataset.ClassifyGroundTruth(cell.GroundTruth).ClassIndex is not int truth)
            {
                continue;
            }

            labelled += cell.Pixels;
            rows[truth] = rows.GetValueOrDefault(truth) + cell.Pixels;
            if (run.Dataset.ClassifyPrediction(reading.Read(cell.Prediction), reading.Labels).ClassIndex is not int guess)
            {
                continue;
            }

            columns[guess] = columns.GetValueOrDefault(guess) + cell.Pixels;
            if (guess == truth)
            {
                agreeing += cell.Pixels;
                classes.Add(truth);
            }
        }

        double chance = labelled == 0 ? 0 : rows.OrderBy(row => row.Key).Sum(row => (double)row.Value * columns.GetValueOrDefault(row.Key) / labelled);
        return new AgreeingPixels(agreeing, labelled, chance, classes.Count, rows.Count);
    }

    /// <summary>Whether the difference is too large to be the predictions' own merit.</summary>
    /// <remarks>One class alone may agree by chance: a network that calls every wall a building is one off for walls.</remarks>
    public bool IsClearlyBetterThan(AgreeingPixels other) => Classes > 1 && Kappa >= Moderate && Kappa - other.Kappa >= LeastGain;

    /// <summary>The share of pixels that would agree by chance in percent.</summary>
    public string ChanceShare => Invariant($"{(LabelledPixels == 0 ? 0 : 100 * ChancePixels / LabelledPixels):0.00} %");

    /// <summary>The share of agreeing pixels in percent.</summary>
    public override string ToString() => FindingNumbers.Share(Pixels, LabelledPixels);
}
