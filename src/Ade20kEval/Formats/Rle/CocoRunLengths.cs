namespace Ade20kEval.Formats.Rle;

/// <summary>Unpacks the <c>counts</c> string of COCO's compressed run lengths.</summary>
/// <remarks>
/// The runs alternate, outside first; the pixels are counted down the columns. Each number is written in groups of five bits, lowest first,
/// a character each: 48 + the bits, + 32 when more groups follow; bit 16 of the last group is the sign. From the fourth number on, the
/// difference to the number two before is written. Source: the format of rleToString in cocoapi's common/maskApi.c.
/// </remarks>
internal static class CocoRunLengths
{
    // Five groups of five bits hold 24 bits and a sign, six hold 29: enough for any image that is accepted (2^26 pixels) and for differences.
    private const int MaxGroups = 6;

    /// <summary>Unpacks a string.</summary>
    /// <param name="packed">The characters, JSON's escapes already undone.</param>
    /// <param name="pixels">Width x height: what the runs have to add up to.</param>
    /// <param name="runs">Takes the runs, outside and inside by turns; cleared first.</param>
    /// <returns>What is wrong, as the end of a message; null when all is well.</returns>
    public static string? Unpack(ReadOnlySpan<byte> packed, long pixels, List<long> runs)
    {
        runs.Clear();
        long sum = 0;
        int at = 0;
        while (at < packed.Length)
        {
            long number = 0;
            int group = 0;
            bool more = true;
            while (more)
            {
                if (at == packed.Length)
                {
                    return "its counts end in the middle of a number";
                }

                int bits = packed[at] - 48;
                if (bits is < 0 or > 63)
                {
                    return Invariant($"its counts have the character 0x{packed[at]:X2} at place {at}; expected '0' to 'o'");
                }

                if (group == MaxGroups)
                {
                    return Invariant($"its counts have a number at place {at - group} that is longer than any image");
                }

                number |= (bits & 0x1FL) << (5 * group);
                more = (bits & 0x20) != 0;
                at++;
                group++;
                if (!more && (bits & 0x10) != 0)
                {
                    number |= -1L << (5 * group);
                }
            }

            if (runs.Count > 2)
            {
                number += runs[^2];
            }

            if (Add(number, pixels, runs, ref sum) is string problem)
            {
                return problem;
            }
        }

        return End(pixels, sum);
    }

    /// <summary>Appends a run and checks it against the image.</summary>
    /// <returns>What is wrong; null when all is well.</returns>
    public static string? Add(long run, long pixels, List<long> runs, ref long sum)
    {
        if (Check(run, runs.Count, sum, pixels) is string problem)
        {
            return problem;
        }

        // Runs of length 0 are legal and add nothing: two for every pixel are more than anybody writes.
        if (runs.Count > (2 * pixels) + 1)
        {
            return Invariant($"it has more than {runs.Count - 1:N0} runs for {pixels:N0} pixels, most of length 0");
        }

        sum += run;
        runs.Add(run);
        return null;
    }

    /// <summary>Checks a run against the image.</summary>
    /// <param name="run">Its length.</param>
    /// <param name="index">Which it is, from 0.</param>
    /// <param name="covered">Pixels of the runs before it.</param>
    /// <param name="pixels">Pixels of the image.</param>
    /// <returns>What is wrong; null when all is well.</returns>
    public static string? Check(long run, int index, long covered, long pixels) => run < 0
        ? Invariant($"its run {index + 1} has the length {run}")
        : run > pixels - covered
            ? Invariant($"its first {index + 1:N0} runs cover {covered + run:N0} pixels; expected {pixels:N0} in all")
            : null;

    /// <summary>Checks that the runs cover the image.</summary>
    /// <returns>What is wrong; null when all is well.</returns>
    public static string? End(long pixels, long sum) => sum == pixels
        ? null
        : Invariant($"its runs cover {sum:N0} pixels; expected {pixels:N0}");
}
