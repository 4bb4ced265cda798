using Ade20kEval.Boundaries;
using Ade20kEval.Counting;
using Ade20kEval.Evaluation;

namespace Ade20kEval.Native;

/// <summary>What is kept of an image beside its pairs of values, as part of <see cref="EvaluatorState"/>.</summary>
internal static class EvidenceState
{
    /// <summary>Writes it.</summary>
    public static void Write(BinaryWriter writer, in ImageEvidence evidence)
    {
        Optional(writer, evidence.Boundary, static (w, boundary) =>
        {
            EvaluatorState.Write(w, boundary.Classes);
            Optional(w, boundary.Labels, EvaluatorState.Write);
        });
        Optional(writer, evidence.Errors, static (w, errors) => List(w, errors, WriteErrors));
        Optional(writer, evidence.Rings, static (w, rings) => List(w, rings, EvaluatorState.Write));
        Optional(writer, evidence.Sizes, static (w, sizes) =>
        {
            List(w, sizes.GroundTruth, WriteSize);
            List(w, sizes.Prediction, WriteSize);
        });
    }

    /// <summary>Reads it back.</summary>
    public static ImageEvidence Read(BinaryReader reader) => new(
        Optional(reader, static r => new ImageBoundary(EvaluatorState.ReadImage(r), Optional(r, EvaluatorState.ReadImage))),
        Optional(reader, static r => List(r, ReadErrors)),
        Optional(reader, static r => List(r, EvaluatorState.ReadImage)),
        Optional(reader, static r => new ImageSizes(List(r, ReadSize), List(r, ReadSize))));

    private static void WriteErrors(BinaryWriter writer, ClassErrors errors)
    {
        writer.Write7BitEncodedInt(errors.ClassIndex);
        Numbers(
            writer, errors.TruePositives, errors.FalsePositiveBoundary, errors.FalsePositiveExtent, errors.FalsePositiveSegment,
            errors.FalseNegativeBoundary, errors.FalseNegativeExtent, errors.FalseNegativeSegment);
    }

    private static ClassErrors ReadErrors(BinaryReader reader) =>
        new(reader.Read7BitEncodedInt(), Number(reader), Number(reader), Number(reader), Number(reader), Number(reader), Number(reader), Number(reader));

    private static void WriteSize(BinaryWriter writer, SizeCount size)
    {
        writer.Write7BitEncodedInt(size.ClassIndex);
        writer.Write7BitEncodedInt(size.Pixelwise);
        writer.Write7BitEncodedInt(size.Relative);
        Numbers(writer, size.Regions, size.Pixels, size.Right, size.MostlyRight, size.WhollyWrong);
    }

    private static SizeCount ReadSize(BinaryReader reader) => new(
        reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(),
        Number(reader), Number(reader), Number(reader), Number(reader), Number(reader));

    private static long Number(BinaryReader reader) => reader.Read7BitEncodedInt64();

    private static void Numbers(BinaryWriter writer, params ReadOnlySpan<long> numbers)
    {
        foreach (long number in numbers)
        {
            writer.Write7BitEncodedInt64(number);
        }
    }

    private static void Optional<T>(BinaryWriter writer, T? value, Action<BinaryWriter, T> write)
        where T : class
    {
        writer.Write(value is not null);
        if (value is not null)
        {
            write(writer, value);
        }
    }

    private static T? Optional<T>(BinaryReader reader, Func<BinaryReader, T> read)
        where T : class => reader.ReadBoolean() ? read(reader) : null;

    private static void List<T>(BinaryWriter writer, IReadOnlyList<T> items, Action<BinaryWriter, T> write)
    {
        writer.Write7BitEncodedInt(items.Count);
        foreach (T item in items)
        {
            write(writer, item);
        }
    }

    private static T[] List<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        int count = reader.Read7BitEncodedInt();
        List<T> items = [];
        for (int i = 0; i < count; i++)
        {
            items.Add(read(reader));
        }

        return [.. items];
    }
}
