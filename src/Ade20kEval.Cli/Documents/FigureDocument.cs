using Ade20kEval.Cli.Terminal;
using Ade20kEval.Comparison;
using Ade20kEval.Comparison.Figures;
using Ade20kEval.Files;
using Ade20kEval.Instances;
using Ade20kEval.Instances.Json;
using Ade20kEval.Panoptic;
using Ade20kEval.Panoptic.Json;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;

namespace Ade20kEval.Cli.Documents;

/// <summary>A saved run of segments or detections, as the commands on saved runs see it.</summary>
internal abstract class FigureDocument
{
    private const int UsualWidth = 80;

    /// <summary>What kind of run it is, one word.</summary>
    public abstract string Kind { get; }

    /// <summary>What its predictions are called.</summary>
    public abstract string Name { get; }

    /// <summary>The figures that there are, the most important one first.</summary>
    public abstract IReadOnlyList<Metric> Metrics { get; }

    /// <summary>Things a person should know.</summary>
    public abstract IReadOnlyList<string> Warnings { get; }

    /// <summary>Whether a path names such a document, or a folder that holds one as run.json.</summary>
    /// <exception cref="InputException">It names a schema that no run has.</exception>
    public static bool Is(string path) => SchemaOf(path) switch
    {
        PanopticRun.Schema or InstanceRun.Schema => true,
        string other when other is not (RunDocument.Schema or ComparisonJsonWriter.Schema) => throw new InputException($"{FileOf(path)}: schema is '{SafeText.Cut(other, 80)}'; expected a run: {RunDocument.Schema}, {PanopticRun.Schema} or {InstanceRun.Schema}."),
        _ => false,
    };

    /// <summary>Reads one.</summary>
    /// <exception cref="InputException">It cannot be read, or its evidence contradicts itself.</exception>
    public static FigureDocument Read(string path) => SchemaOf(path) == PanopticRun.Schema
        ? new PanopticDocument(PanopticJsonReader.ReadFile(FileOf(path)))
        : new InstanceDocument(InstanceJsonReader.ReadFile(FileOf(path)));

    /// <summary>The same under another name.</summary>
    public abstract FigureDocument Named(string name);

    /// <summary>The same evidence under other rules.</summary>
    /// <param name="rules">What was asked for; all else stays as it is.</param>
    /// <exception cref="UsageException">There are no such rules for this kind of run.</exception>
    /// <exception cref="InputException">The evidence does not have what they need.</exception>
    public abstract FigureDocument Under(AskedRules rules);

    /// <summary>The same evidence under the rules of another run of the same kind.</summary>
    public abstract FigureDocument Like(FigureDocument other);

    /// <summary>The same with intervals; without any where <see langword="null"/>.</summary>
    public abstract FigureDocument WithIntervals(IntervalOptions? options);

    /// <summary>What comparisons see of it.</summary>
    public abstract ComparableRun ToComparable();

    /// <summary>What is shown of it.</summary>
    public abstract FigureReport ToReport();

    /// <summary>Its worst images, out of the files that were scored.</summary>
    /// <param name="groundTruth">The ground truth.</param>
    /// <param name="predictions">The predictions.</param>
    /// <param name="count">How many images.</param>
    /// <param name="cancellation">Stops between two images.</param>
    /// <exception cref="InputException">They cannot be read, or are others.</exception>
    public abstract FigureSection Worst(string groundTruth, string predictions, int count, CancellationToken cancellation);

    /// <summary>Writes its document.</summary>
    public abstract void Write(Stream stream);

    /// <summary>Its tables on a terminal.</summary>
    /// <param name="everyCategory">Whether all categories are among them.</param>
    public abstract IEnumerable<Table> Tables(bool everyCategory);

    /// <summary>What was compared with what, and how many there are: the line above the tables.</summary>
    protected abstract string Head { get; }

    /// <summary>Shows it: warnings, then the document or its tables.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="console">What the terminal can do.</param>
    /// <param name="json">Whether the document goes to standard output, in place of tables.</param>
    /// <param name="everyCategory">Whether all categories are shown.</param>
    /// <param name="quiet">Whether to keep warnings to oneself.</param>
    /// <param name="withHead">Whether to say first what was compared with what, as of a run that was just scored.</param>
    public void Print(CommandContext context, ConsoleTableOptions console, bool json, bool everyCategory, bool quiet, bool withHead = true)
    {
        foreach (string warning in quiet ? [] : Warnings)
        {
            context.Say($"warning: {AdviceWords.AddTo(warning)}");
        }

        if (json)
        {
            using Utf8TextStream output = new(context.Output);
            Write(output);
            return;
        }

        if (withHead)
        {
            // In one piece for programs, but in a terminal that is narrower than they usually are.
            string head = console.Width < UsualWidth ? string.Join('\n', ConsoleTableWriter.Wrap(Head, console.Width)) : Head;
            context.Output.Write($"{head}\n\n");
        }

        FigureRescoring.Print(context, Tables(everyCategory), console);
    }

    private static string? SchemaOf(string path) => DocumentSchema.Of(FileOf(path));

    private static string FileOf(string path) => SavedRun.DocumentOf(path) ?? path;
}
