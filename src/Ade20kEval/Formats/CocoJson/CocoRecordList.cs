using System.Runtime.InteropServices;

namespace Ade20kEval.Formats.CocoJson;

/// <summary>The records of a list, in the order of the file, in the pieces in which they were read.</summary>
/// <remarks>Not copied into one array: getting that array's memory takes longer than all the looking up in pieces, of which there are few.</remarks>
internal sealed class CocoRecordList
{
    private readonly List<List<CocoRecord>> _pieces = [];
    private readonly List<int> _ends = [];

    /// <summary>How many there are.</summary>
    public int Count => _ends.Count == 0 ? 0 : _ends[^1];

    /// <summary>A record.</summary>
    public ref readonly CocoRecord this[int index]
    {
        get
        {
            int piece = 0;
            while (index >= _ends[piece])
            {
                piece++;
            }

            return ref CollectionsMarshal.AsSpan(_pieces[piece])[index - (piece == 0 ? 0 : _ends[piece - 1])];
        }
    }

    /// <summary>Adds the next piece; nobody modifies it any more.</summary>
    public void Add(List<CocoRecord> piece)
    {
        int end = checked(Count + piece.Count);
        _pieces.Add(piece);
        _ends.Add(end);
    }
}
