using Ade20kEval.Runs;

namespace Ade20kEval.Boards;

/// <summary>Hears what every entry of a board says of the ground truth, and finds who contradicts the labels, the board, or the others.</summary>
/// <remarks>
/// Labels that were counted decide, where there are any; else what the board noted down of its labels; else the entries are held against one of them: the
/// first whose masks were scored here, for a document that somebody wrote is no witness against a count of one's own.
/// </remarks>
/// <param name="rules">The board's rules.</param>
/// <param name="groundTruth">Digest of the files that the labels were counted in.</param>
/// <param name="labels">The labels; <see langword="null"/> where nobody counted.</param>
internal sealed class GroundTruthWitness(BoardDefinition rules, string? groundTruth, GroundTruthSide? labels)
{
    private readonly List<Statement> _heard = [];
    private readonly List<string> _against = [];

    /// <summary>Takes down what the counts of an entry say.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="run">Its counts.</param>
    public void Hear(string name, BoardEntry entry, RunDocument run)
    {
        GroundTruthSide side = GroundTruthSide.Of(run.Images);
        if (labels is not null && groundTruth == run.GroundTruth.Digest)
        {
            if (side.Digest != labels.Digest)
            {
                _against.Add($"{name}: its counts contradict the labels: {side.Contradiction(labels)}.");
            }
        }
        else if (rules.GroundTruthPixels is string noted && rules.GroundTruth == run.GroundTruth.Digest)
        {
            if (side.Digest != noted)
            {
                _against.Add($"{name}: its counts contradict the labels that the board was made with: other images, sizes, or numbers of pixels.");
            }
        }
        else
        {
            _heard.Add(new Statement(name, run.GroundTruth.Digest, side.Digest, entry.IsFromDocument));
        }
    }

    /// <summary>A sentence for each entry that contradicts.</summary>
    public IEnumerable<string> Contradictions()
    {
        foreach (string sentence in _against)
        {
            yield return sentence;
        }

        foreach (IGrouping<string, Statement> same in _heard.GroupBy(heard => heard.GroundTruth))
        {
            Statement first = same.OrderBy(heard => heard.IsFromDocument).First();
            foreach (Statement other in same.Where(heard => heard.Pixels != first.Pixels))
            {
                yield return $"{other.Name}: its counts contradict those of {first.Name} on the same ground truth: other images, sizes, or numbers of pixels.{(first.IsFromDocument ? " Which of the two is wrong the labels tell." : "")}";
            }
        }
    }

    private sealed record Statement(string Name, string GroundTruth, string Pixels, bool IsFromDocument);
}
