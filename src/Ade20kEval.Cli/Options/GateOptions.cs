using System.CommandLine;
using Ade20kEval.Comparison.Gates;
using Ade20kEval.Scoring;

namespace Ade20kEval.Cli.Options;

/// <summary>What a run must meet to be let through.</summary>
internal sealed class GateOptions
{
    public Option<string?> File { get; } = new("--gates")
    {
        Description = $"A file of gates; a start is `ade20k-eval compare --template > {GateFile.DefaultName}`. Options add to it.",
        HelpName = "FILE.json",
    };

    public Option<string[]> MaxDrop { get; } = OfFigure("--max-drop", "Fail when a figure falls by more: meanIou=0.2pp. Repeat it.");

    public Option<string[]> WarnDrop { get; } = OfFigure("--warn-drop", "Warn when a figure falls by more. Repeat it.");

    public Option<string[]> MaxRise { get; } = OfFigure("--max-rise", "Fail when a figure rises by more: a gain that nobody can explain. Repeat it.");

    public Option<string[]> Floor { get; } = new("--floor") { Description = "Fail when a figure is lower: challengeScore=0.60. Repeat it.", HelpName = "FIGURE=VALUE" };

    public Option<string?> MaxDropClass { get; } = new("--max-drop-class") { Description = "Fail when the IoU of a class falls by more.", HelpName = "Npp" };

    public Option<int> MinImages { get; } = new("--min-images")
    {
        Description = "With --max-drop-class: only classes in so many images or more; others move by chance.",
        DefaultValueFactory = static _ => Gate.DefaultLeastImages,
        HelpName = "N",
    };

    public Option<string?> MaxDropImage { get; } = new("--max-drop-image") { Description = "Fail when the mean IoU of images, over the classes of their ground truth, falls by more.", HelpName = "Npp" };

    public Option<int> MaxBadImages { get; } = new("--max-bad-images") { Description = "With --max-drop-image: so many images may.", DefaultValueFactory = static _ => 0, HelpName = "N" };

    public Option<string?> Mode { get; } = new("--mode")
    {
        Description = "When a difference counts: when it is there, or when its whole 95 % interval is (else it is a warning). [default: point]",
        HelpName = "point|confident",
    };

    public IReadOnlyList<Option> All => [File, MaxDrop, WarnDrop, MaxRise, Floor, MaxDropClass, MinImages, MaxDropImage, MaxBadImages, Mode];

    /// <summary>The gates of the file and of the options, and when a difference counts.</summary>
    /// <exception cref="UsageException">An amount is not one, or an option has no meaning without another.</exception>
    /// <exception cref="Files.InputException">The file of gates is not one.</exception>
    /// <param name="parsed">The command line.</param>
    /// <param name="figures">The figures that there are; <see langword="null"/> for those of label maps.</param>
    public (IReadOnlyList<Gate> Gates, GateMode Mode) Read(ParseResult parsed, IReadOnlyList<Metric>? figures = null)
    {
        GateFile? file = parsed.GetValue(File) is string path ? GateFile.Read(path, figures) : null;
        List<Gate> gates = [.. file?.Gates ?? []];
        foreach ((Option<string[]> option, GateKind kind) in ((Option<string[]>, GateKind)[])[(MaxDrop, GateKind.MaxDrop), (WarnDrop, GateKind.WarnDrop), (MaxRise, GateKind.MaxRise), (Floor, GateKind.Floor)])
        {
            gates.AddRange((parsed.GetValue(option) ?? []).Select(text => Told(option, () => GateText.OfFigure(kind, text, figures))));
        }

        if (Told(parsed, MaxDropClass, MinImages) is (double ofClass, int least))
        {
            gates.Add(new Gate { Kind = GateKind.MaxDropClass, Limit = ofClass, Images = least });
        }

        if (Told(parsed, MaxDropImage, MaxBadImages) is (double ofImage, int most))
        {
            gates.Add(new Gate { Kind = GateKind.MaxDropImage, Limit = ofImage, Images = most });
        }

        GateMode mode = parsed.GetValue(Mode) is string word
            ? OptionWords.Parse(Mode.Name, word, ("point", GateMode.Point), ("confident", GateMode.Confident))
            : file?.Mode ?? GateMode.Point;
        return gates.Count == 0 && parsed.GetValue(Mode) is string lone
            ? throw new UsageException($"{Mode.Name} {lone}: is for gates, and there is none. Give --gates FILE or --max-drop FIGURE=Npp as well.")
            : (gates, mode);
    }

    private static Option<string[]> OfFigure(string name, string description) => new(name) { Description = description, HelpName = "FIGURE=Npp" };

    private static (double Limit, int Images)? Told(ParseResult parsed, Option<string?> limit, Option<int> images)
    {
        int count = parsed.GetValue(images);
        if (count < 0)
        {
            throw new UsageException(Invariant($"{images.Name} {count}: expected 0 or more."));
        }

        return parsed.GetValue(limit) is string text
            ? (Told(limit, () => GateText.OfPoints(text)), count)
            : parsed.GetResult(images) is { Implicit: false }
                ? throw new UsageException($"{images.Name}: has a meaning with {limit.Name} only. Give that as well.")
                : null;
    }

    private static T Told<T>(Option option, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Files.InputException wrong)
        {
            throw new UsageException($"{option.Name}: {wrong.Message}");
        }
    }
}
