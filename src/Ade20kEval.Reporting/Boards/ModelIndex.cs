using System.Globalization;
using System.Text;
using Ade20kEval.Boards;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Boards;

/// <summary>An entry as the <c>model-index</c> that Hugging Face reads in the YAML at the top of a model card.</summary>
/// <remarks>
/// Form: huggingface.co/docs/hub/model-cards, "Evaluation results". Texts are double-quoted, which YAML 1.2 reads as JSON. Types are names of the hub; whose
/// arithmetic a figure is, and in which unit, stands in its name, for their <c>mean_iou</c> is of another protocol.
/// </remarks>
internal static class ModelIndex
{
    /// <summary>Whether there is anything to export: results without a metric are refused there.</summary>
    public static bool HasFigures(BoardDefinition board, StoredEntry stored) => board.Figures.Any(metric => stored.Entry.Figure(metric) is not null);

    /// <summary>The YAML, figures in percent as model cards have them.</summary>
    /// <exception cref="InputException">The entry has no figure of the board's columns.</exception>
    public static string Of(BoardDefinition board, StoredEntry stored)
    {
        if (!HasFigures(board, stored))
        {
            throw new InputException($"{stored.ShortId}: {stored.Entry.Metadata.Method} has no figures, so there is nothing for a model card; it is {BoardEntry.Words(stored.Entry.Kind)}.");
        }

        StringBuilder yaml = new();
        yaml.Append(CultureInfo.InvariantCulture, $"model-index:\n- name: {Quoted(stored.Entry.Metadata.Method)}\n  results:\n  - task:\n      type: image-segmentation\n      name: Semantic segmentation\n");
        yaml.Append(CultureInfo.InvariantCulture, $"    dataset:\n      name: {Quoted(DatasetCatalog.All.FirstOrDefault(dataset => dataset.Name == board.Dataset)?.Title ?? board.Dataset)}\n      type: {Quoted(board.Dataset == "ade20k-150" ? "scene_parse_150" : board.Dataset)}\n    metrics:\n");
        foreach (Metric metric in board.Figures)
        {
            if (BoardFigure.Told(stored.Entry.Figure(metric), metric, board) is double value)
            {
                string number = (metric.Kind == MetricKind.Fraction ? Math.Round(100 * value, board.Decimals) : value).ToString("0.########", CultureInfo.InvariantCulture);
                yaml.Append(CultureInfo.InvariantCulture, $"    - type: {Quoted(Snake(metric.Key))}\n      name: {Quoted($"{metric.Title}{(metric.Kind == MetricKind.Fraction ? " in %" : "")}, protocol {stored.Entry.Protocol}")}\n      value: {number}\n");
            }
        }

        if (stored.Entry.Metadata.Text("paper") is string paper)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"    source:\n      name: {Quoted(stored.Entry.Citation ?? "paper")}\n      url: {Quoted(paper)}\n");
        }

        return yaml.ToString();
    }

    // meanIou is mean_iou there.
    private static string Snake(string key) => string.Concat(key.Select(c => char.IsAsciiLetterUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{c}"));

    // YAML 1.2, 5.1: what is not printable there is escaped.
    private static string Quoted(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (Rune rune in SafeText.Line(text).EnumerateRunes())
        {
            _ = rune.Value is '"' or '\\' ? quoted.Append('\\').Append(rune)
                : rune.Value is (>= ' ' and <= '~') or (>= 0xA0 and <= 0xFFFD and not 0xFEFF) or >= 0x10000 ? quoted.Append(rune)
                : quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
        }

        return quoted.Append('"').ToString();
    }
}
