using System.CommandLine;
using Ade20kEval.Cli.Options;
using Ade20kEval.Datasets;
using Ade20kEval.Figures;
using Ade20kEval.Reporting;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Pages;

namespace Ade20kEval.Cli.Commands;

/// <summary>What a list of formats makes of a run.</summary>
internal sealed class ReportChoice
{
    // Named here and not where they are drawn, so that no command line loads what draws them before it must.
    private static readonly string[] s_figureFormats = ["png", "pdf"];

    private readonly ChartTheme _theme;
    private readonly object? _style;

    private ReportChoice(IReadOnlyList<string> formats, ChartTheme theme, object? style)
    {
        Formats = formats;
        _theme = theme;
        _style = style;
    }

    /// <summary>All formats, the run document last.</summary>
    public static IReadOnlyList<string> AllFormats { get; } = [.. ReportFiles.Formats.Where(format => format != "json"), .. s_figureFormats, "json"];

    /// <summary>The formats that were asked for.</summary>
    public IReadOnlyList<string> Formats { get; }

    /// <summary>Reads a list of formats and, where they need it, how figures are drawn.</summary>
    /// <exception cref="UsageException">A format is not known, or an option of figures is wrong.</exception>
    /// <exception cref="Files.OutputException">Figures cannot be drawn here.</exception>
    public static ReportChoice Parse(string option, string list, FigureOptions figures, ParseResult parsed, CliEnvironment environment, IReadOnlyList<string>? known = null)
    {
        string[] formats = OptionWords.Names(option, list, "report format", known ?? AllFormats);
        OptionUse.Require(parsed, formats.Contains("svg"), $"svg in {option}", figures.Theme);
        OptionUse.Require(parsed, formats.Contains("png"), $"png in {option}", figures.Dpi);
        OptionUse.Require(parsed, formats.Any(s_figureFormats.Contains), $"{string.Join(" or ", s_figureFormats)} in {option}", figures.Width, figures.NoTitles, figures.Font);
        return new ReportChoice(formats, figures.ReadTheme(parsed), formats.Any(s_figureFormats.Contains) ? figures.ReadStyle(parsed, environment) : null);
    }

    /// <summary>The files, in the order in which they appear.</summary>
    /// <param name="dataset">The dataset of the run.</param>
    /// <param name="predictions">The path or the name of its predictions.</param>
    /// <param name="page">What its page shows beside it.</param>
    /// <param name="always">Formats that are written in any case.</param>
    /// <exception cref="Files.OutputException">No font has the letters of the predictions' name or of a class.</exception>
    public IReadOnlyList<ReportFile> Files(Dataset dataset, string predictions, PageOptions page, params IReadOnlyList<string> always)
    {
        IReadOnlyList<ReportFile> reports = ReportFiles.Of([.. Formats.Except(s_figureFormats).Union(always)], dataset, page, _theme);
        return _style is null ? reports : [.. Figures(dataset, Path.GetFileName(Path.TrimEndingDirectorySeparator(predictions)), page), .. reports];
    }

    /// <summary>One chart in the formats that were asked for and are of charts: what each adds to a file's name, and its bytes.</summary>
    public IEnumerable<(string Extension, byte[] Bytes)> Draw(Chart chart)
    {
        if (Formats.Contains("svg"))
        {
            using StringWriter text = new() { NewLine = "\n" };
            ChartWriter.WriteFile(text, chart, _theme);
            yield return (".svg", System.Text.Encoding.UTF8.GetBytes(text.ToString()));
        }

        if (Formats.Contains("png"))
        {
            yield return (".png", Png(chart));
        }

        if (Formats.Contains("pdf"))
        {
            yield return (".pdf", Pdf(chart));
        }
    }

    private IReadOnlyList<ReportFile> Figures(Dataset dataset, string predictions, PageOptions page) => FigureFiles.Of(Formats, dataset, predictions, page.Baseline, page.Parts, (FigureStyle)_style!);

    private byte[] Png(Chart chart) => FigureWriter.Png(chart, (FigureStyle)_style!);

    private byte[] Pdf(Chart chart) => FigureWriter.Pdf(chart, (FigureStyle)_style!);
}
