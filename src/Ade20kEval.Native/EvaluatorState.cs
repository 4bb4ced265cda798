using System.IO.Hashing;
using System.Text;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Evaluation;
using Ade20kEval.Files;

namespace Ade20kEval.Native;

/// <summary>The pairs of an evaluator as bytes, to go from process to process.</summary>
/// <remarks>
/// Begins with a version, says what was counted, holds what is kept of every image, and ends with a checksum of all before, so that what was cut or changed is found
/// out. It is no signature: a state is to be taken from whom one would take a pickle from.
/// </remarks>
internal static class EvaluatorState
{
    private const int ChecksumBytes = 16;
    private static readonly byte[] s_begin = "ade20k-eval/state/2\n"u8.ToArray();

    /// <summary>Writes pairs.</summary>
    public static byte[] Write(IReadOnlyList<CountedPair> pairs, ArrayOptions options)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write(s_begin);
        writer.Write(Counted(options));
        writer.Write(pairs.Count);
        foreach (CountedPair pair in pairs)
        {
            Write(writer, pair.Counts);
            writer.Write(pair.Digests.Span.Length);
            writer.Write(pair.Digests.Span);
            EvidenceState.Write(writer, pair.Evidence);
        }

        writer.Flush();
        ReadOnlySpan<byte> written = stream.GetBuffer().AsSpan(0, (int)stream.Length);
        return [.. written, .. XxHash128.Hash(written)];
    }

    /// <summary>Reads pairs back.</summary>
    /// <param name="state">What <see cref="Write(IReadOnlyList{CountedPair}, ArrayOptions)"/> gave.</param>
    /// <param name="options">What the evaluator counts, which must be the same.</param>
    /// <exception cref="InputException">It is no state, was damaged, or is of another dataset.</exception>
    public static IReadOnlyList<CountedPair> Read(ReadOnlyMemory<byte> state, ArrayOptions options)
    {
        if (!state.Span.StartsWith(s_begin))
        {
            throw new InputException("The state is none: it does not begin as one does. Expected what another evaluator of this version saved.");
        }

        int end = state.Length - ChecksumBytes;
        if (end < s_begin.Length || !XxHash128.Hash(state.Span[..end]).AsSpan().SequenceEqual(state.Span[end..]))
        {
            throw new InputException(Invariant($"The state was cut or changed: its {state.Length} bytes do not have the checksum that they end with. Save and send it again."));
        }

        try
        {
            using BinaryReader reader = new(new MemoryStream(state[s_begin.Length..end].ToArray()));
            string counted = reader.ReadString();
            return counted == Counted(options)
                ? ReadPairs(reader)
                : throw new InputException($"The state counts {counted}; expected {Counted(options)}. Make both evaluators with the same options.");
        }
        catch (Exception failure) when (failure is EndOfStreamException or ArgumentException or FormatException or IOException or OverflowException)
        {
            throw new InputException($"The state contradicts itself ({failure.Message.TrimEnd('.')}). Save it again.", failure);
        }
    }

    /// <summary>Writes the cells of an image.</summary>
    internal static void Write(BinaryWriter writer, ImageCounts image)
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

    /// <summary>Reads the cells of an image.</summary>
    internal static ImageCounts ReadImage(BinaryReader reader)
    {
        string name = reader.ReadString();
        int width = reader.ReadInt32();
        int height = reader.ReadInt32();
        int count = reader.ReadInt32();
        List<PairCount> cells = [];
        for (int i = 0; i < count; i++)
        {
            cells.Add(new PairCount(reader.ReadUInt16(), reader.ReadUInt16(), reader.Read7BitEncodedInt64()));
        }

        return new ImageCounts(name, width, height, [.. cells]);
    }

    private static List<CountedPair> ReadPairs(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        List<CountedPair> pairs = [];
        for (int i = 0; i < count; i++)
        {
            ImageCounts counts = ReadImage(reader);
            byte[] digests = reader.ReadBytes(reader.ReadInt32());
            pairs.Add(new CountedPair(counts, EvidenceState.Read(reader), digests));
        }

        return pairs;
    }

    /// <summary>All that two evaluators must have alike, in words.</summary>
    private static string Counted(ArrayOptions options)
    {
        ScoringOptions scoring = options.Scoring;
        string definition = Convert.ToHexStringLower(XxHash64.Hash(Encoding.UTF8.GetBytes(DatasetWriter.Text(scoring.Dataset))));
        List<string> words = [Invariant($"{scoring.Dataset.Name} of {scoring.Dataset.ClassCount} classes ({definition}) with predictions as {(scoring.PredictionLabels == PredictionLabels.Ids ? "ids" : "indices")}")];
        words.AddRange(scoring.Boundaries ? [Invariant($"boundaries of ratio {scoring.BoundaryRatio}")] : []);
        words.AddRange(scoring.ErrorWidth is double width ? [Invariant($"kinds of error of width {width}")] : []);
        words.AddRange(scoring.Rings is int rings ? [Invariant($"{rings} rings")] : []);
        words.AddRange(scoring.Sizes ? ["sizes"] : []);
        words.AddRange(options.Digests ? ["digests"] : []);
        return string.Join(", ", words);
    }
}
