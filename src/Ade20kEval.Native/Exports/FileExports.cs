using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ade20kEval.Comparison;
using Ade20kEval.Datasets;
using Ade20kEval.Instances;
using Ade20kEval.Instances.Json;
using Ade20kEval.Masks;
using Ade20kEval.Native.Memory;
using Ade20kEval.Panoptic;
using Ade20kEval.Panoptic.Json;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;

namespace Ade20kEval.Native.Exports;

/// <summary>Files and run documents. The header says what each function does.</summary>
internal static unsafe class FileExports
{
    private static readonly string[] s_scoreKeys = [.. OptionReader.ScoringKeys, "intervals", "encoding", "missing", "extra", "resize", "suffix", "follow_links", "trimap", "trimap_kind", "workers", "name"];

    [UnmanagedCallersOnly(EntryPoint = "ade20k_score", CallConvs = [typeof(CallConvCdecl)])]
    public static int Score(byte* predictions, byte* groundTruth, byte* options, NativeText** runJson, NativeText** error) => NativeCall.Run(error, () =>
    {
        using OptionReader reader = new(Utf8.Optional(options), s_scoreKeys);
        EvaluationOptions evaluation = Read(reader);
        Func<RunDocument, RunDocument> intervals = reader.Intervals();
        MaskSourceOptions opening = new() { FollowLinks = reader.Flag("follow_links") };
        using MaskSource truth = MaskSource.Open(Utf8.Required(groundTruth, "ground_truth"), opening);
        using MaskSource predicted = MaskSource.Open(Utf8.Required(predictions, "predictions"), opening);
        RunDocument run = intervals(Evaluator.Evaluate(truth, predicted, evaluation));
        if (reader.Text("name") is string name)
        {
            run = run with { Header = run.Header with { Predictions = run.Predictions with { Name = name } } };
        }

        *runJson = NativeText.Of(stream => RunJsonWriter.Write(run, stream));
    });

    [UnmanagedCallersOnly(EntryPoint = "ade20k_rescore", CallConvs = [typeof(CallConvCdecl)])]
    public static int Rescore(byte* runJson, nuint size, byte* options, NativeText** rescored, NativeText** error) => NativeCall.Run(error, () =>
    {
        using OptionReader reader = new(Utf8.Optional(options), "protocol", "intervals");
        RunDocument run = RunJsonReader.Read(EvaluatorExports.Bytes(runJson, size, "run"), "run");
        RunDocument result = reader.Intervals()(Rescoring.Apply(run, OptionReader.Protocols(reader.Text("protocol"), run.Dataset)));
        *rescored = NativeText.Of(stream => RunJsonWriter.Write(result, stream));
    });

    [UnmanagedCallersOnly(EntryPoint = "ade20k_compare", CallConvs = [typeof(CallConvCdecl)])]
    public static int Compare(byte* baseline, nuint baselineSize, byte* run, nuint runSize, byte* options, NativeText** comparisonJson, NativeText** error) => NativeCall.Run(error, () =>
    {
        using OptionReader reader = new(Utf8.Optional(options), "protocol", "draws", "level", "force");
        RunDocument before = RunJsonReader.Read(EvaluatorExports.Bytes(baseline, baselineSize, "baseline"), "baseline");
        RunDocument after = RunJsonReader.Read(EvaluatorExports.Bytes(run, runSize, "run"), "run");
        string? protocol = reader.Text("protocol");
        ComparisonSet set = new()
        {
            Comparisons =
            [
                RunComparison.Create(before, after, new ComparisonOptions
                {
                    Protocol = protocol is null ? null : ProtocolCatalog.Find(protocol),
                    Draws = reader.Integer("draws", 0, 1_000_000) ?? 10_000,
                    Level = reader.Real("level", 0.5, 0.9999) ?? 0.95,
                    Force = reader.Flag("force"),
                }),
            ],
        };
        *comparisonJson = NativeText.Of(stream => ComparisonJsonWriter.Write(set, stream));
    });

    [UnmanagedCallersOnly(EntryPoint = "ade20k_instances", CallConvs = [typeof(CallConvCdecl)])]
    public static int Instances(byte* results, byte* groundTruth, byte* options, NativeText** instancesJson, NativeText** error) => NativeCall.Run(error, () =>
    {
        using OptionReader reader = new(Utf8.Optional(options), "iou", "protocol", "workers");
        InstanceOptions asked = new()
        {
            Overlap = reader.Word("iou", ("mask", OverlapKind.Mask), ("box", OverlapKind.Box), ("boundary", OverlapKind.Boundary)),
            Protocol = reader.Text("protocol") ?? "coco",
            Execution = reader.Execution(),
        };
        InstanceRun run = InstanceEvaluator.Evaluate(Utf8.Required(groundTruth, "ground_truth"), Utf8.Required(results, "results"), asked);
        *instancesJson = NativeText.Of(stream => InstanceJsonWriter.Write(run, stream));
    });

    [UnmanagedCallersOnly(EntryPoint = "ade20k_panoptic", CallConvs = [typeof(CallConvCdecl)])]
    public static int Panoptic(byte* predictions, byte* groundTruth, byte* options, NativeText** panopticJson, NativeText** error) => NativeCall.Run(error, () =>
    {
        using OptionReader reader = new(Utf8.Optional(options), "iou", "protocol", "areas", "dataset", "prediction_labels", "prediction_pngs", "ground_truth_pngs", "mend", "workers");
        PanopticOptions asked = new()
        {
            Boundaries = reader.Word("iou", ("mask", false), ("boundary", true)),
            Protocol = reader.Text("protocol") ?? "panopticapi",
            Areas = reader.Text("areas") is null ? null : reader.Word("areas", ("json", PanopticAreas.Json), ("png", PanopticAreas.Png)),
            Categories = reader.Text("dataset"),
            PredictionLabels = reader.Text("prediction_labels") is null ? null : reader.Word("prediction_labels", ("ids", PredictionLabels.Ids), ("indices", PredictionLabels.Indices)),
            PredictionPictures = reader.Text("prediction_pngs"),
            GroundTruthPictures = reader.Text("ground_truth_pngs"),
            Mend = reader.Text("mend")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
            Execution = reader.Execution(),
        };
        PanopticRun run = PanopticEvaluator.Evaluate(Utf8.Required(groundTruth, "ground_truth"), Utf8.Required(predictions, "predictions"), asked);
        *panopticJson = NativeText.Of(stream => PanopticJsonWriter.Write(run, stream));
    });

    private static EvaluationOptions Read(OptionReader reader)
    {
        ScoringOptions scoring = reader.Scoring() with { Trimap = reader.Trimap() };
        return new EvaluationOptions
        {
            Scoring = scoring,
            Pairing = new PairingOptions
            {
                Missing = reader.Word("missing", ("error", MissingPrediction.Error), ("skip", MissingPrediction.Skip), ("wrong", MissingPrediction.Wrong)),
                Extra = reader.Word("extra", ("error", ExtraPrediction.Error), ("skip", ExtraPrediction.Skip)),
                Resize = reader.Word("resize", ("none", PredictionResize.None), ("nearest", PredictionResize.Nearest)),
                Suffixes = reader.Texts("suffix"),
            },
            Reading = new ReadingOptions
            {
                Masks = reader.Decoding(scoring.Dataset),
                PredictionRemap = reader.Remap("remap"),
                GroundTruthRemap = reader.GroundTruthRemap(scoring.Dataset),
            },
            Execution = reader.Execution(),
        };
    }
}
