using Ade20kEval.Datasets;
using Ade20kEval.Diagnosis;
using Ade20kEval.Text;

namespace Ade20kEval.Cli;

/// <summary>The command that scores predictions with everything mended that the doctor found, to paste as it is.</summary>
/// <param name="predictions">As the doctor got them.</param>
/// <param name="groundTruth">As the doctor got it.</param>
/// <param name="dataset">As typed; <see langword="null"/> for the default.</param>
/// <param name="protocol">As typed; <see langword="null"/> for the default.</param>
/// <param name="labels">What predictions should hold.</param>
/// <param name="reading">Options of reading and pairing that were typed, with their values; those of scoring are called the same.</param>
internal sealed class MendCommand(string predictions, string groundTruth, string? dataset, string? protocol, PredictionLabels labels, IReadOnlyList<(string Option, string Value)> reading)
{
    private const int MostInline = 24;
    private const string Suffix = "--suffix";
    private const string MendedFolder = "mended";
    private const string RemapFile = "remap.csv";

    /// <summary>The command; <see langword="null"/> where nothing mends.</summary>
    public string? Of(DoctorReport report)
    {
        if (!report.Findings.Any(finding => finding.IsMended))
        {
            return null;
        }

        // A folder inside an archive cannot be named.
        bool files = report.NeedsOtherFiles || (report.Folder is not null && !Directory.Exists(predictions));
        List<string> score = ["ade20k-eval", "score", files ? MendedFolder : report.Folder is string folder ? Path.Join(predictions, folder) : predictions, groundTruth];
        AddContext(score, report.Dataset?.Name ?? dataset, files ? PredictionLabels.Ids : LabelsOf(report));
        if (protocol is null && report is { Dataset: not null, ScoreWhenMended: not null })
        {
            score.AddRange(["--protocol", report.ScoreWhenMended.Protocol]);   // another dataset has another default
        }


        // What is found to read better takes the place of what was typed; endings of names come to those that were.
        string[] advised = files ? [] : [.. report.Advice.Select(AdviceWords.Option).Select(option => option.Split(' ')[0]).Where(option => option != Suffix)];
        score.AddRange(reading.Where(typed => !advised.Contains(typed.Option)).SelectMany(Words));

        string before = "";
        foreach (Advice advice in report.Advice)
        {
            switch (advice.Key)
            {
                case "dataset" or "ids" or "indices":
                    break;   // in the context
                case "renumber" when !files:
                    IReadOnlyDictionary<int, int> remap = report.Findings.Last(finding => finding.Remap.Count > 0).Remap;
                    score.AddRange(["--remap", remap.Count <= MostInline ? Inline(remap) : RemapFile]);
                    before = remap.Count <= MostInline ? "" : Doctor("--write-remap", RemapFile);
                    break;
                case "renumber-ground-truth":
                    score.AddRange(["--remap-ground-truth", Inline(report.Findings.Last(finding => finding.GroundTruthRemap.Count > 0).GroundTruthRemap)]);
                    break;
                case "suffix" when !files:
                    score.AddRange(report.Findings.SelectMany(finding => finding.Suffixes).SelectMany(suffix => new[] { Suffix, suffix }));
                    break;
                case "skip-missing":
                    score.AddRange(AdviceWords.Option(advice).Split(' '));
                    break;
                default:
                    if (!files)
                    {
                        score.AddRange(AdviceWords.Option(advice).Split(' '));
                    }

                    break;
            }
        }

        return (files ? Doctor("--write-mended", MendedFolder) : before) + Line(score);
    }

    private string Doctor(params string[] rest)
    {
        List<string> words = ["ade20k-eval", "doctor", predictions, groundTruth];
        AddContext(words, dataset, labels);
        words.AddRange(reading.SelectMany(Words));
        words.AddRange(rest);
        return Line(words) + " ; ";
    }

    private void AddContext(List<string> words, string? chosen, PredictionLabels meaning)
    {
        if (chosen is not null)
        {
            words.AddRange(["--dataset", chosen]);
        }

        if (protocol is not null)
        {
            words.AddRange(["--protocol", protocol]);
        }

        if (meaning == PredictionLabels.Indices)
        {
            words.AddRange(["--prediction-labels", "indices"]);
        }
    }

    private PredictionLabels LabelsOf(DoctorReport report) => report.Mend(new EvaluationOptions { Scoring = new ScoringOptions { PredictionLabels = labels } }).Scoring.PredictionLabels;

    private static IEnumerable<string> Words((string Option, string Value) typed) => typed.Value.Length == 0 ? [typed.Option] : [typed.Option, typed.Value];

    private static string Inline(IReadOnlyDictionary<int, int> remap) => string.Join(',', remap.OrderBy(pair => pair.Key).Select(pair => Invariant($"{pair.Key}:{pair.Value}")));

    private static string Line(List<string> words) => string.Join(' ', words.Select(Quoted));

    // Single quotes keep every character in shells of POSIX and in PowerShell; plain words need none.
    private static string Quoted(string word) => word.Length > 0 && word.All(static c => char.IsAsciiLetterOrDigit(c) || "-_./:,=+@\\".Contains(c, StringComparison.Ordinal))
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
