using Ade20kEval.Datasets;
using Ade20kEval.Text;

namespace Ade20kEval.Diagnosis;

/// <summary>The ways in which people are known to number their predictions.</summary>
internal static class LabelReadings
{
    private static readonly int[] s_offsets = [1, -1, 2, -2];

    /// <summary>Every way worth trying on a dataset, beside the one in use; those that an option mends come first.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="labels">What predictions were taken to hold.</param>
    /// <param name="values">The prediction values that occur.</param>
    public static IEnumerable<LabelReading> For(Dataset dataset, PredictionLabels labels, IReadOnlyCollection<int> values)
    {
        if (dataset.Classes.Any(c => c.Id != c.Index))
        {
            yield return labels == PredictionLabels.Ids
                ? LabelReading.Of(FindingCause.ClassIndices, Invariant($"class indices (train ids) 0..{dataset.ClassCount - 1} where label ids are expected"), PredictionLabels.Indices)
                : LabelReading.Of(FindingCause.LabelIds, $"label ids ({dataset.ExpectedValues}) where class indices are expected", PredictionLabels.Ids);
        }

        int[] intended = [.. labels == PredictionLabels.Ids ? dataset.Classes.Select(c => c.Id).Concat(dataset.IgnoredValues) : Enumerable.Range(0, dataset.ClassCount)];
        int modulus = values.Count > 0 && values.Max() > byte.MaxValue ? ushort.MaxValue + 1 : byte.MaxValue + 1;
        foreach (int offset in s_offsets)
        {
            // Modulo, because 0 - 1 in bytes is 255.
            LabelReading shifted = Table(FindingCause.LabelOffset, Invariant($"every value {(offset > 0 ? "plus" : "minus")} {Math.Abs(offset)}"), labels, intended, value => (value + offset + modulus) % modulus);

            // "Every value" is not said where some stay: 255 beside 0 is no 1 minus 2.
            if (values.All(value => shifted.Remap.ContainsKey(value) || dataset.IgnoredValues.Contains(value)))
            {
                yield return shifted;
            }
        }

        int factor = CommonFactor(values);
        if (factor > 1)
        {
            yield return Table(FindingCause.ScaledValues, Invariant($"every value times {factor}"), labels, intended.Where(value => value * factor <= ushort.MaxValue), value => value * factor);
        }

        foreach (LabelReading stretched in Stretched(dataset, labels, intended))
        {
            yield return stretched;
        }

        if (dataset.Classes.Any(c => c.Id > byte.MaxValue) && labels == PredictionLabels.Ids)
        {
            yield return Invert(FindingCause.LowBytes, "label ids cut to 8 bits (the remainder by 256)", dataset.Classes.Select(c => (c.Id % 256, c.Id)));
        }

        foreach (LabelReading numbering in Numberings(dataset, values))
        {
            yield return numbering;
        }

        if (dataset.HasPalette)
        {
            yield return Invert(FindingCause.GrayOfColors, "the gray values of a coloured mask", dataset.Classes.Select(c => (Gray(c.Color), c.Id)));
        }
    }

    // Classes spread over 0..255 so that one can see them, in the ways that come to people's minds; and shades of few bits whose spread got lost.
    private static IEnumerable<LabelReading> Stretched(Dataset dataset, PredictionLabels labels, int[] intended)
    {
        int highest = labels == PredictionLabels.Ids ? dataset.Classes.Max(c => c.Id) : dataset.ClassCount - 1;
        if (highest is > 0 and < byte.MaxValue)
        {
            int[] narrow = [.. intended.Where(value => value <= highest)];
            yield return Table(FindingCause.ScaledValues, Invariant($"every value stretched by 255/{highest}, rounded down"), labels, narrow, value => value * 255 / highest);
            yield return Table(FindingCause.ScaledValues, Invariant($"every value stretched by 255/{highest}, rounded"), labels, narrow, value => ((2 * value * 255) + highest) / (2 * highest));
            if (256 / (highest + 1) is > 1 and int spread)
            {
                yield return Table(FindingCause.ScaledValues, Invariant($"every value times {spread}"), labels, narrow, value => value * spread);
            }
        }

        // The other numbering may be what was spread.
        if (dataset.Classes.Any(c => c.Id != c.Index))
        {
            (string what, Func<ClassInfo, int> number) = labels == PredictionLabels.Ids ? ("class index", (Func<ClassInfo, int>)(c => c.Index)) : ("label id", c => c.Id);
            int last = dataset.Classes.Max(number);
            if (last is > 0 and < byte.MaxValue)
            {
                yield return Invert(FindingCause.ScaledValues, Invariant($"every {what} stretched by 255/{last}, rounded down"), dataset.Classes.Select(c => (number(c) * 255 / last, c.Id)));
                yield return Invert(FindingCause.ScaledValues, Invariant($"every {what} stretched by 255/{last}, rounded"), dataset.Classes.Select(c => (((2 * number(c) * 255) + last) / (2 * last), c.Id)));
                if (256 / (last + 1) is > 1 and int times)
                {
                    yield return Invert(FindingCause.ScaledValues, Invariant($"every {what} times {times}"), dataset.Classes.Select(c => (number(c) * times, c.Id)));
                }
            }
        }

        foreach (int bits in (int[])[1, 2, 4])
        {
            int step = byte.MaxValue / ((1 << bits) - 1);
            if (labels == PredictionLabels.Ids && highest > byte.MaxValue / step && dataset.Classes.All(c => c.Id % step == 0))
            {
                yield return Table(FindingCause.ScaledValues, Invariant($"every value divided by {step}, as gray of {Plural.Of(bits, "bit")} stores it"), labels, dataset.Classes.Select(c => c.Id), id => id / step);
            }
        }
    }

    // Other numberings of the same classes, to label ids.
    private static IEnumerable<LabelReading> Numberings(Dataset dataset, IReadOnlyCollection<int> values)
    {
        if (dataset.InstanceDivisor is int divisor && values.Any(value => value >= divisor))
        {
            yield return Invert(FindingCause.OtherNumbering, Invariant($"instances, label id x {divisor} + number"), values.Where(value => dataset.InstanceOf(value) is not null).Select(value => (value, value / divisor)));
        }

        foreach (OtherNumbering numbering in dataset.OtherNumberings)
        {
            yield return new LabelReading(FindingCause.OtherNumbering, numbering.Meaning, PredictionLabels.Ids, numbering.Ids);
        }
    }

    private static LabelReading Table(FindingCause cause, string meaning, PredictionLabels labels, IEnumerable<int> intended, Func<int, int> written)
    {
        Dictionary<int, int> remap = [];
        foreach (int value in intended)
        {
            remap.TryAdd(written(value), value);
        }

        return new LabelReading(cause, meaning, labels, remap);
    }

    private static LabelReading Invert(FindingCause cause, string meaning, IEnumerable<(int Written, int Id)> pairs)
    {
        Dictionary<int, int> remap = [];
        foreach ((int written, int id) in pairs)
        {
            // Of classes that cannot be told apart the first is the most frequent one in every dataset that orders by size.
            remap.TryAdd(written, id);
        }

        return new LabelReading(cause, meaning, PredictionLabels.Ids, remap);
    }

    private static int CommonFactor(IReadOnlyCollection<int> values)
    {
        int factor = 0;
        foreach (int value in values)
        {
            for (int rest = value; rest != 0;)
            {
                (factor, rest) = (rest, factor % rest);
            }
        }

        return factor;
    }

    // ITU-R 601-2 luma as image libraries round it: (299 R + 587 G + 114 B) / 1000.
    private static int Gray(Rgb color) => ((299 * color.R) + (587 * color.G) + (114 * color.B) + 500) / 1000;
}
