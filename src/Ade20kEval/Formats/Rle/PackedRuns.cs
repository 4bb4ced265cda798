namespace Ade20kEval.Formats.Rle;

/// <summary>Reads run lengths, COCO's text or a list of numbers, straight into stretches.</summary>
internal static class PackedRuns
{
    /// <summary>Reads the <c>counts</c> text of COCO's compressed form; <see cref="CocoRunLengths"/> has the rules.</summary>
    /// <param name="packed">The characters, JSON's escapes already undone.</param>
    /// <param name="height">Rows of the image.</param>
    /// <param name="width">Columns of the image.</param>
    /// <param name="into">Takes the mask.</param>
    /// <returns>What is wrong, as the end of a message; null when all is well.</returns>
    public static string? ReadText(ReadOnlySpan<byte> packed, int height, int width, MaskRuns into) =>
        TryReadText(packed, height, width, into) ? null : CocoRunLengths.Unpack(packed, (long)height * width, []);

    /// <summary>Adds the next number of a list of runs that alternate, outside first.</summary>
    /// <param name="run">The run.</param>
    /// <param name="index">Which it is, from 0.</param>
    /// <param name="position">Where it begins; moved to its end.</param>
    /// <param name="into">The mask, cleared to its size before the first run.</param>
    /// <returns>What is wrong, as the end of a message; null when all is well.</returns>
    public static string? AddRun(long run, int index, ref int position, MaskRuns into)
    {
        if (CocoRunLengths.Check(run, index, position, into.Pixels) is string problem)
        {
            return problem;
        }

        int end = position + (int)run;
        if (index % 2 == 1)
        {
            into.Add(position, end);
        }

        position = end;
        return null;
    }

    /// <summary>The same rules without the words: false for all that they forbid.</summary>
    private static bool TryReadText(ReadOnlySpan<byte> packed, int height, int width, MaskRuns into)
    {
        into.Clear(height, width);
        int pixels = into.Pixels;
        int position = 0;
        int index = 0;
        int run = 0;
        int last = 0;
        int beforeLast = 0;
        int at = 0;
        while (at < packed.Length)
        {
            // Six groups of five bits at most: 30 bits, which an int holds.
            int number = 0;
            int shift = 0;
            int bits;
            do
            {
                if (at == packed.Length || shift == 30)
                {
                    return false;
                }

                bits = packed[at++] - 48;
                if ((uint)bits > 63)
                {
                    return false;
                }

                number |= (bits & 0x1F) << shift;
                shift += 5;
            }
            while ((bits & 0x20) != 0);
            if ((bits & 0x10) != 0)
            {
                number |= -1 << shift;
            }

            run = index > 2 ? number + beforeLast : number;
            if (run < 0 || run > pixels - position)
            {
                return false;
            }

            if ((index & 1) == 1)
            {
                into.Add(position, position + run);
            }

            position += run;
            (beforeLast, last) = (last, run);
            index++;
        }

        return position == pixels;
    }
}
