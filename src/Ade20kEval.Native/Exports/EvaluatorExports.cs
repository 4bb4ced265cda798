using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ade20kEval.Files;
using Ade20kEval.Native.Memory;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Text;

namespace Ade20kEval.Native.Exports;

/// <summary>Masks in memory. The header says what each function does.</summary>
internal static unsafe class EvaluatorExports
{
    [UnmanagedCallersOnly(EntryPoint = "ade20k_evaluator_create", CallConvs = [typeof(CallConvCdecl)])]
    public static int Create(byte* options, nint* evaluator, NativeText** error) => NativeCall.Run(error, () =>
    {
        using OptionReader reader = new(Utf8.Optional(options), [.. OptionReader.ScoringKeys, "resize", "digests"]);
        *evaluator = EvaluatorHandles.Open(reader.Arrays());
    });

    [UnmanagedCallersOnly(EntryPoint = "ade20k_evaluator_free", CallConvs = [typeof(CallConvCdecl)])]
    public static void Free(nint evaluator) => EvaluatorHandles.Close(evaluator);

    [UnmanagedCallersOnly(EntryPoint = "ade20k_evaluator_add", CallConvs = [typeof(CallConvCdecl)])]
    public static int Add(nint evaluator, byte* name, NativeMap* groundTruth, NativeMap* prediction, NativeText** error) => NativeCall.Run(error, () =>
    {
        if (groundTruth is null || prediction is null)
        {
            throw new ArgumentException("A map is missing (a null pointer); expected ground truth and prediction.");
        }

        EvaluatorHandles.Of(evaluator).Add(Utf8.Optional(name), *groundTruth, *prediction);
    });

    [UnmanagedCallersOnly(EntryPoint = "ade20k_evaluator_add_batch", CallConvs = [typeof(CallConvCdecl)])]
    public static int AddBatch(nint evaluator, int count, byte** names, NativeMap* groundTruths, NativeMap* predictions, NativeText** error) => NativeCall.Run(error, () =>
    {
        if (count < 1 || groundTruths is null || predictions is null)
        {
            throw new ArgumentException(Invariant($"{count} pairs; expected at least 1, and pointers to ground truths and predictions."));
        }

        List<(string? Name, NativeMap GroundTruth, NativeMap Prediction)> pairs = [];
        for (int i = 0; i < count; i++)
        {
            pairs.Add((names is null ? null : Utf8.Optional(names[i]), groundTruths[i], predictions[i]));
        }

        EvaluatorHandles.Of(evaluator).Add(pairs);
    });

    [UnmanagedCallersOnly(EntryPoint = "ade20k_evaluator_count", CallConvs = [typeof(CallConvCdecl)])]
    public static int Count(nint evaluator, long* count, NativeText** error) => NativeCall.Run(error, () => *count = EvaluatorHandles.Of(evaluator).Count);

    [UnmanagedCallersOnly(EntryPoint = "ade20k_evaluator_merge", CallConvs = [typeof(CallConvCdecl)])]
    public static int Merge(nint evaluator, nint other, int passesOverEqual, NativeText** error) =>
        NativeCall.Run(error, () => EvaluatorHandles.Of(evaluator).Merge(EvaluatorHandles.Of(other), passesOverEqual != 0));

    [UnmanagedCallersOnly(EntryPoint = "ade20k_evaluator_reset", CallConvs = [typeof(CallConvCdecl)])]
    public static int Reset(nint evaluator, NativeText** error) => NativeCall.Run(error, () => EvaluatorHandles.Of(evaluator).Reset());

    [UnmanagedCallersOnly(EntryPoint = "ade20k_evaluator_save", CallConvs = [typeof(CallConvCdecl)])]
    public static int Save(nint evaluator, NativeText** state, NativeText** error) => NativeCall.Run(error, () => *state = NativeText.Of(EvaluatorHandles.Of(evaluator).Save()));

    [UnmanagedCallersOnly(EntryPoint = "ade20k_evaluator_load", CallConvs = [typeof(CallConvCdecl)])]
    public static int Load(nint evaluator, byte* state, nuint size, NativeText** error) =>
        NativeCall.Run(error, () => EvaluatorHandles.Of(evaluator).Load(Bytes(state, size, "state")));

    [UnmanagedCallersOnly(EntryPoint = "ade20k_evaluator_scores", CallConvs = [typeof(CallConvCdecl)])]
    public static int Scores(nint evaluator, byte* protocol, NativeText** json, NativeText** error) => NativeCall.Run(error, () =>
    {
        RunDocument run = EvaluatorHandles.Of(evaluator).Document(Utf8.Optional(protocol));
        *json = NativeText.Of(stream =>
        {
            using JsonLineWriter lines = new(stream);
            lines.Raw("{\n");
            lines.Property("protocol", w => w.WriteStringValue(run.PrimaryProtocol));
            lines.Object("scores", run.Scores, static scores => scores.Protocol, ScoresJson.Write);
            lines.Array("warnings", run.Warnings, static (w, warning) => w.WriteStringValue(warning));
            lines.Array("classes", run.Classes, ClassJson.Write, isLast: true);
            lines.Raw("}\n");
            lines.Flush();
        });
    });

    [UnmanagedCallersOnly(EntryPoint = "ade20k_evaluator_run", CallConvs = [typeof(CallConvCdecl)])]
    public static int Run(nint evaluator, byte* options, NativeText** runJson, NativeText** error) => NativeCall.Run(error, () =>
    {
        using OptionReader reader = new(Utf8.Optional(options), "protocol", "intervals", "predictions", "ground_truth");
        RunDocument run = EvaluatorHandles.Of(evaluator).Document(reader.Text("protocol"), reader.Text("predictions") ?? "predictions", reader.Text("ground_truth") ?? "ground truth");
        if (run.Images.Count == 0)
        {
            throw new InputException("There is no pair yet, and a run document has at least one. Add pairs first.");
        }

        run = reader.Intervals()(run);
        *runJson = NativeText.Of(stream => RunJsonWriter.Write(run, stream));
    });

    /// <summary>Bytes of the caller's, as long as the call lasts.</summary>
    internal static ReadOnlyMemory<byte> Bytes(byte* start, nuint size, string name) => start is not null && size <= (nuint)Array.MaxLength
        ? new PointerMemory(start, (int)size).Memory
        : throw new ArgumentException(Invariant($"{name} is missing (a null pointer), or larger than {Array.MaxLength} bytes."));
}
