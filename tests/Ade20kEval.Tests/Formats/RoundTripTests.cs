using System.Text;
using Ade20kEval.Datasets;
using Ade20kEval.Formats.Arrays;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Formats.Png;
using Ade20kEval.Tests.Formats.Png;
using CsCheck;

namespace Ade20kEval.Tests.Formats;

/// <summary>What is written is read back the same. A failure prints the smallest input found, and the seed that makes it again.</summary>
public sealed class RoundTripTests
{
    private const int Rounds = 200;

    private static readonly Gen<(int Width, int Height)> s_sizes = Gen.Select(Gen.Int[1, 70], Gen.Int[1, 9]);

    // Stretches as well as noise, because the writer chooses a filter row by row.
    private static readonly Gen<int> s_value = Gen.OneOf(Gen.Int[0, 1], Gen.Int[0, 65_535]);

    private static readonly Gen<PngFilter?> s_filter = Gen.Int[0, 5].Select(filter => filter == 5 ? (PngFilter?)null : (PngFilter)filter);

    [Test]
    public void Bytes_survive_a_gray_PNG() => s_sizes.SelectMany(size => Gen.Select(Gen.Const(size), s_value.Array[size.Width * size.Height], s_filter)).Sample((size, values, filter) =>
    {
        byte[] samples = Array.ConvertAll(values, static value => (byte)value);
        using MemoryStream file = new();
        PngWriter.WriteGray8(file, samples, size.Width, size.Height, filter);

        return Decoding.Decode(file.ToArray()).Samples.SequenceEqual(samples.Select(sample => (int)sample));
    }, iter: Rounds, threads: 1);

    [Test]
    public void Words_survive_a_gray_PNG() => s_sizes.SelectMany(size => Gen.Select(Gen.Const(size), s_value.Array[size.Width * size.Height], s_filter)).Sample((size, values, filter) =>
    {
        using MemoryStream file = new();
        PngWriter.WriteGray16(file, Array.ConvertAll(values, static value => (ushort)value), size.Width, size.Height, filter);

        return Decoding.Decode(file.ToArray()).Samples.SequenceEqual(values);
    }, iter: Rounds, threads: 1);

    [Test]
    public void Numbers_of_any_type_survive_an_npy_file() => Gen.Select(Gen.Int[1, 5], Gen.Int[1, 7]).SelectMany(shape =>
        Gen.Select(Gen.Const(shape), Gen.Int.Array[shape.Item1 * shape.Item2])).Sample((shape, values) =>
    {
        double[] doubles = Array.ConvertAll(values, static value => value / 8.0);

        return Same(Array.ConvertAll(values, static value => (byte)value), shape) && Same(Array.ConvertAll(values, static value => (ushort)value), shape)
            && Same(values, shape) && Same(Array.ConvertAll(doubles, static value => (float)value), shape) && Same(doubles, shape);
    }, iter: Rounds, threads: 1);

    [Test]
    public void A_dataset_survives_its_file() => Gen.Select(Gen.Int[1, 12], Gen.Int[0, 1000], Gen.Byte.Array[3 * 12], Gen.Bool.Array[12], Gen.String[Gen.Char.AlphaNumeric, 1, 8]).Sample((count, first, colors, things, word) =>
    {
        ClassInfo[] classes = [.. Enumerable.Range(0, count).Select(k =>
            new ClassInfo(k, first + 1 + (2 * k), $"{word} {k}", new Rgb(colors[3 * k], colors[(3 * k) + 1], colors[(3 * k) + 2])) { IsStuff = things[k] })];
        Dataset dataset = new("made-up", word, classes, [first, first + 2]) { Source = $"from {word}" };   // without one the file's own name is told
        string text = DatasetWriter.Text(dataset);

        return DatasetWriter.Text(DatasetFile.Parse("made-up.json", Encoding.UTF8.GetBytes(text))) == text;
    }, iter: Rounds, threads: 1);

    private static bool Same<T>(T[] values, (int Rows, int Columns) shape)
        where T : unmanaged, IEquatable<T>
    {
        byte[] file = NpyWriter.Write<T>(values, shape.Rows, shape.Columns);
        NumericArray read = NpyReader.Read("a.npy", file);
        return read.Shape.SequenceEqual([shape.Rows, shape.Columns]) && read.AsSpan<T>().SequenceEqual(values);
    }
}
