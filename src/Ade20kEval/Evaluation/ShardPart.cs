using Ade20kEval.Files;
using Ade20kEval.Runs;

namespace Ade20kEval.Evaluation;

/// <summary>What merging keeps of a shard's document, whatever kind of run it is a slice of: not its scores, which are of a slice and say nothing.</summary>
internal abstract class ShardPart
{
    /// <summary>Takes what every kind has.</summary>
    /// <param name="file">What errors call it.</param>
    /// <param name="header">Where the document comes from.</param>
    /// <param name="evidence">What it has for merging; <see langword="null"/> for nothing.</param>
    /// <exception cref="InputException">It is no shard that can be merged.</exception>
    protected ShardPart(string file, RunHeader header, ShardEvidence? evidence)
    {
        File = file;
        Header = header;
        Shard = header.Shard ?? throw new InputException($"{file}: is a whole run and no shard; expected a document that one slice of a run wrote. Leave it out.");
        if (evidence is null)
        {
            throw new InputException($"{file}: has no \"evidence\", without which shards cannot be joined; it was written by an older version, or is a fused run. Score the slice again.");
        }
    }

    public string File { get; }

    public ShardInfo Shard { get; }

    public RunHeader Header { get; }

    /// <summary>What it has for merging.</summary>
    public abstract ShardEvidence Evidence { get; }

    /// <summary>How many images it has.</summary>
    public abstract int ImageCount { get; }

    /// <summary>What an image is called.</summary>
    public abstract string NameOf(int image);

    /// <summary>Whether the images of another shard, which has some as this one has, all sort before these; where images have no order, yes.</summary>
    public abstract bool ComesAfter(ShardPart before);

    /// <summary>What is not as in another shard, beside what headers and words say; <see langword="null"/> for nothing.</summary>
    public abstract string? Unlike(ShardPart first);

    /// <summary>The line of a merged document that may differ: kernels of all shards, and their times together.</summary>
    public static ToolInfo ToolOf(IReadOnlyList<ShardPart> parts) => new(
        ToolInfo.CurrentVersion,
        string.Join('+', parts.Select(part => part.Header.Tool.Kernel).Distinct().Order(StringComparer.Ordinal)),
        parts.Max(part => part.Header.Tool.Workers),
        parts.Sum(part => part.Header.Tool.Seconds));
}
