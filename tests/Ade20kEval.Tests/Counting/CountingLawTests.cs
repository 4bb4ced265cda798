using Ade20kEval.Counting;
using Ade20kEval.Masks;
using CsCheck;

namespace Ade20kEval.Tests.Counting;

/// <summary>Laws of counting, on maps of any size and values. A failure prints the smallest maps found that break the law, and the seed that makes them again.</summary>
public sealed class CountingLawTests
{
    private const int Rounds = 300;

    // Few values, so that pairs repeat; some beyond a byte, so that both tables and both kinds of map occur.
    private static readonly Gen<int> s_value = Gen.OneOf(Gen.Int[0, 5], Gen.Int[0, 255], Gen.Int[254, 65_535]);

    private static readonly Gen<Maps> s_maps = Gen.Select(Gen.Int[1, 40], Gen.Int[1, 12]).SelectMany((width, height) =>
        Gen.Select(s_value.Array[width * height], s_value.Array[width * height], (truth, guess) => new Maps(width, truth, guess)));

    [Test]
    public void Counts_are_those_of_a_dictionary_filled_pixel_by_pixel() => s_maps.Sample(maps =>
    {
        PairCount[] plain = [.. maps.Truth.Zip(maps.Guess).GroupBy(pair => pair).OrderBy(group => group.Key).Select(group => Cell(group.Key.First, group.Key.Second, group.Count()))];

        return Cells(maps).SequenceEqual(plain);
    }, iter: Rounds, threads: 1);

    [Test]
    public void Shards_in_any_order_add_up_to_the_whole() => Gen.Select(s_maps.Array[1, 8], Gen.Int[1, 4]).Sample((all, shards) =>
    {
        ImageCounts[] images = [.. all.Select(Count)];
        ImageCounts[] parts = [.. Enumerable.Range(0, shards).Reverse()
            .Select(shard => JointHistogram.Sum(images.Where((_, i) => i % shards == shard)))
            .Select(part => new ImageCounts("shard", (int)part.TotalPixels, 1, part.Cells.ToArray()))
            .Where(part => part.Width > 0)];

        return JointHistogram.Sum(parts).Cells.SequenceEqual(JointHistogram.Sum(images).Cells);
    }, iter: Rounds, threads: 1);

    [Test]
    public void Pixels_may_change_places_together() => Gen.Select(s_maps, Gen.Int).Sample((maps, seed) =>
    {
        int[] places = [.. Enumerable.Range(0, maps.Truth.Length)];
        new Random(seed).Shuffle(places);
        Maps moved = new(maps.Width, [.. places.Select(place => maps.Truth[place])], [.. places.Select(place => maps.Guess[place])]);

        return Cells(moved).SequenceEqual(Cells(maps));
    }, iter: Rounds, threads: 1);

    [Test]
    public void Exchanging_the_maps_transposes_the_table() => s_maps.Sample(maps =>
    {
        PairCount[] transposed = [.. Cells(maps).Select(cell => Cell(cell.Prediction, cell.GroundTruth, cell.Pixels)).OrderBy(cell => (cell.GroundTruth, cell.Prediction))];

        return Cells(maps with { Truth = maps.Guess, Guess = maps.Truth }).SequenceEqual(transposed);
    }, iter: Rounds, threads: 1);

    [Test]
    public void Renumbering_counts_is_counting_renumbered_maps() =>
        Gen.Select(s_maps, Gen.Select(Gen.Int[0, 300], s_value).Array[0, 6], s_value).Sample((maps, pairs, others) =>
        {
            LabelRemap truth = new(pairs.DistinctBy(pair => pair.Item1));
            LabelRemap guess = new(pairs.DistinctBy(pair => pair.Item1), others);
            Maps renumbered = new(maps.Width, Array.ConvertAll(maps.Truth, value => truth[value]), Array.ConvertAll(maps.Guess, value => guess[value]));

            return CountsRemap.Apply(Count(maps), truth, guess).Cells.SequenceEqual(Cells(renumbered));
        }, iter: Rounds, threads: 1);

    private static PairCount[] Cells(Maps maps) => Count(maps).Cells.ToArray();

    private static ImageCounts Count(Maps maps) => new ImageCounter().Count("image", Map(maps.Width, maps.Truth), Map(maps.Width, maps.Guess));

    private static PairCount Cell(int groundTruth, int prediction, long pixels) => new((ushort)groundTruth, (ushort)prediction, pixels);

    private static LabelMap Map(int width, int[] values)
    {
        LabelMap map = new();
        if (values.Max() > byte.MaxValue)
        {
            Array.ConvertAll(values, static value => (ushort)value).CopyTo(map.ResizeWide(width, values.Length / width));
        }
        else
        {
            Array.ConvertAll(values, static value => (byte)value).CopyTo(map.ResizeNarrow(width, values.Length / width));
        }

        return map;
    }

    private sealed record Maps(int Width, int[] Truth, int[] Guess)
    {
        public override string ToString() => $"width {Width}: [{string.Join(' ', Truth)}] [{string.Join(' ', Guess)}]";
    }
}
