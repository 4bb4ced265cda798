using Ade20kEval.Runs;
using Ade20kEval.Text;

namespace Ade20kEval.Evaluation;

/// <summary>Files of one side that go on after their image has ended. Thread-safe; what it says does not depend on the order in which files are added.</summary>
internal sealed class LongFiles
{
    private readonly Lock _gate = new();
    private string? _first;
    private int _count;

    /// <summary>Remembers a file.</summary>
    /// <param name="name">What messages call it.</param>
    public void Add(string name)
    {
        lock (_gate)
        {
            _first = _first is null || string.CompareOrdinal(name, _first) < 0 ? name : _first;
            _count++;
        }
    }

    /// <summary>Remembers the files of a shard.</summary>
    public void Add(LongFileTotals shard)
    {
        if (shard is ( > 0, string first))
        {
            lock (_gate)
            {
                _first = _first is null || string.CompareOrdinal(first, _first) < 0 ? first : _first;
                _count += shard.Files;
            }
        }
    }

    /// <summary>All that was remembered.</summary>
    public LongFileTotals Totals => new(_count, _first);

    /// <summary>The warning; none where every file ends with its image.</summary>
    /// <param name="side">What the files are: <c>the ground truth</c>, <c>predictions</c>.</param>
    public IEnumerable<string> Warnings(string side)
    {
        if (_count > 0)
        {
            yield return Invariant($"{Plural.Of(_count, "file")} of {side} {(_count == 1 ? "goes" : "go")} on after its image has ended (the first: {_first}); what follows is not read, as image libraries do not. Were they joined with something, or written over longer files?");
        }
    }
}
