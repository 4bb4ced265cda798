using System.Security.Cryptography;
using Ade20kEval.Evaluation;
using Ade20kEval.Files;
using Ade20kEval.Runs;
using Ade20kEval.Statistics;

namespace Ade20kEval.Cli.Shards;

/// <summary>What was asked of a whole run and cannot be done to one slice of it: intervals and chosen classes. Shards carry it in words, and merging does it.</summary>
/// <param name="Intervals">The word of <c>--ci</c>.</param>
/// <param name="ClassesOnly">The list of <c>--classes-only</c>; <see langword="null"/> for none.</param>
/// <param name="Others">The word of <c>--others</c>.</param>
/// <param name="CsvClass">The word of <c>--csv-class</c>; <see langword="null"/> for none.</param>
/// <param name="ScenesFile">The file of <c>--scenes</c>; <see langword="null"/> for none.</param>
internal sealed record ShardRequest(string Intervals, string? ClassesOnly, string Others, string? ScenesFile, string? CsvClass)
{
    /// <summary>What the word of <c>--ci</c> is called in a shard, of any kind.</summary>
    public const string IntervalsKey = "intervals";

    private const string ClassesKey = "classesOnly";
    private const string OthersKey = "otherClasses";
    private const string CsvClassKey = "csvClass";
    private const string ScenesKey = "scenes";
    private const string None = "none";
    private const long LongestScenes = 256 << 20;

    /// <summary>All words of a shard: the engine's and these.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Words(EvaluationOptions options) =>
    [
        .. ShardWords.Of(options),
        new(CsvClassKey, CsvClass ?? None),
        new(IntervalsKey, Intervals),
        new(ClassesKey, ClassesOnly ?? None),
        new(OthersKey, Others),
        new(ScenesKey, ScenesFile is null ? None : Convert.ToHexStringLower(SHA256.HashData(InputFile.ReadAll(ScenesFile, LongestScenes).Span))[..16]),
    ];

    /// <summary>A copy of a shard that carries these words, and the scene of every image.</summary>
    /// <exception cref="InputException">An image is in no scene.</exception>
    public static RunDocument AddTo(RunDocument run, IReadOnlyList<KeyValuePair<string, string>> words, SceneList? scenes) => run with
    {
        Header = run.Header with
        {
            Evidence = run.Evidence! with { Options = words, Scenes = scenes is null ? [] : [.. run.Images.Select(image => scenes.SceneOf(image.Name))] },
        },
    };

    /// <summary>Does to a merged run what its shards were asked for.</summary>
    /// <param name="run">The run.</param>
    /// <param name="parts">Its shards.</param>
    public static RunDocument Finish(RunDocument run, IReadOnlyList<MaskShardPart> parts)
    {
        MaskShardEvidence evidence = parts[0].Evidence;
        string? classes = evidence.Option(ClassesKey) is string list and not None ? list : null;
        return UncertaintyOf(evidence, parts)(SubsetChoice.Parse(classes, evidence.Option(OthersKey) ?? "merge", run.Dataset)(run));
    }

    private static Func<RunDocument, RunDocument> UncertaintyOf(MaskShardEvidence evidence, IReadOnlyList<MaskShardPart> parts)
    {
        SceneList? scenes = null;
        if (evidence.Option(ScenesKey) is string digest and not None)
        {
            Dictionary<string, string> sceneOf = new(StringComparer.Ordinal);
            foreach (MaskShardPart part in parts)
            {
                for (int i = 0; i < part.Evidence.Scenes.Count; i++)
                {
                    sceneOf[part.Images[i].Name] = part.Evidence.Scenes[i];
                }
            }

            scenes = SceneList.Of($"the scenes of the shards ({digest})", sceneOf);
        }

        return Options.UncertaintyOptions.Parse(evidence.Option(IntervalsKey) ?? None, scenes);
    }
}
