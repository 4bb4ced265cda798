using System.Globalization;
using Ade20kEval.Files;

namespace Ade20kEval.Masks.Decoding;

/// <summary>Turns interleaved 8-bit colours into raw values: through a palette, or by the codes of full ADE20K annotations.</summary>
/// <param name="palette">The palette; null for ADE20K codes, raw value = (R / 10, rounded down) x 256 + G.</param>
/// <remarks>
/// Of the codes: R is a multiple of 10 in the dataset's own files, where MATLAB's rounding division and Python's floor agree; elsewhere we floor.
/// B numbers instances and is not part of the class.
/// </remarks>
internal sealed class ColorMaskDecoder(ColorPalette? palette)
{
    private byte[] _colorsOfIndices = [];

    /// <summary>Decodes one image.</summary>
    /// <param name="samples">Channels interleaved, row-major.</param>
    /// <param name="channels">3, or 4 with an alpha that has to be 255 everywhere.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="name">What errors call the file.</param>
    /// <param name="into">Takes the raw values; wide where the palette or the codes need it.</param>
    /// <exception cref="InputException">Colours that the palette does not have, or transparency.</exception>
    public void Decode(ReadOnlySpan<byte> samples, int channels, int width, int height, string name, LabelMap into)
    {
        if (channels == 4)
        {
            RefuseTransparency(samples, width, name);
        }

        bool isWide = palette is null || palette.MaxRawValue > byte.MaxValue;
        Span<byte> narrow = isWide ? [] : into.ResizeNarrow(width, height);
        Span<ushort> wide = isWide ? into.ResizeWide(width, height) : [];
        UnknownColors? unknown = null;

        // Masks are runs of one colour: the palette is asked once a run.
        int runCode = -1;
        int runValue = 0;
        for (int pixel = 0, at = 0; at < samples.Length; pixel++, at += channels)
        {
            int code = (samples[at] << 16) | (samples[at + 1] << 8) | samples[at + 2];
            if (code != runCode)
            {
                runCode = code;
                if (palette is null)
                {
                    runValue = ((code >> 16) / 10 * 256) + ((code >> 8) & 0xFF);
                }
                else if (!palette.TryGet(code, out runValue))
                {
                    runValue = -1;
                }
            }

            if (runValue < 0)
            {
                (unknown ??= new UnknownColors()).Add(code, pixel);
            }
            else if (isWide)
            {
                wide[pixel] = (ushort)runValue;
            }
            else
            {
                narrow[pixel] = (byte)runValue;
            }
        }

        if (unknown is not null)
        {
            throw unknown.ToException(name, width, palette!.Count);
        }
    }

    /// <summary>Decodes one image of palette indices by the colours that its own palette gives to them.</summary>
    /// <param name="indices">One a pixel, row-major.</param>
    /// <param name="own">The image's palette: red, green, blue of each index.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="name">What errors call the file.</param>
    /// <param name="into">Takes the raw values.</param>
    /// <exception cref="InputException">Colours that the known palette does not have, or indices that the image's palette does not have.</exception>
    public void Decode(ReadOnlySpan<byte> indices, ReadOnlySpan<byte> own, int width, int height, string name, LabelMap into)
    {
        int beyond = indices.IndexOfAnyExceptInRange((byte)0, (byte)((own.Length / 3) - 1));
        if (beyond >= 0)
        {
            throw new InputException(Invariant($"{name}: the pixel at row {beyond / width}, column {beyond % width} has the palette index {indices[beyond]}; the file's own palette has {own.Length / 3} colours, so that this pixel has none."));
        }

        if (_colorsOfIndices.Length < 3 * indices.Length)
        {
            _colorsOfIndices = GC.AllocateUninitializedArray<byte>(3 * indices.Length);
        }

        Span<byte> samples = _colorsOfIndices.AsSpan(0, 3 * indices.Length);
        for (int i = 0; i < indices.Length; i++)
        {
            own.Slice(3 * indices[i], 3).CopyTo(samples[(3 * i)..]);
        }

        Decode(samples, 3, width, height, name, into);
    }

    private static void RefuseTransparency(ReadOnlySpan<byte> samples, int width, string name)
    {
        for (int at = 3; at < samples.Length; at += 4)
        {
            if (samples[at] != 255)
            {
                int pixel = at / 4;
                throw new InputException(Invariant($"{name}: the pixel at row {pixel / width}, column {pixel % width} has alpha {samples[at]}; expected 255 everywhere. A mask has no transparency: save it again as plain RGB."));
            }
        }
    }

    /// <summary>The colours of one image that the palette does not have: pixel counts and first places.</summary>
    private sealed class UnknownColors
    {
        private const int MaxColors = 4096;   // a photograph has more; by then the message is clear

        private readonly Dictionary<int, (long Pixels, int First)> _colors = [];
        private long _pixels;

        public void Add(int code, int pixel)
        {
            _pixels++;
            if (_colors.TryGetValue(code, out (long Pixels, int First) seen))
            {
                _colors[code] = (seen.Pixels + 1, seen.First);
            }
            else if (_colors.Count < MaxColors)
            {
                _colors.Add(code, (1, pixel));
            }
        }

        public InputException ToException(string name, int width, int paletteCount)
        {
            string count = _colors.Count == MaxColors ? Invariant($"{MaxColors} or more") : _colors.Count.ToString(CultureInfo.InvariantCulture);
            IEnumerable<string> shown = _colors
                .OrderByDescending(static color => color.Value.Pixels)
                .ThenBy(static color => color.Value.First)
                .Take(ProblemList.ShownCases)
                .Select(color => Invariant($"({color.Key >> 16}, {(color.Key >> 8) & 255}, {color.Key & 255}): {color.Value.Pixels:N0} pixels, first at row {color.Value.First / width}, column {color.Value.First % width}"));
            return new InputException(Invariant($"{name}: {_pixels:N0} pixels have {count} {(_colors.Count == 1 ? "colour" : "colours")} that the palette of {paletteCount} does not have: {string.Join("; ", shown)}. ")
                + "Expected exactly the palette's colours: is it the right palette, was the mask saved as JPEG or resized with smoothing, or drawn over a photograph?");
        }
    }
}
