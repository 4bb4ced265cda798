using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Ade20kEval.Boundaries;
using Ade20kEval.Datasets;
using Ade20kEval.Instances;
using Ade20kEval.Masks;
using Ade20kEval.Panoptic;

namespace Ade20kEval.Evaluation;

/// <summary>All options that change a number, as words that a document can carry: equal words, equal options.</summary>
internal static class ShardWords
{
    private const string None = "none";

    /// <summary>The words.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(EvaluationOptions options)
    {
        ScoringOptions scoring = options.Scoring;
        return
        [
            new("dataset", $"{scoring.Dataset.Name} {Digest(Encoding.UTF8.GetBytes(DatasetWriter.Text(scoring.Dataset)))}"),
            new("protocols", string.Join(',', scoring.Protocols.Select(protocol => protocol.Name))),
            new("predictionLabels", scoring.PredictionLabels.ToString()),
            new("unknownGroundTruth", scoring.UnknownGroundTruth.ToString()),
            new("unknownPrediction", scoring.UnknownPrediction.ToString()),
            new("boundaries", scoring.Boundaries ? Invariant($"ratio {scoring.BoundaryRatio}") : None),
            new("errorKinds", scoring.ErrorWidth is double width ? Invariant($"width {width}") : None),
            new("rings", scoring.Rings is int rings ? Invariant($"{rings}") : None),
            new("sizes", scoring.Sizes ? "counted" : None),
            new("trimap", scoring.Trimap is TrimapOptions trimap ? $"{trimap.Kind} {string.Join('/', trimap.Widths)}" : None),
            new("missing", options.Pairing.Missing.ToString()),
            new("extra", options.Pairing.Extra.ToString()),
            new("suffixes", options.Pairing.Suffixes.Count == 0 ? None : string.Join('/', options.Pairing.Suffixes.Order(StringComparer.Ordinal))),
            new("resize", options.Pairing.Resize.ToString()),
            new("encoding", $"{options.Reading.Masks.Encoding}{(options.Reading.Masks.Palette is ColorPalette palette ? Invariant($" {palette.Count} colours up to {palette.MaxRawValue}") : "")}"),
            new("groundTruthRemap", Words(options.Reading.GroundTruthRemap)),
            new("predictionRemap", Words(options.Reading.PredictionRemap)),
        ];
    }

    /// <summary>The words of a panoptic run.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(PanopticOptions options, IReadOnlyList<PanopticCategory> categories) =>
    [
        new("protocol", options.Protocol),
        new("iou", options.Boundaries ? "boundary" : "mask"),
        new("areas", options.Areas?.ToString() ?? "the protocol's"),
        new("categories", Words(categories.Select(static category => Invariant($"{category.Id} {category.IsThing} {category.Name}")))),
        new("predictionLabels", options.PredictionLabels?.ToString() ?? "the dataset's"),
        new("mended", Listed(options.Mend)),
    ];

    /// <summary>The words of a run of instances.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(InstanceOptions options, IReadOnlyList<InstanceCategory> categories) =>
    [
        new("protocol", options.Protocol),
        new("iou", options.Overlap.ToString()),
        new("maxDetections", options.DetectionLimits is null ? "the protocol's" : string.Join('/', options.DetectionLimits)),
        new("categories", Words(categories.Select(static category => Invariant($"{category.Id} {category.Name}")))),
        new("errors", options.Errors ? "told" : None),
        new("mended", Listed(options.Mend)),
    ];

    // In any order, and each once.
    private static string Listed(IReadOnlyList<string> names) => names.Count == 0 ? None : string.Join('/', names.Distinct().Order(StringComparer.Ordinal));

    private static string Words(IEnumerable<string> categories)
    {
        string[] lines = [.. categories];
        return Invariant($"{lines.Length} {Digest(Encoding.UTF8.GetBytes(string.Join('\n', lines)))}");
    }

    private static string Words(LabelRemap? remap)
    {
        if (remap is null)
        {
            return None;
        }

        byte[] table = new byte[sizeof(ushort) * (ushort.MaxValue + 1)];
        for (int raw = 0; raw <= ushort.MaxValue; raw++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(table.AsSpan(sizeof(ushort) * raw), (ushort)remap[raw]);
        }

        return Digest(table);
    }

    // As much as tells two apart; whoever reads an error compares two of them.
    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
}
