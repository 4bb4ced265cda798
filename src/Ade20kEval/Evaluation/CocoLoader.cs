using System.Collections.Concurrent;
using System.Text.Unicode;
using Ade20kEval.Files;
using Ade20kEval.Formats.CocoJson;
using Ade20kEval.Instances;
using Ade20kEval.Text;

namespace Ade20kEval.Evaluation;

/// <summary>Reads COCO files with all workers at once.</summary>
internal sealed class CocoLoader
{
    // Below this, a piece is not worth a thread's attention.
    private const int LeastPieceBytes = 1 << 18;

    // More pieces than workers, so that one that is slow does not keep all others waiting, and so that pieces are small: each worker reads into the same memory again.
    private const int PiecesPerWorker = 16;

    private const int Looked = 512;

    private readonly ConcurrentBag<ReadBuffer> _buffers = [];
    private readonly string _list;
    private readonly PositionedBytes _json;
    private readonly int _workers;
    private readonly CancellationToken _cancellation;

    private CocoLoader(string list, PositionedBytes json, int workers, CancellationToken cancellation)
    {
        _list = list;
        _json = json;
        _workers = workers;
        _cancellation = cancellation;
    }

    /// <summary>Reads ground truth and results.</summary>
    /// <param name="groundTruth">A COCO file; or, with a list of images, a folder or archive of PNGs.</param>
    /// <param name="results">A list of results.</param>
    /// <param name="imageList">The list of images, for PNGs; <see langword="null"/> for a COCO file.</param>
    /// <param name="execution">How many workers.</param>
    /// <param name="cancellation">Stops between two pieces.</param>
    /// <returns>Both, open: their masks are still to be read.</returns>
    /// <exception cref="InputException">A file cannot be read, or is not what it should be.</exception>
    public static (CocoFile GroundTruth, CocoFile Results) Load(string groundTruth, string results, string? imageList, ExecutionOptions execution, CancellationToken cancellation)
    {
        PositionedBytes objects;
        if (imageList is not null)
        {
            using PositionedBytes list = Open(imageList);
            CocoFile images = new CocoLoader("$", list, execution.Workers, cancellation).Read(static reader => reader.ReadImageList());
            objects = new MemoryPositionedBytes(groundTruth, InstancePngLoader.Load(groundTruth, images, imageList, execution, cancellation));
        }
        else
        {
            objects = Open(groundTruth);
        }

        PositionedBytes? detections = null;
        try
        {
            detections = Open(results);
            if (imageList is null && FirstOf(objects) == '[' && FirstOf(detections) == '{')
            {
                throw new InputException($"{groundTruth}: is a list, as results are, and {results} an object, as ground truth is. Are the two exchanged? Then {Advice.Exchange}.");
            }

            return (
                new CocoLoader("$.annotations", objects, execution.Workers, cancellation).Read(static reader => reader.ReadGroundTruth()),
                new CocoLoader("$", detections, execution.Workers, cancellation).Read(static reader => reader.ReadResults()));
        }
        catch
        {
            objects.Dispose();
            detections?.Dispose();
            throw;
        }
    }

    /// <summary>Reads a list of categories.</summary>
    /// <exception cref="InputException">It cannot be read, or is none.</exception>
    public static IReadOnlyList<CocoCategory> LoadCategories(string path)
    {
        using PositionedBytes file = Open(path);
        return new CocoLoader("$", file, workers: 1, CancellationToken.None).Read(static reader => reader.ReadCategories());
    }

    /// <summary>What a file begins with, behind spaces.</summary>
    private static char FirstOf(PositionedBytes json)
    {
        byte[] start = new byte[Math.Min(Looked, json.Length)];
        json.ReadExactly(0, start);
        ReadOnlySpan<byte> text = ByteOrderMark.Skip((ReadOnlySpan<byte>)start).TrimStart(" \t\r\n"u8);
        return text.IsEmpty ? '\0' : (char)text[0];
    }

    private static FilePositionedBytes Open(string path)
    {
        FilePositionedBytes file = new(path);
        if (file.Length <= Array.MaxLength)
        {
            return file;
        }

        file.Dispose();
        throw InputFile.TooLong(path, file.Length, Array.MaxLength);
    }

    private T Read<T>(Func<CocoFileReader, T> read)
    {
        try
        {
            return read(new CocoFileReader(_json, ReadRecords));
        }
        catch (CocoJsonException failure)
        {
            byte[] all = new byte[_json.Length];
            _json.ReadExactly(0, all);
            throw Utf8.IsValid(all)
                ? new InputException(InstanceInputs.Describe(_json.Name, failure.Place.StartsWith('$') ? "" : "$", failure.Place, failure.Offset, failure.Message), failure)
                : new InputException($"{_json.Name}: is not UTF-8 text. Save it as UTF-8.", failure);
        }
    }

    private (CocoRecordList Records, int End) ReadRecords(int start)
    {
        int length = (int)_json.Length - start;
        int count = Math.Clamp(length / LeastPieceBytes, 1, _workers * PiecesPerWorker);
        ReadBuffer buffer = new();
        List<int> starts = [start];
        for (int i = 1; i < count; i++)
        {
            if (CocoRecords.Guess(_json, start + (int)((long)length * i / count), buffer) is int guess && guess > starts[^1])
            {
                starts.Add(guess);
            }
        }

        CocoRecords[] pieces = new CocoRecords[starts.Count];
        starts.Add((int)_json.Length);
        _buffers.Add(buffer);
        WorkerPool.Run(pieces.Length, _workers, i => pieces[i] = Read(starts[i], starts[i + 1]), _cancellation);
        return Join(starts, pieces);
    }

    private CocoRecords Read(int start, int stop, long least = 0)
    {
        ReadBuffer buffer = _buffers.TryTake(out ReadBuffer? kept) ? kept : new ReadBuffer();
        CocoRecords piece = CocoRecords.Read(_json, start, stop, least, buffer);
        _buffers.Add(buffer);
        return piece;
    }

    /// <summary>Puts the pieces together, and reads again what began at a wrong guess or went beyond what was in memory.</summary>
    private (CocoRecordList Records, int End) Join(List<int> starts, CocoRecords[] pieces)
    {
        CocoRecordList records = new();
        int expected = starts[0];
        for (int i = 0; i < pieces.Length; i++)
        {
            if (expected >= starts[i + 1] && i + 1 < pieces.Length)
            {
                continue;   // the piece before went on beyond this one
            }

            CocoRecords piece = expected == starts[i] ? pieces[i] : Read(expected, starts[i + 1]);
            records.Add(piece.Records);
            for (long least = LeastPieceBytes; piece.IsCut; least = piece.Records.Count > 0 ? LeastPieceBytes : 2 * least)
            {
                piece = Read(piece.End, starts[i + 1], least);
                records.Add(piece.Records);
            }

            if (piece.Failure is CocoJsonException failure)
            {
                throw new CocoJsonException(failure.Offset, failure.Message, Invariant($"{_list}[{records.Count}]{failure.Place}"));
            }

            if (piece.IsLast)
            {
                return (records, piece.End);
            }

            expected = piece.End;
        }

        throw new CocoJsonException(_json.Length, "the file ends; expected the end of the list", _list);
    }
}
