using Ade20kEval.Masks;
using Ade20kEval.Runs;

namespace Ade20kEval.Evaluation;

/// <summary>What is fused: the same views of every image, and the rule. Immutable once open; dispose it after the evaluation.</summary>
public abstract class FusionViews : IDisposable
{
    private protected FusionViews(FusionInfo info) => Info = info;

    /// <summary>Rule and views, for run documents.</summary>
    public FusionInfo Info { get; }

    /// <summary>Whether probabilities of all classes come out of it, whose calibration can be asked for.</summary>
    internal abstract bool HaveProbabilities { get; }

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>What a run document says of a rule and the paths of its views: a folder's own name, or all of its path where two are called the same.</summary>
    private protected static FusionInfo Describe(Fusion.Rules.FusionRule? rule, IReadOnlyList<ViewPath> paths)
    {
        ArgumentOutOfRangeException.ThrowIfZero(paths.Count, nameof(paths));
        string[] names = [.. paths.Select(path => NameOf(path.Path))];
        return new FusionInfo(rule, [.. paths.Select((path, i) =>
            new FusedViewInfo(names.Count(name => name == names[i]) > 1 ? path.Path : names[i], path.IsFlipped, path.Weight))]);
    }

    /// <summary>Every image that is to be fused.</summary>
    /// <param name="sizes">Masks whose names and sizes the fused maps get.</param>
    /// <param name="options">Say which shard.</param>
    /// <exception cref="Files.InputException">A view has no map of an image, or names are ambiguous.</exception>
    internal abstract WorkList Plan(MaskSource sizes, EvaluationOptions options);

    /// <summary>What fuses one image after the other, for one worker.</summary>
    internal abstract ViewFuser CreateFuser(EvaluationOptions options);

    /// <summary>The kernel that fuses; <see langword="null"/> where nothing is computed that has kernels.</summary>
    internal abstract string? KernelName(EvaluationOptions options);

    private static string NameOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
}
