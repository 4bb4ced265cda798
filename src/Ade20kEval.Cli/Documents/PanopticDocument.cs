using Ade20kEval.Cli.Shards;
using Ade20kEval.Comparison.Figures;
using Ade20kEval.Evaluation;
using Ade20kEval.Panoptic;
using Ade20kEval.Panoptic.Json;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Documents;

/// <summary>A saved panoptic run.</summary>
internal sealed class PanopticDocument(PanopticRun run) : FigureDocument
{
    private const string JsonAreas = "json-areas";

    public override string Kind => "panoptic";

    public override string Name => run.Header.Predictions.Name;

    public override IReadOnlyList<Metric> Metrics => PanopticFigures.Metrics;

    public override IReadOnlyList<string> Warnings => run.Header.Warnings;

    public override FigureDocument Named(string name) =>
        new PanopticDocument(run with { Header = run.Header with { Predictions = run.Header.Predictions with { Name = name } } });

    public override FigureDocument Under(AskedRules rules)
    {
        PanopticProtocol protocol = PanopticProtocol.Find(rules.Protocol is string name ? OptionWords.Name("--protocol", name, "panoptic protocol", [.. PanopticProtocol.All.Select(static one => one.Name)]) : run.Protocol);
        if (protocol.Rules.IsTorchMetrics && rules.Areas == PanopticAreas.Json)
        {
            throw new UsageException("--areas json: torchmetrics never sees the areas of a JSON file; expected png, or --protocol panopticapi.");
        }

        // Another protocol starts afresh; areas that are asked for are not mended away.
        bool stays = rules.Protocol is null;
        string[] mended = rules.Mend is { Count: > 0 } asked
            ? [.. asked.Select(static quirk => OptionWords.Name("--mend", quirk, "quirk", [.. PanopticQuirk.All.Select(static one => one.Name)]))]
            : stays ? [.. run.Mended.Where(quirk => rules.Areas is null || quirk != JsonAreas)] : [];
        string[] kept = [.. mended, .. run.Mended.Where(quirk => PanopticQuirk.Find(quirk).IsOfEvidence).Except(mended)];
        return new PanopticDocument(run.Rescored(protocol, rules.Areas ?? (stays ? run.Areas : null), [.. kept.Select(PanopticQuirk.Find)]));
    }

    public override FigureDocument Like(FigureDocument other) => other is PanopticDocument { Run: PanopticRun like } && like.UsesBoundaries == run.UsesBoundaries
        ? new PanopticDocument(run.Rescored(PanopticProtocol.Find(like.Protocol), like.Areas, [.. like.Mended.Select(PanopticQuirk.Find)]))
        : this;

    public override FigureDocument WithIntervals(IntervalOptions? options) => new PanopticDocument(options is null ? run with { Intervals = null } : run.WithIntervals(options));

    public override ComparableRun ToComparable() => ComparableRun.Of(run);

    public override FigureReport ToReport() => PanopticReport.Of(run);

    public override FigureSection Worst(string groundTruth, string predictions, int count, CancellationToken cancellation) =>
        PanopticSource.IsPanoptic(predictions)
            ? PanopticReport.Worst(PanopticDrawings.Draw(run, groundTruth, predictions, new PanopticOptions(), count, OutlineGallery.LongestSide, cancellation))
            : throw new UsageException($"--predictions {predictions}: holds label maps, whose values a run of segments does not keep; expected predictions in COCO's panoptic format. `panoptic --out DIR --write html` shows label maps.");

    public override void Write(Stream stream) => PanopticJsonWriter.Write(run, stream);

    public override IEnumerable<Table> Tables(bool everyCategory) =>
    [
        PanopticTables.Summary(run),
        .. run.Quirks.Count > 0 ? (Table[])[PanopticTables.Quirks(run)] : [],
        .. everyCategory ? (Table[])[PanopticTables.PerCategory(run)] : [],
    ];

    protected override string Head =>
        $"{SafeText.Line(run.Header.Predictions.Name)} against {SafeText.Line(run.Header.GroundTruth.Name)}: {Plural.Of(run.Header.GroundTruth.ImageCount, "image")}{FigureShardWords.Of(run.Header.Shard)}";

    private PanopticRun Run => run;
}
