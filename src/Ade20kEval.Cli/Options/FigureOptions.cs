using System.CommandLine;
using System.Globalization;
using Ade20kEval.Figures;
using Ade20kEval.Reporting.Charts;

namespace Ade20kEval.Cli.Options;

/// <summary>The options of charts as files, the same for every command that writes them.</summary>
internal sealed class FigureOptions
{
    public Option<string> Theme { get; } = new("--theme")
    {
        Description = "Colours of SVG charts: for a light page, a dark one, or as the reader's system is.",
        DefaultValueFactory = _ => "light",
        HelpName = "light|dark|auto",
    };

    public Option<string> Width { get; } = new("--figure-width")
    {
        Description = "Width of PNG and PDF charts: one column (83 mm), two (174 mm), or so many millimetres.",
        DefaultValueFactory = _ => "single",
        HelpName = "single|double|MM",
    };

    public Option<int> Dpi { get; } = new("--dpi")
    {
        Description = "Pixels an inch of PNG charts.",
        DefaultValueFactory = _ => 200,
        HelpName = "N",
    };

    public Option<bool> NoTitles { get; } = new("--no-titles")
    {
        Description = "PNG and PDF charts without title and description: papers have captions.",
    };

    public Option<string?> Font { get; } = new("--font")
    {
        Description = "The font of PNG and PDF charts, a .ttf or .otf file. [default: one of this machine]",
        HelpName = "FILE",
    };

    public IReadOnlyList<Option> All => [Theme, Width, Dpi, NoTitles, Font];

    /// <summary>Which page SVG charts are for.</summary>
    /// <exception cref="UsageException">It is none of the words.</exception>
    public ChartTheme ReadTheme(ParseResult parsed) =>
        OptionWords.Parse(Theme.Name, parsed.GetRequiredValue(Theme), ("light", ChartTheme.Light), ("dark", ChartTheme.Dark), ("auto", ChartTheme.Auto));

    /// <summary>How PNG and PDF charts are drawn; finds their font, so that it is asked for before there is work to lose.</summary>
    /// <exception cref="UsageException">A value is none of those expected.</exception>
    /// <exception cref="Files.InputException">The font file is not one.</exception>
    /// <exception cref="Files.OutputException">There is no font, or no library to draw with.</exception>
    public FigureStyle ReadStyle(ParseResult parsed, CliEnvironment environment)
    {
        int dpi = parsed.GetValue(Dpi);
        if (dpi is < FigureStyle.LeastDpi or > FigureStyle.MostDpi)
        {
            throw new UsageException(Invariant($"{Dpi.Name} {dpi}: expected {FigureStyle.LeastDpi}..{FigureStyle.MostDpi}."));
        }

        return new FigureStyle
        {
            WidthMillimetres = ParseWidth(parsed.GetRequiredValue(Width)),
            Dpi = dpi,
            Titles = !parsed.GetValue(NoTitles),
            Font = parsed.GetValue(Font) is string file ? FigureFont.FromFile(file) : FigureFont.Find(environment.FontFolders ?? FigureFont.SystemFolders),
        };
    }

    private double ParseWidth(string given) => given switch
    {
        "single" => FigureStyle.SingleColumn,
        "double" => FigureStyle.DoubleColumn,
        _ => double.TryParse(given, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double width) && width is >= FigureStyle.LeastWidth and <= FigureStyle.MostWidth ? width
            : throw new UsageException(Invariant($"{Width.Name} {given}: expected single, double, or {FigureStyle.LeastWidth}..{FigureStyle.MostWidth} millimetres.")),
    };
}
