using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
using Ade20kEval.Sources;

namespace Ade20kEval.Diagnosis;

/// <summary>Reads predictions as scoring does, or in another way; unknown colours are remembered instead of refused.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class PredictionReader : IDisposable
{
    private readonly MaskReader _asScored;
    private readonly MaskReader _gray;
    private readonly PngDecoder _png = new();
    private byte[] _samples = [];

    public PredictionReader(MaskSource source, EvaluationOptions options)
    {
        _asScored = source.CreateReader(options.PredictionReading);
        _gray = source.CreateReader(options.PredictionReading with { Encoding = MaskEncoding.Gray });
    }

    /// <summary>Reads a prediction.</summary>
    /// <param name="entry">An entry of the source.</param>
    /// <param name="groundTruthSize">For run-length tables, which hold no sizes.</param>
    /// <param name="way">How.</param>
    /// <param name="into">Takes the raw values; pixels of unknown colour become <see cref="Dataset.NoPrediction"/>.</param>
    /// <exception cref="InputException">It cannot be read so.</exception>
    public void Read(FileEntry entry, (int Width, int Height) groundTruthSize, PredictionWay way, LabelMap into)
    {
        if (way.Palette is KnownPalette palette && TryReadColors(entry) is (PngHeader header, int channels))
        {
            Span<ushort> wide = into.ResizeWide(header.Width, header.Height);
            for (int i = 0, at = 0; i < wide.Length; i++, at += channels)
            {
                wide[i] = palette.Colors.TryGet(Code(at), out int raw) ? (ushort)raw : Dataset.NoPrediction;
            }

            return;
        }

        (way.Encoding == MaskEncoding.Gray ? _gray : _asScored).Read(entry, into, groundTruthSize);
    }

    /// <summary>Adds a prediction to what is known of the colours; nothing where it is not a PNG.</summary>
    /// <exception cref="InputException">It cannot be read.</exception>
    public void Survey(FileEntry entry, ColorSurvey survey)
    {
        if (ParsePng(entry) is not PngHeader header)
        {
            survey.AddOther();
            return;
        }

        if (header.ColorType == PngColorType.Gray)
        {
            survey.AddGray(header.BitDepth);
        }
        else if (TryReadColors(entry) is (_, int channels))
        {
            bool transparent = false;
            bool gray = true;
            Dictionary<int, long> colors = [];
            int count = header.Width * header.Height * channels;
            for (int at = 0; at < count; at += channels)
            {
                transparent |= channels == 4 && _samples[at + 3] != byte.MaxValue;
                gray &= _samples[at] == _samples[at + 1] && _samples[at] == _samples[at + 2];
                int code = Code(at);
                colors[code] = colors.GetValueOrDefault(code) + 1;
            }

            survey.AddColors(entry.RelativePath, colors, header.ColorType == PngColorType.Palette, gray, transparent);
        }
        else
        {
            survey.AddOther();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _asScored.Dispose();
        _gray.Dispose();
    }

    private PngHeader? ParsePng(FileEntry entry)
    {
        ReadOnlyMemory<byte> bytes = _asScored.ReadBytes(entry);
        return bytes.Span.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) ? _png.Parse(bytes, entry.FullName) : null;
    }

    // The colours of RGB files, and of palette files by their own palettes, into the buffer of samples.
    private (PngHeader Header, int Channels)? TryReadColors(FileEntry entry)
    {
        if (ParsePng(entry) is not PngHeader header || (header.ColorType != PngColorType.Palette && (header.Channels < 3 || header.BitDepth != 8)))
        {
            return null;
        }

        bool palette = header.ColorType == PngColorType.Palette;
        int channels = palette ? 3 : header.Channels;
        int pixels = header.Width * header.Height;
        if (_samples.Length < channels * pixels)
        {
            _samples = new byte[channels * pixels];
        }

        if (!palette)
        {
            _png.DecodeTo(_samples.AsSpan(0, header.SampleCount));
            return (header, channels);
        }

        byte[] indices = new byte[pixels];
        _png.DecodeTo(indices);
        ReadOnlySpan<byte> colors = _png.Palette;
        for (int i = 0; i < pixels; i++)
        {
            // Beyond the end of a short palette readers show black.
            bool known = (3 * indices[i]) + 3 <= colors.Length;
            (known ? colors.Slice(3 * indices[i], 3) : [0, 0, 0]).CopyTo(_samples.AsSpan(3 * i));
        }

        return (header, channels);
    }

    private int Code(int at) => (_samples[at] << 16) | (_samples[at + 1] << 8) | _samples[at + 2];
}
