using Ade20kEval.Datasets;
using Ade20kEval.Figures.Charts;
using Ade20kEval.Reporting;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Runs;

namespace Ade20kEval.Figures;

/// <summary>The charts of a run as files of a report: <c>charts/NAME.png</c>, <c>charts/NAME.pdf</c>.</summary>
internal static class FigureFiles
{
    /// <summary>The files of some formats.</summary>
    /// <param name="formats">Any of <c>png</c> and <c>pdf</c>; others are not ours and give no files.</param>
    /// <param name="dataset">The dataset of the run.</param>
    /// <param name="predictions">The name of the run's predictions, which stands in titles.</param>
    /// <param name="baseline">The run to compare with, which adds two charts.</param>
    /// <param name="parts">What the run has beside the counts that every run has.</param>
    /// <param name="style">How to draw.</param>
    /// <exception cref="Files.OutputException">No font has the letters of a name: said here, before there is work to lose.</exception>
    public static IReadOnlyList<ReportFile> Of(IReadOnlyCollection<string> formats, Dataset dataset, string predictions, RunDocument? baseline, RunParts parts, FigureStyle style)
    {
        ArgumentNullException.ThrowIfNull(formats);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(style);
        Words words = new(style.Font);
        foreach (string name in dataset.Classes.Select(c => c.Name).Append(dataset.Title).Append(predictions).Append(baseline?.Predictions.Name ?? ""))
        {
            words.Width(name);
        }

        List<ReportFile> files = [];
        foreach ((string name, Func<RunView, Chart> chart) in RunCharts.Of(dataset, baseline, parts))
        {
            if (formats.Contains("png"))
            {
                files.Add(new ReportFile($"charts/{name}.png", view => Bytes(FigureWriter.Png(chart(view), style))));
            }

            if (formats.Contains("pdf"))
            {
                files.Add(new ReportFile($"charts/{name}.pdf", view => Bytes(FigureWriter.Pdf(chart(view), style))));
            }
        }

        return files;
    }

    private static Action<Stream> Bytes(byte[] bytes) => stream => stream.Write(bytes);
}
