using System.Text;
using Ade20kEval.Files;

namespace Ade20kEval.Formats.CocoJson;

/// <summary>Reads a stretch of a list of annotations or results, so that several can read one list at once.</summary>
/// <remarks>
/// Where a record begins cannot be known without reading all before it; a likely place can be guessed. A piece is read from its guessed place to the
/// first record at or behind the guess of the next piece. Whoever read the piece before came out exactly there, or the guess was wrong and the piece is
/// read again from where it should have begun: by induction from the list's first record, what is kept is what one reader would have read.
/// Only a stretch of the file is in memory: pages that are touched for the first time cost more than all that is done with them, so that the same few
/// are read into again and again. A record that goes beyond the stretch is read again by whoever puts the pieces together.
/// </remarks>
internal sealed class CocoRecords
{
    // Records are rarely shorter: room for all at once, instead of copying what is there again and again.
    private const int LeastRecordBytes = 256;

    // So much behind a piece is read with it, for its last record to end in.
    private const int BehindBytes = 1 << 16;

    // A place where a record may begin is looked for in so much of the file.
    private const int GuessBytes = 1 << 16;

    private readonly List<CocoRecord> _records = [];

    /// <summary>The records, in the order of the file.</summary>
    public List<CocoRecord> Records => _records;

    /// <summary>Where the piece ends: the first byte of the record that is not in it, or behind the list's closing bracket.</summary>
    public int End { get; private set; }

    /// <summary>Whether the list ends here.</summary>
    public bool IsLast { get; private set; }

    /// <summary>Whether the record at <see cref="End"/> cannot be read, perhaps because it goes beyond the stretch that was in memory.</summary>
    public bool IsCut { get; private set; }

    /// <summary>What is wrong in the record behind the last one that was read; null when all is well, or that cannot be told.</summary>
    public CocoJsonException? Failure { get; private set; }

    /// <summary>A place at or behind an offset where a record may begin: a brace and a key after a comma after a brace.</summary>
    /// <param name="json">The file.</param>
    /// <param name="offset">The offset.</param>
    /// <param name="buffer">To read into.</param>
    /// <returns>The place of the brace; <see langword="null"/> where there is none nearby.</returns>
    public static int? Guess(PositionedBytes json, int offset, ReadBuffer buffer)
    {
        int found = Guess(Stretch(json, offset, Math.Min(json.Length, (long)offset + GuessBytes), buffer));
        return found < 0 ? null : offset + found;
    }

    private static int Guess(ReadOnlySpan<byte> json)
    {
        int at = 0;
        while (true)
        {
            int next = json[at..].IndexOf((byte)'{');
            if (next < 0)
            {
                return -1;
            }

            at += next;
            int before = json[..at].LastIndexOfAnyExcept(" \n\r\t"u8);
            if (before > 0 && json[before] == (byte)','
                && json[..before].LastIndexOfAnyExcept(" \n\r\t"u8) is int brace and >= 0 && json[brace] == (byte)'}'
                && new JsonScanner(json, at + 1).Peek() == (byte)'"')
            {
                return at;
            }

            at++;
        }
    }

    /// <summary>Reads records until the list ends or one begins at or behind a place.</summary>
    /// <param name="json">The file.</param>
    /// <param name="start">The first byte of a record, or of what ought to be one.</param>
    /// <param name="stop">The place.</param>
    /// <param name="least">So many bytes from the start are read at least.</param>
    /// <param name="buffer">To read into.</param>
    /// <exception cref="InputException">The file cannot be read, or changed.</exception>
    public static CocoRecords Read(PositionedBytes json, int start, int stop, long least, ReadBuffer buffer)
    {
        CocoRecords piece = new();
        long end = Math.Min(json.Length, Math.Max((long)stop + BehindBytes, start + least));
        piece.ReadAll(Stretch(json, start, end, buffer), start, stop, end == json.Length);
        return piece;
    }

    private static ReadOnlySpan<byte> Stretch(PositionedBytes json, int start, long end, ReadBuffer buffer)
    {
        Span<byte> stretch = buffer.Resize((int)(end - start));
        json.ReadExactly(start, stretch);
        return stretch;
    }

    private void ReadAll(ReadOnlySpan<byte> json, int start, int stop, bool reachesEnd)
    {
        JsonScanner scanner = new(json, start, start);
        _records.EnsureCapacity((stop - start) / LeastRecordBytes);
        bool more = true;
        while (more)
        {
            scanner.Peek();
            End = scanner.At;
            if (End >= stop)
            {
                return;
            }

            try
            {
                ReadRecord(ref scanner, out CocoRecord record);
                more = scanner.TakeMore((byte)']');
                _records.Add(record);
            }
            catch (CocoJsonException failure)
            {
                IsCut = !reachesEnd;
                Failure = reachesEnd ? failure : null;
                return;
            }
        }

        IsLast = true;
        End = scanner.At;
    }

    private static void ReadRecord(ref JsonScanner scanner, out CocoRecord record)
    {
        record = default;
        scanner.Take((byte)'{', "an object with image_id and category_id");
        record.Start = scanner.At - 1;
        if (scanner.TryTake((byte)'}'))
        {
            return;
        }

        do
        {
            int keyAt = scanner.At;
            ReadOnlySpan<byte> name = scanner.TakeKey();
            CocoKeys key = KeyOf(name);
            if (key == CocoKeys.None)
            {
                scanner.PassValue();
                continue;
            }

            if ((record.Keys & key) != 0 || (key == CocoKeys.Box && record.Has(CocoKeys.EmptyBox)))
            {
                throw new CocoJsonException(keyAt, $"the key \"{Encoding.UTF8.GetString(name)}\" occurs twice; expected it once");
            }

            ReadValue(ref scanner, key, ref record);
        }
        while (scanner.TakeMore((byte)'}'));
    }

    private static void ReadValue(ref JsonScanner scanner, CocoKeys key, ref CocoRecord record)
    {
        record.Keys |= key;
        try
        {
            switch (key)
            {
                case CocoKeys.Id:
                    record.Id = scanner.TakeInteger();
                    break;
                case CocoKeys.Image:
                    record.ImageId = scanner.TakeInteger();
                    break;
                case CocoKeys.Category:
                    record.CategoryId = scanner.TakeInteger();
                    break;
                case CocoKeys.Score:
                    record.Score = scanner.TakeNumber();
                    break;
                case CocoKeys.Area:
                    record.Area = scanner.TakeNumber();
                    break;
                case CocoKeys.Crowd:
                    record.IsCrowd = scanner.TakeFlag();
                    break;
                case CocoKeys.Ignore:
                    record.IsIgnored = scanner.TakeFlag();
                    break;
                case CocoKeys.Box:
                    ReadBox(ref scanner, ref record);
                    break;
                default:
                    scanner.Peek();
                    record.MaskStart = scanner.At;
                    record.MaskLength = scanner.PassMask();
                    break;
            }
        }
        catch (CocoJsonException failure) when (failure.Place.Length == 0)
        {
            throw new CocoJsonException(failure.Offset, failure.Message, $".{NameOf(key)}");
        }
    }

    private static void ReadBox(ref JsonScanner scanner, ref CocoRecord record)
    {
        int at = scanner.At;
        scanner.Take((byte)'[', "a list of four numbers: left, top, width, height");
        if (scanner.TryTake((byte)']'))
        {
            record.Keys = (record.Keys & ~CocoKeys.Box) | CocoKeys.EmptyBox;
            return;
        }

        Span<double> numbers = stackalloc double[4];
        for (int i = 0; i < 4; i++)
        {
            numbers[i] = scanner.TakeNumber();
            scanner.Take(i < 3 ? (byte)',' : (byte)']', Invariant($"four numbers, left, top, width, height; this is after {i + 1} of them"));
        }

        if (!double.IsFinite(numbers[0] + numbers[2]) || !double.IsFinite(numbers[1] + numbers[3]) || !double.IsFinite(numbers[2] * numbers[3]))
        {
            throw new CocoJsonException(at, "the box is too large to have an area; expected pixels");
        }

        record.Box = (numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private static CocoKeys KeyOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("id"u8) => CocoKeys.Id,
        4 when name.SequenceEqual("bbox"u8) => CocoKeys.Box,
        4 when name.SequenceEqual("area"u8) => CocoKeys.Area,
        5 when name.SequenceEqual("score"u8) => CocoKeys.Score,
        6 when name.SequenceEqual("ignore"u8) => CocoKeys.Ignore,
        7 when name.SequenceEqual("iscrowd"u8) => CocoKeys.Crowd,
        8 when name.SequenceEqual("image_id"u8) => CocoKeys.Image,
        11 when name.SequenceEqual("category_id"u8) => CocoKeys.Category,
        12 when name.SequenceEqual("segmentation"u8) => CocoKeys.Mask,
        _ => CocoKeys.None,
    };

    /// <summary>What a key is called in the file.</summary>
    public static string NameOf(CocoKeys key) => key switch
    {
        CocoKeys.Id => "id",
        CocoKeys.Image => "image_id",
        CocoKeys.Category => "category_id",
        CocoKeys.Score => "score",
        CocoKeys.Area => "area",
        CocoKeys.Crowd => "iscrowd",
        CocoKeys.Ignore => "ignore",
        CocoKeys.Box => "bbox",
        _ => "segmentation",
    };
}
