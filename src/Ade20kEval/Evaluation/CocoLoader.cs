using System.Text.Unicode;
using Ade20kEval.Files;
using Ade20kEval.Formats.CocoJson;
using Ade20kEval.Instances;

namespace Ade20kEval.Evaluation;

/// <summary>Reads COCO files with all workers at once.</summary>
internal sealed class CocoLoader
{
    // Below this, a piece is not worth a thread's attention.
    private const int LeastPieceBytes = 1 << 18;

    // More pieces than workers, so that one that is slow does not keep all others waiting.
    private const int PiecesPerWorker = 4;

    private readonly string _path;
    private readonly string _list;
    private readonly ReadOnlyMemory<byte> _json;
    private readonly int _workers;
    private readonly CancellationToken _cancellation;

    private CocoLoader(string path, string list, ReadOnlyMemory<byte> json, int workers, CancellationToken cancellation)
    {
        _path = path;
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
    /// <exception cref="InputException">A file cannot be read, or is not what it should be.</exception>
    public static (CocoFile GroundTruth, CocoFile Results) Load(string groundTruth, string results, string? imageList, ExecutionOptions execution, CancellationToken cancellation)
    {
        if (imageList is not null)
        {
            CocoFile images = Open(imageList, execution, cancellation).Read(static reader => reader.ReadImageList());
            ReadOnlyMemory<byte> converted = InstancePngLoader.Load(groundTruth, images, imageList, execution, cancellation);
            return (
                new CocoLoader(groundTruth, "$.annotations", converted, execution.Workers, cancellation).Read(static reader => reader.ReadGroundTruth()),
                Open(results, execution, cancellation).Read(static reader => reader.ReadResults()));
        }

        string[] paths = [groundTruth, results];
        ReadOnlyMemory<byte>[] json = new ReadOnlyMemory<byte>[paths.Length];
        WorkerPool.Run(
            paths.Length,
            execution.Workers,
            i => json[i] = InputFile.ReadAll(paths[i], Array.MaxLength),
            cancellation);
        return (
            new CocoLoader(groundTruth, "$.annotations", json[0], execution.Workers, cancellation).Read(reader => reader.ReadGroundTruth()),
            new CocoLoader(results, "$", json[1], execution.Workers, cancellation).Read(reader => reader.ReadResults()));
    }

    /// <summary>Reads a list of categories.</summary>
    /// <exception cref="InputException">It cannot be read, or is none.</exception>
    public static IReadOnlyList<CocoCategory> LoadCategories(string path) =>
        Open(path, new ExecutionOptions { Workers = 1 }, CancellationToken.None).Read(static reader => reader.ReadCategories());

    private static CocoLoader Open(string path, ExecutionOptions execution, CancellationToken cancellation) =>
        new(path, "$", InputFile.ReadAll(path, Array.MaxLength), execution.Workers, cancellation);

    private T Read<T>(Func<CocoFileReader, T> read)
    {
        try
        {
            return read(new CocoFileReader(_json, ReadRecords));
        }
        catch (CocoJsonException failure)
        {
            throw Utf8.IsValid(_json.Span)
                ? new InputException(InstanceInputs.Describe(_path, failure.Place.StartsWith('$') ? "" : "$", failure.Place, failure.Offset, failure.Message), failure)
                : new InputException($"{_path}: is not UTF-8 text. Save it as UTF-8.", failure);
        }
    }

    private (CocoRecordList Records, int End) ReadRecords(ReadOnlyMemory<byte> json, int start)
    {
        int length = json.Length - start;
        int count = Math.Clamp(length / LeastPieceBytes, 1, _workers * PiecesPerWorker);
        int[] starts = new int[count + 1];
        starts[0] = start;
        starts[count] = json.Length;
        for (int i = 1; i < count; i++)
        {
            starts[i] = CocoRecords.Guess(json.Span, start + (int)((long)length * i / count));
        }

        CocoRecords[] pieces = new CocoRecords[count];
        WorkerPool.Run(count, _workers, i => pieces[i] = CocoRecords.Read(json.Span, starts[i], starts[i + 1]), _cancellation);
        return Join(json.Span, starts, pieces);
    }

    /// <summary>Puts the pieces together, and reads again what began at a wrong guess.</summary>
    private (CocoRecordList Records, int End) Join(ReadOnlySpan<byte> json, int[] starts, CocoRecords[] pieces)
    {
        CocoRecordList records = new();
        int expected = starts[0];
        for (int i = 0; i < pieces.Length; i++)
        {
            if (expected >= starts[i + 1] && i + 1 < pieces.Length)
            {
                continue;   // the piece before went on beyond this one
            }

            CocoRecords piece = expected == starts[i] ? pieces[i] : CocoRecords.Read(json, expected, starts[i + 1]);
            records.Add(piece.Records);
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

        throw new CocoJsonException(json.Length, "the file ends; expected the end of the list", _list);
    }
}
