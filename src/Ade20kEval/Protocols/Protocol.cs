using Ade20kEval.Datasets;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>How one public scorer turns counts into a number. A pure function of integers, named after the scorer.</summary>
/// <remarks>
/// Stateless and thread-safe. Where the original does odd things to odd input, the protocol does the same, and says so.
/// Protocols are written in this library alone, since statistics need more of them than a score; other arithmetic can be done on <see cref="RunCounts"/>.
/// </remarks>
public abstract class Protocol
{
    internal Protocol()
    {
    }

    /// <summary>The name on the command line and in run documents.</summary>
    public abstract string Name { get; }

    /// <summary>What it is, in one line.</summary>
    public abstract string Title { get; }

    /// <summary>Which program, version and file the arithmetic was read from.</summary>
    public abstract string Source { get; }

    /// <summary>What it averages, what it does with absent classes, void and values out of range: a few lines for people.</summary>
    public abstract string Explanation { get; }

    /// <summary>What it does with that on which scorers differ, as phrases for people.</summary>
    /// <param name="dataset">The dataset at hand: some originals read ADE20K in a way of their own.</param>
    internal abstract ProtocolTraits Traits(Dataset dataset);

    /// <summary>Whether the original can score this dataset at all.</summary>
    public virtual bool Fits(Dataset dataset) => true;

    /// <summary>What every image adds to the headline figures, for statistics that leave images out or draw some of them twice.</summary>
    /// <param name="dataset">What raw values mean.</param>
    /// <remarks>It holds for runs that <see cref="Score"/> gives figures for: pairs at which the original stops are none of its business.</remarks>
    internal abstract AdditiveScore Additive(Dataset dataset);

    /// <summary>Scores a run.</summary>
    /// <param name="counts">Raw counts per image and the dataset that reads them. Not modified.</param>
    /// <returns>The figures; with <see cref="Scores.Error"/> set where the original fails on this data.</returns>
    public abstract Scores Score(RunCounts counts);
}
