using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
using Ade20kEval.Sources;
using Ade20kEval.Text;

namespace Ade20kEval.Diagnosis;

/// <summary>Reads predictions however they are stored, coloured ones through a known palette, and remembers what it took.</summary>
/// <remarks>Slower than the readers that score; not thread-safe.</remarks>
internal sealed class PredictionProbe(MaskSource source, Dataset dataset) : IDisposable
{
    private const int RememberedColors = 4096;

    private readonly MaskReader _reader = source.CreateReader();
    private readonly PngDecoder _png = new();
    private readonly Dictionary<int, long> _unknown = [];
    private readonly List<string> _coloredNames = [];
    private KnownPalette? _palette;
    private byte[] _samples = [];
    private int _read;
    private int _grayAsRgb;
    private int _transparent;
    private long _coloredPixels;
    private long _unknownPixels;

    /// <summary>Reads a prediction.</summary>
    /// <param name="entry">An entry of the source.</param>
    /// <param name="groundTruthSize">For run-length tables, which hold no sizes.</param>
    /// <param name="into">Takes the raw values; pixels of unknown colour become <see cref="Dataset.NoPrediction"/>.</param>
    /// <exception cref="InputException">It is not a mask.</exception>
    public void Read(FileEntry entry, (int Width, int Height) groundTruthSize, LabelMap into)
    {
        if (Path.GetExtension(entry.RelativePath).Equals(".png", StringComparison.OrdinalIgnoreCase))
        {
            PngHeader header = _png.Parse(_reader.ReadBytes(entry), entry.FullName);
            if (header is { Channels: >= 3, BitDepth: 8 })
            {
                ReadColors(entry, header, into);
                _read++;
                return;
            }
        }

        _reader.Read(entry, into, groundTruthSize);
        _read++;
    }

    /// <summary>What is to say about colours, without score.</summary>
    public IEnumerable<Finding> Findings()
    {
        if (_grayAsRgb > 0)
        {
            yield return new Finding(
                FindingCause.GrayAsRgb,
                "Predictions are gray masks stored as colour images.",
                $"{FindingNumbers.Count(_grayAsRgb)} of {FindingNumbers.Count(_read)} predictions have three channels or more, all equal in every pixel.",
                "Save one channel: in NumPy mask[..., 0].");
        }

        if (_coloredNames.Count == 0)
        {
            yield break;
        }

        string evidence = $"{FindingNumbers.Count(_coloredNames.Count)} of {FindingNumbers.Count(_read)} predictions are colour images ({_coloredNames[0]} is the first); "
            + $"{FindingNumbers.Share(_coloredPixels - _unknownPixels, _coloredPixels)} of their pixels have colours of {_palette!.Description}.";
        if (_unknownPixels > 0)
        {
            evidence += $" {FindingNumbers.Count(_unknownPixels)} pixels have other colours: {string.Join(", ", _unknown.OrderByDescending(c => c.Value).ThenBy(c => c.Key).Take(5).Select(c => Invariant($"#{c.Key:x6} ({c.Value:N0})")))}.";
        }

        if (_transparent > 0)
        {
            evidence += $" {FindingNumbers.Count(_transparent)} of them are partly transparent.";
        }

        bool readsBack = 2 * _unknownPixels < _coloredPixels;
        bool option = readsBack && _palette.IsOwn && _unknownPixels == 0 && _transparent == 0;
        yield return new Finding(
            FindingCause.ColoredMasks,
            readsBack ? $"Predictions are drawn in colours: {_palette.Description}." : "Predictions are colour images, in colours of no palette that we know.",
            evidence,
            option ? $"Save the class numbers instead of the drawing, or {Advice.ReadPalette}."
                : "Save the class numbers instead of the drawing, as PNG (JPEG and smooth resizing change colours).")
        {
            Advice = option ? [Advice.ReadPalette] : [],
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private void ReadColors(FileEntry entry, PngHeader header, LabelMap into)
    {
        if (_samples.Length < header.SampleCount)
        {
            _samples = new byte[header.SampleCount];
        }

        Span<byte> samples = _samples.AsSpan(0, header.SampleCount);
        _png.DecodeTo(samples);
        if (AreGray(samples, header.Channels))
        {
            _grayAsRgb++;
            Span<byte> narrow = into.ResizeNarrow(header.Width, header.Height);
            for (int i = 0; i < narrow.Length; i++)
            {
                narrow[i] = samples[i * header.Channels];
            }

            return;
        }

        _coloredNames.Add(entry.RelativePath);
        _palette ??= Choose(samples, header.Channels);
        Span<ushort> wide = into.ResizeWide(header.Width, header.Height);
        bool transparent = false;
        for (int i = 0, at = 0; i < wide.Length; i++, at += header.Channels)
        {
            int code = Code(samples, at);
            transparent |= header.Channels == 4 && samples[at + 3] != byte.MaxValue;
            if (_palette.Colors.TryGet(code, out int raw))
            {
                wide[i] = (ushort)raw;
                continue;
            }

            wide[i] = Dataset.NoPrediction;
            _unknownPixels++;
            if (_unknown.Count < RememberedColors || _unknown.ContainsKey(code))
            {
                _unknown[code] = _unknown.GetValueOrDefault(code) + 1;
            }
        }

        _coloredPixels += wide.Length;
        _transparent += transparent ? 1 : 0;
    }

    // The palette that knows most pixels; of equals the first, which is the dataset's own.
    private KnownPalette Choose(ReadOnlySpan<byte> samples, int channels)
    {
        Dictionary<int, long> pixelsOf = [];
        for (int at = 0; at < samples.Length; at += channels)
        {
            int code = Code(samples, at);
            pixelsOf[code] = pixelsOf.GetValueOrDefault(code) + 1;
        }

        return KnownPalette.For(dataset).MaxBy(palette => pixelsOf.Sum(c => palette.Colors.TryGet(c.Key, out _) ? c.Value : 0))!;
    }

    private static bool AreGray(ReadOnlySpan<byte> samples, int channels)
    {
        for (int at = 0; at < samples.Length; at += channels)
        {
            if (samples[at] != samples[at + 1] || samples[at] != samples[at + 2])
            {
                return false;
            }
        }

        return true;
    }

    private static int Code(ReadOnlySpan<byte> samples, int at) => (samples[at] << 16) | (samples[at + 1] << 8) | samples[at + 2];
}
