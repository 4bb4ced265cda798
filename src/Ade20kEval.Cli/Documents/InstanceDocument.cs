using Ade20kEval.Cli.Shards;
using Ade20kEval.Comparison.Figures;
using Ade20kEval.Evaluation;
using Ade20kEval.Instances;
using Ade20kEval.Instances.Json;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Documents;

/// <summary>A saved run of instances.</summary>
internal sealed class InstanceDocument(InstanceRun run) : FigureDocument
{
    public override string Kind => "instances";

    public override string Name => run.Header.Predictions.Name;

    public override IReadOnlyList<Metric> Metrics => InstanceFigures.MetricsOf(run.Scores.Rules);

    public override IReadOnlyList<string> Warnings => run.Header.Warnings;

    protected override string Head =>
        $"{SafeText.Line(run.Header.Predictions.Name)} against {SafeText.Line(run.Header.GroundTruth.Name)}: {Plural.Of(run.Header.GroundTruth.ImageCount, "image")}, {Plural.Of(run.Scores.Classes.Sum(static score => score.Objects), "object")}, {Plural.Of(run.Scores.Classes.Sum(static score => score.Detections), "detection")}{FigureShardWords.Of(run.Header.Shard)}";

    private InstanceRun Run => run;

    public override FigureDocument Named(string name) =>
        new InstanceDocument(run with { Header = run.Header with { Predictions = run.Header.Predictions with { Name = name } } });

    public override FigureDocument Under(AskedRules rules)
    {
        if (rules.Areas is not null)
        {
            throw new UsageException("--areas: is for panoptic runs; areas of instances are those of their file, and of detections those of masks with --mend box-areas.");
        }

        bool stays = rules.Protocol is null;
        InstanceProtocol protocol = stays ? Own(run) : InstanceProtocol.Find(OptionWords.Name("--protocol", rules.Protocol!, "protocol of instances", [.. InstanceProtocol.All.Select(static one => one.Name)]));
        if (protocol.Rules.IsCityscapes && run.Overlap != OverlapKind.Mask)
        {
            throw new UsageException($"--protocol {protocol.Name}: compares masks, and this run compared {InstanceJsonWriter.Word(run.Overlap)}. Score the masks.");
        }

        string[] mended = rules.Mend is { Count: > 0 } asked
            ? [.. asked.Select(static quirk => OptionWords.Name("--mend", quirk, "quirk", [.. InstanceQuirk.All.Select(static one => one.Name)]))]
            : stays ? [.. run.Mended] : [];
        return new InstanceDocument(run.Rescored(protocol, [.. mended.Select(InstanceQuirk.Find)]));
    }

    public override FigureDocument Like(FigureDocument other) => other is InstanceDocument { Run: InstanceRun like } && like.Overlap == run.Overlap
        ? new InstanceDocument(run.Rescored(Own(like), [.. like.Mended.Select(InstanceQuirk.Find)]))
        : this;

    public override FigureDocument WithIntervals(IntervalOptions? options) => new InstanceDocument(options is null ? run with { Intervals = null } : run.WithIntervals(options));

    public override ComparableRun ToComparable() => ComparableRun.Of(run);

    public override FigureReport ToReport() => InstanceReport.Of(run);

    public override FigureSection Worst(string groundTruth, string predictions, int count, CancellationToken cancellation) =>
        InstanceReport.Worst(InstanceDrawings.Draw(run, groundTruth, predictions, imageList: null, count, OutlineGallery.LongestSide, cancellation));

    public override void Write(Stream stream) => InstanceJsonWriter.Write(run, stream);

    public override IEnumerable<Table> Tables(bool everyCategory) =>
    [
        InstanceTables.Summary(run),
        .. run.Quirks.Count > 0 ? (Table[])[InstanceTables.Quirks(run)] : [],
        .. run.Errors is DetectionErrors errors ? (Table[])[InstanceTables.Errors(run, errors)] : [],
        .. everyCategory ? (Table[])[InstanceTables.PerClass(run)] : [],
    ];

    // With the limits that it was scored with.
    private static InstanceProtocol Own(InstanceRun of) => InstanceProtocol.Find(of.Protocol).With(of.Scores.Rules.DetectionLimits);
}
