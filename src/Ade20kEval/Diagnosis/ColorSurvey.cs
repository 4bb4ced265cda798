using Ade20kEval.Datasets;
using Ade20kEval.Masks;
using Ade20kEval.Text;

namespace Ade20kEval.Diagnosis;

/// <summary>What kinds of files predictions are, and which colours they hold.</summary>
internal sealed class ColorSurvey
{
    private const int RememberedColors = 4096;
    private const int MostClasses = 256;
    private const int TriedPalettes = 3;

    private readonly Dictionary<int, long> _pixelsOf = [];
    private string? _firstColored;
    private int _files;
    private int _colored;
    private int _indexed;
    private int _grayAsRgb;
    private int _fewBits;
    private int _transparent;
    private long _pixels;

    /// <summary>How many files were looked at.</summary>
    public int FileCount => _files;

    /// <summary>Adds a file without colours of any kind.</summary>
    public void AddOther() => _files++;

    /// <summary>Adds a gray file.</summary>
    public void AddGray(int bits)
    {
        _files++;
        _fewBits += bits < 8 ? 1 : 0;
    }

    /// <summary>Adds a file with colours.</summary>
    public void AddColors(string name, Dictionary<int, long> colors, bool isIndexed, bool isGray, bool isTransparent)
    {
        _files++;
        if (isGray)
        {
            _grayAsRgb += isIndexed ? 0 : 1;
            return;
        }

        _firstColored ??= name;
        _colored += isIndexed ? 0 : 1;
        _indexed += isIndexed ? 1 : 0;
        _transparent += isTransparent ? 1 : 0;
        foreach ((int code, long pixels) in colors)
        {
            _pixels += pixels;
            if (_pixelsOf.Count < RememberedColors || _pixelsOf.ContainsKey(code))
            {
                _pixelsOf[code] = _pixelsOf.GetValueOrDefault(code) + pixels;
            }
        }
    }

    /// <summary>The ways of reading worth trying, the likeliest first.</summary>
    public IReadOnlyList<PredictionWay> Ways(Dataset dataset)
    {
        List<PredictionWay> ways = [PredictionWay.AsScored];
        if (_fewBits > 0 && _fewBits == _files)
        {
            ways.Insert(0, PredictionWay.Gray);
        }
        else if (_grayAsRgb + _fewBits > 0)
        {
            ways.Add(PredictionWay.Gray);
        }

        if (_colored + _indexed == 0)
        {
            return ways;
        }

        ways.AddRange(KnownPalette.For(dataset)
            .Select(palette => (palette, Known: Known(palette)))
            .Where(candidate => 2 * candidate.Known > _pixels)
            .OrderByDescending(candidate => candidate.Known)
            .Take(TriedPalettes)
            .Select(candidate => PredictionWay.Through(candidate.palette)));
        if (_colored > 0 && _pixelsOf.Count is > 1 and <= MostClasses)
        {
            ways.Add(PredictionWay.Through(KnownPalette.OfNobody([.. _pixelsOf.OrderByDescending(color => color.Value).ThenBy(color => color.Key).Select(color => color.Key)])));
        }

        return ways;
    }

    /// <summary>What is to say of files that are read in another way than without options, without score; <see langword="null"/> where nothing is.</summary>
    /// <param name="way">The way that reads them best.</param>
    public Finding? Finding(PredictionWay way)
    {
        if (way.Encoding == MaskEncoding.Gray)
        {
            return Gray();
        }

        if (way.Palette is not KnownPalette palette)
        {
            return _colored > 0 ? Colored(null) : null;
        }

        return _colored > 0 ? Colored(palette) : Indexed(palette);
    }

    private Finding Gray() => _grayAsRgb > 0
        ? new Finding(
            FindingCause.GrayAsRgb,
            "Predictions are gray masks stored as colour images.",
            $"{FindingNumbers.Count(_grayAsRgb)} of {FindingNumbers.Count(_files)} predictions have three channels or more, all equal in every pixel.",
            $"Save one channel: in NumPy mask[..., 0]; or {Advice.ReadGray}.")
        {
            Advice = [Advice.ReadGray],
        }
        : new Finding(
            FindingCause.FewBits,
            "Predictions are shades of gray stored with few bits, which image libraries show stretched to 0..255.",
            $"{FindingNumbers.Count(_fewBits)} of {FindingNumbers.Count(_files)} predictions have 1, 2 or 4 bits a sample.",
            $"Save 8 bits a sample; or {Advice.ReadGray}.")
        {
            Advice = [Advice.ReadGray],
        };

    private Finding Indexed(KnownPalette palette) => new(
        FindingCause.PaletteOrder,
        "Predictions are palette files that give classes by their colours, not by their indices.",
        $"{FindingNumbers.Count(_indexed)} of {FindingNumbers.Count(_files)} predictions have palettes of their own ({_firstColored} is the first); the colours of {FindingNumbers.Share(Known(palette), _pixels)} of their pixels are colours of {palette.Description}, at other indices.",
        palette.Kind == PaletteKind.Own ? $"Save class numbers as indices; or {Advice.ReadPalette}." : "Save class numbers as indices.")
    {
        Advice = palette.Kind == PaletteKind.Own && Known(palette) == _pixels ? [Advice.ReadPalette] : [],
    };

    private Finding Colored(KnownPalette? palette)
    {
        long known = palette is null ? 0 : Known(palette);
        string evidence = $"{FindingNumbers.Count(_colored + _indexed)} of {FindingNumbers.Count(_files)} predictions are colour images ({_firstColored} is the first)"
            + (palette is null ? "." : $"; {FindingNumbers.Share(known, _pixels)} of their pixels have colours of {palette.Description}.");
        if (known < _pixels)
        {
            IEnumerable<string> others = _pixelsOf.Where(color => palette?.Colors.TryGet(color.Key, out _) != true)
                .OrderByDescending(color => color.Value).ThenBy(color => color.Key).Take(5)
                .Select(color => Invariant($"#{color.Key:x6} ({color.Value:N0})"));
            evidence += $" {FindingNumbers.Count(_pixels - known)} pixels have other colours: {string.Join(", ", others)}.";
        }

        if (_transparent > 0)
        {
            evidence += $" {FindingNumbers.Count(_transparent)} of them are partly transparent.";
        }

        bool option = palette is { Kind: PaletteKind.Own } && known == _pixels && _transparent == 0;
        return new Finding(
            FindingCause.ColoredMasks,
            palette is null ? "Predictions are colour images, in colours of no palette that we know." : $"Predictions are drawn in colours: {palette.Description}.",
            evidence,
            option ? $"Save the class numbers instead of the drawing, or {Advice.ReadPalette}."
                : "Save the class numbers instead of the drawing, as PNG (JPEG and smooth resizing change colours).")
        {
            Advice = option ? [Advice.ReadPalette] : [],
        };
    }

    private long Known(KnownPalette palette) => _pixelsOf.Sum(color => palette.Colors.TryGet(color.Key, out _) ? color.Value : 0);
}
