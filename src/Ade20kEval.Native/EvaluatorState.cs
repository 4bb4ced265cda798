using System.Security.Cryptography;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Files;

namespace Ade20kEval.Native;

/// <summary>The pairs of an evaluator as bytes, to go from process to process.</summary>
/// <remarks>Begins with a version, names the dataset, holds every image's cells, and ends with a SHA-256 of all before, so that what was cut or changed is found out.</remarks>
internal static class EvaluatorState
{
    private static readonly byte[] s_begin = "ade20k-eval/state/1\n"u8.ToArray();

    /// <summary>Writes counts.</summary>
    public static byte[] Write(RunCounts counts)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write(s_begin);
        writer.Write(counts.Dataset.Name);
        writer.Write(counts.Dataset.ClassCount);
        writer.Write((byte)counts.Labels);
        writer.Write(counts.Images.Count);
        foreach (ImageCounts image in counts.Images)
        {
            writer.Write(image.Name);
            writer.Write(image.Width);
            writer.Write(image.Height);
            writer.Write(image.Cells.Length);
            foreach (PairCount cell in image.Cells)
            {
                writer.Write(cell.GroundTruth);
                writer.Write(cell.Prediction);
                writer.Write7BitEncodedInt64(cell.Pixels);
            }
        }

        writer.Flush();
        return [.. stream.GetBuffer().AsSpan(0, (int)stream.Length), .. SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length))];
    }

    /// <summary>Reads counts back.</summary>
    /// <param name="state">What <see cref="Write"/> gave.</param>
    /// <param name="scoring">What the evaluator counts, which must be the same.</param>
    /// <exception cref="InputException">It is no state, was damaged, or is of another dataset.</exception>
    public static IReadOnlyList<ImageCounts> Read(ReadOnlyMemory<byte> state, ScoringOptions scoring)
    {
        if (!state.Span.StartsWith(s_begin))
        {
            throw new InputException("The state is none: it does not begin as one does. Expected what another evaluator of this version saved.");
        }

        int end = state.Length - SHA256.HashSizeInBytes;
        if (end < s_begin.Length || !SHA256.HashData(state.Span[..end]).AsSpan().SequenceEqual(state.Span[end..]))
        {
            throw new InputException(Invariant($"The state was cut or changed: its {state.Length} bytes do not have the checksum that they end with. Save and send it again."));
        }

        try
        {
            using BinaryReader reader = new(new MemoryStream(state[s_begin.Length..end].ToArray()));
            RequireSame(reader, scoring);
            return ReadImages(reader);
        }
        catch (Exception failure) when (failure is EndOfStreamException or ArgumentException or FormatException or IOException)
        {
            throw new InputException($"The state contradicts itself ({failure.Message.TrimEnd('.')}). Save it again.", failure);
        }
    }

    private static void RequireSame(BinaryReader reader, ScoringOptions scoring)
    {
        string dataset = reader.ReadString();
        int classes = reader.ReadInt32();
        PredictionLabels labels = (PredictionLabels)reader.ReadByte();
        if (dataset != scoring.Dataset.Name || classes != scoring.Dataset.ClassCount || labels != scoring.PredictionLabels)
        {
            throw new InputException(Invariant(
                $"The state counts {dataset} of {classes} classes with predictions as {Word(labels)}; expected {scoring.Dataset.Name} of {scoring.Dataset.ClassCount} with {Word(scoring.PredictionLabels)}. Make both evaluators with the same options."));
        }
    }

    private static List<ImageCounts> ReadImages(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        List<ImageCounts> images = [];
        for (int i = 0; i < count; i++)
        {
            string name = reader.ReadString();
            int width = reader.ReadInt32();
            int height = reader.ReadInt32();
            int cellCount = reader.ReadInt32();
            List<PairCount> cells = [];
            for (int cell = 0; cell < cellCount; cell++)
            {
                cells.Add(new PairCount(reader.ReadUInt16(), reader.ReadUInt16(), reader.Read7BitEncodedInt64()));
            }

            images.Add(new ImageCounts(name, width, height, [.. cells]));
        }

        return images;
    }

    private static string Word(PredictionLabels labels) => labels == PredictionLabels.Ids ? "ids" : "indices";
}
