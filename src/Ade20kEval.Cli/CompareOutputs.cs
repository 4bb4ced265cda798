using System.Globalization;
using Ade20kEval.Cli.Commands;
using Ade20kEval.Comparison;
using Ade20kEval.Files;
using Ade20kEval.Reporting;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Ci;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Cli;

/// <summary>What <c>compare --out</c> leaves in a folder: all files, or none.</summary>
internal static class CompareOutputs
{
    /// <summary>The formats.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["html", "md", "tex", "csv", "svg", "png", "pdf", "junit", "metrics", "benchmark", "json"];

    /// <summary>Writes the files of some formats; the comparison's document takes its name last.</summary>
    /// <param name="folder">Where to; made when absent.</param>
    /// <param name="set">The comparison.</param>
    /// <param name="formats">How charts are drawn, and which formats were asked for; JSON is written in any case.</param>
    /// <param name="gallery">Where the masks of each comparison are; <see langword="null"/> where only counts are known.</param>
    /// <param name="guard">What may be written onto.</param>
    /// <param name="cancellation">Stops between two files; the old ones stay.</param>
    /// <returns>The paths of the files.</returns>
    /// <exception cref="OutputException">A file cannot be written.</exception>
    /// <exception cref="UsageException">A file may not be replaced.</exception>
    public static IReadOnlyList<string> Write(string folder, ComparisonSet set, ReportChoice formats, Func<int, GallerySource?> gallery, OutputGuard guard, CancellationToken cancellation = default)
    {
        (string Path, Action<Stream> Write)[] files = [.. Files(set, formats, gallery).Select(file => (Path.Combine(folder, file.Name), file.Write))];
        guard.RequireOwn([.. files.Select(file => file.Path)]);
        return AtomicFileSet.Write(files, cancellation);
    }

    private static IEnumerable<(string Name, Action<Stream> Write)> Files(ComparisonSet set, ReportChoice choice, Func<int, GallerySource?> gallery)
    {
        bool several = set.Comparisons.Count > 1;
        HashSet<string> formats = [.. choice.Formats];
        foreach ((int i, RunComparison comparison) in set.Comparisons.Index())
        {
            // Names of runs may hold anything, so that files are told apart by number.
            string of = several ? $"{(i + 1).ToString(CultureInfo.InvariantCulture)}-" : "";
            if (formats.Contains("html"))
            {
                yield return ($"{of}comparison.html", TextContent.Of(text => PageWriter.Write(text, new RunView(comparison.Run), new PageOptions { Comparison = comparison, Gallery = gallery(i) })));
            }

            if (formats.Contains("csv"))
            {
                yield return ($"{of}figures.csv", Csv(ComparisonTables.Figures(comparison)));
                yield return ($"{of}classes.csv", Csv(ComparisonTables.Classes(comparison)));
                yield return ($"{of}confusions.csv", Csv(ComparisonTables.Confusions(comparison, int.MaxValue)));
                yield return ($"{of}images.csv", Csv(ComparisonTables.Images(comparison)));
                if (ErrorTables.Changes(comparison) is Table errors)
                {
                    yield return ($"{of}errors.csv", Csv(errors));
                }

                foreach ((int column, Table changes) in SliceTables.Changes(comparison).Index())
                {
                    yield return (Invariant($"{of}slices-{column + 1}.csv"), Csv(changes));
                }
            }

            (string, Chart)[] kinds = comparison.ErrorKinds is null ? [] : [("errors", ErrorCharts.Changes(comparison))];
            foreach ((string name, Chart chart) in ((string, Chart)[])[.. kinds, ("deltas", RunCharts.ClassDeltas(comparison.Baseline, comparison.Run)), ("side", RunCharts.Side([comparison.Run, comparison.Baseline]))])
            {
                foreach ((string extension, byte[] bytes) in choice.Draw(chart))
                {
                    yield return ($"charts/{of}{name}{extension}", stream => stream.Write(bytes));
                }
            }
        }

        if (formats.Contains("csv") && set.Standings is RunStandings standings)
        {
            yield return ("runs.csv", Csv(ComparisonTables.Standings(standings)));
        }

        if (formats.Contains("md"))
        {
            yield return ("comparison.md", TextContent.Of(text => ComparisonMarkdown.Write(text, set, fewClasses: false)));
        }

        if (formats.Contains("tex"))
        {
            yield return ("comparison.tex", TextContent.Of(text => WriteLatex(text, set)));
        }

        if (formats.Contains("junit"))
        {
            yield return ("junit.xml", stream => JUnitWriter.Write(set, stream, DateTimeOffset.UtcNow));
        }

        if (formats.Contains("metrics"))
        {
            yield return ("metrics.txt", stream => OpenMetricsWriter.Write(set, stream));
        }

        if (formats.Contains("benchmark"))
        {
            yield return ("benchmark.json", stream => BenchmarkJsonWriter.Write(set, stream));
        }

        yield return ("comparison.json", stream => ComparisonJsonWriter.Write(set, stream));
    }

    private static void WriteLatex(TextWriter text, ComparisonSet set)
    {
        if (set.Standings is RunStandings standings)
        {
            LatexTableWriter.Write(text, ComparisonTables.Standings(standings));
            text.Write('\n');
        }

        foreach (RunComparison comparison in set.Comparisons)
        {
            LatexTableWriter.Write(text, ComparisonTables.Figures(comparison));
            text.Write('\n');
            LatexTableWriter.Write(text, ComparisonTables.Classes(comparison));
            if (ErrorTables.Changes(comparison) is Table errors)
            {
                text.Write('\n');
                LatexTableWriter.Write(text, errors);
            }

            foreach (Table slices in SliceTables.Changes(comparison))
            {
                text.Write('\n');
                LatexTableWriter.Write(text, slices);
            }
        }
    }

    private static Action<Stream> Csv(Table table) => TextContent.Of(text => CsvTableWriter.Write(text, table));
}
