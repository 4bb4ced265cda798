using System.Globalization;
using Ade20kEval.Datasets.Presets;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Sources;
using Ade20kEval.Text;

namespace Ade20kEval.Boards;

/// <summary>Which images a submission must have, and how large: out of a ground truth, or of a list that gives no label away.</summary>
internal sealed class ExpectedImages : IDisposable
{
    private const int LongestName = 255;
    private const int MostNames = 100_000;

    private readonly Dictionary<string, (int Width, int Height)> _listed = new(StringComparer.Ordinal);
    private readonly MaskReader? _reader;
    private readonly LabelMap _map = new();

    private ExpectedImages(MaskSource source, MaskReader? reader)
    {
        Source = source;
        _reader = reader;
    }

    /// <summary>Whether sizes are known; else they cannot be looked at.</summary>
    public bool HasSizes { get; private init; }

    /// <summary>Their names, as masks to pair with.</summary>
    public MaskSource Source { get; }

    /// <summary>The images of a ground truth.</summary>
    /// <param name="path">A folder, an archive or one mask.</param>
    /// <param name="reading">How its masks are read.</param>
    /// <exception cref="InputException">It cannot be opened.</exception>
    public static ExpectedImages OfGroundTruth(string path, MaskReaderOptions reading)
    {
        MaskSource source = MaskSource.Open(path);
        if (source.Entries.Count > 0)
        {
            return new ExpectedImages(source, source.CreateReader(reading)) { HasSizes = true };
        }

        source.Dispose();
        throw new InputException($"{path}: holds no mask, so that nobody knows which images there must be. {source.WhyEmpty}");
    }

    /// <summary>The images of a list: a name a line, with or without the ending of an image or mask, and where known width and height behind commas. A header is known by its first word, name.</summary>
    /// <exception cref="InputException">The file cannot be read, or a line is not as said.</exception>
    public static ExpectedImages OfList(string file)
    {
        IReadOnlyList<string[]> lines = CsvText.Read(file, InputFile.ReadAll(file, 64 << 20).Span, 1 + MostNames);
        string[][] images = [.. lines.Skip(lines.Count > 0 && lines[0][0] == "name" ? 1 : 0)];
        string[] stems = [.. images.Select(line => MaskFileNames.ImageStem(line[0].Trim()))];
        ExpectedImages expected = new(MaskSource.FromMaps(file, stems, static (_, _) => { }), null) { HasSizes = images.Any(line => line.Length >= 3) };
        for (int i = 0; i < images.Length; i++)
        {
            if (stems[i].Length is 0 or > LongestName)
            {
                throw new InputException(Invariant($"{file}: names an image '{Excerpt.Of(stems[i])}', {stems[i].Length:N0} characters; expected 1 to {LongestName}."));
            }

            if (images[i].Length >= 3)
            {
                expected._listed[stems[i]] = int.TryParse(images[i][1], NumberStyles.None, CultureInfo.InvariantCulture, out int width) && int.TryParse(images[i][2], NumberStyles.None, CultureInfo.InvariantCulture, out int height)
                    ? (width, height)
                    : throw new InputException($"{file}: {Excerpt.Of(images[i][0])}: size is '{Excerpt.Of(images[i][1])},{Excerpt.Of(images[i][2])}'; expected width and height in pixels.");
            }
        }

        return expected;
    }

    /// <summary>The 2,000 images of ADE20K's validation set.</summary>
    public static ExpectedImages OfAde20kValidation()
    {
        ExpectedImages expected = new(MaskSource.FromMaps(Ade20kValidation.ListName, Enumerable.Range(0, Ade20kValidation.Count).Select(Ade20kValidation.NameOf), static (_, _) => { }), null) { HasSizes = true };
        for (int i = 0; i < Ade20kValidation.Count; i++)
        {
            expected._listed.Add(Ade20kValidation.NameOf(i), Ade20kValidation.SizeOf(i));
        }

        return expected;
    }

    /// <summary>The size of an image; <see langword="null"/> where nobody knows.</summary>
    /// <exception cref="InputException">The ground truth cannot be read.</exception>
    public (int Width, int Height)? SizeOf(FileEntry image)
    {
        if (_reader is null)
        {
            return _listed.TryGetValue(image.Stem, out (int, int) listed) ? listed : null;
        }

        if (_reader.SizeInHeader(image) is { } size)
        {
            return size;
        }

        _reader.Read(image, _map);
        return (_map.Width, _map.Height);
    }

    /// <summary>Closes the ground truth.</summary>
    public void Dispose()
    {
        _reader?.Dispose();
        Source.Dispose();
    }
}
