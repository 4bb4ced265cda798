using System.Globalization;
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
    private readonly ExecutionOptions _execution;
    private readonly CancellationToken _cancellation;

    private CocoLoader(string path, string list, ExecutionOptions execution, CancellationToken cancellation)
    {
        _path = path;
        _list = list;
        _execution = execution;
        _cancellation = cancellation;
    }

    /// <summary>Reads ground truth.</summary>
    /// <exception cref="InputException">It cannot be read, or is not what it should be.</exception>
    public static CocoFile GroundTruth(string path, ExecutionOptions execution, CancellationToken cancellation) =>
        new CocoLoader(path, "$.annotations", execution, cancellation).Read(reader => reader.ReadGroundTruth());

    /// <summary>Reads results.</summary>
    /// <exception cref="InputException">They cannot be read, or are not what they should be.</exception>
    public static CocoFile Results(string path, ExecutionOptions execution, CancellationToken cancellation) =>
        new CocoLoader(path, "$", execution, cancellation).Read(reader => reader.ReadResults());

    private CocoFile Read(Func<CocoFileReader, CocoFile> read)
    {
        ReadOnlyMemory<byte> json = InputFile.ReadAll(_path, Array.MaxLength);
        try
        {
            return read(new CocoFileReader(json, ReadRecords));
        }
        catch (CocoJsonException failure)
        {
            bool isText = Utf8.IsValid(json.Span);
            throw isText
                ? new InputException(InstanceInputs.Describe(_path, failure.Place.StartsWith('$') ? "" : "$", failure.Place, failure.Offset, failure.Message), failure)
                : new InputException($"{_path}: is not UTF-8 text. Save it as UTF-8.", failure);
        }
    }

    private (CocoRecord[] Records, int End) ReadRecords(ReadOnlyMemory<byte> json, int start)
    {
        int length = json.Length - start;
        int count = Math.Clamp(length / LeastPieceBytes, 1, _execution.Workers * PiecesPerWorker);
        int[] starts = new int[count + 1];
        starts[0] = start;
        starts[count] = json.Length;
        for (int i = 1; i < count; i++)
        {
            starts[i] = CocoRecords.Guess(json.Span, start + (int)((long)length * i / count));
        }

        CocoRecords[] pieces = new CocoRecords[count];
        WorkerPool.Run(count, _execution with { OnProgress = null }, () => new NoState(), (_, i) => Keep(pieces, i, CocoRecords.Read(json.Span, starts[i], starts[i + 1])), _cancellation);
        return Join(json.Span, starts, pieces);
    }

    private static int Keep(CocoRecords[] pieces, int index, CocoRecords piece)
    {
        pieces[index] = piece;
        return 0;
    }

    /// <summary>Puts the pieces together, and reads again what began at a wrong guess.</summary>
    private (CocoRecord[] Records, int End) Join(ReadOnlySpan<byte> json, int[] starts, CocoRecords[] pieces)
    {
        List<CocoRecord[]> parts = [];
        int total = 0;
        int expected = starts[0];
        for (int i = 0; i < pieces.Length; i++)
        {
            if (expected >= starts[i + 1] && i + 1 < pieces.Length)
            {
                continue;   // the piece before went on beyond this one
            }

            CocoRecords piece = expected == starts[i] ? pieces[i] : CocoRecords.Read(json, expected, starts[i + 1]);
            parts.Add([.. piece.Records]);
            total += piece.Records.Count;
            if (piece.Failure is CocoJsonException failure)
            {
                throw new CocoJsonException(failure.Offset, failure.Message, string.Create(CultureInfo.InvariantCulture, $"{_list}[{total}]{failure.Place}"));
            }

            if (piece.IsLast)
            {
                return ([.. parts.SelectMany(part => part)], piece.End);
            }

            expected = piece.End;
        }

        throw new CocoJsonException(json.Length, "the file ends; expected the end of the list", _list);
    }

    private sealed class NoState : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
