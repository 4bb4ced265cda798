using Ade20kEval.Files;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Text;
using SkiaSharp;

namespace Ade20kEval.Figures;

/// <summary>The font of a figure, found before anything is drawn, because without one the drawing library leaves all words out and says nothing.</summary>
internal sealed class FigureFont
{
    // The largest that are common hold all of Chinese, Japanese and Korean in several weights.
    private const long LongestFile = 256L << 20;

    // Sans serif, upright; narrow and common ones first. Each with its bold sister's file.
    private static readonly (string Regular, string Bold)[] s_preferred =
    [
        ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
        ("arial.ttf", "arialbd.ttf"),
        ("Arial.ttf", "Arial Bold.ttf"),
        ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
        ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
        ("OpenSans-Regular.ttf", "OpenSans-Bold.ttf"),
    ];

    private readonly IReadOnlyList<string> _others;
    private readonly Dictionary<string, SKTypeface> _fallbacks = [];

    private FigureFont(SKTypeface regular, SKTypeface bold, string source, IReadOnlyList<string> others)
    {
        Regular = regular;
        Bold = bold;
        Source = source;
        _others = others;
    }

    /// <summary>The file that the font was read from.</summary>
    public string Source { get; }

    /// <summary>The folders in which this system keeps fonts.</summary>
    public static IReadOnlyList<string> SystemFolders
    {
        get
        {
            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            return OperatingSystem.IsWindows() ? [Environment.GetFolderPath(Environment.SpecialFolder.Fonts), Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "Microsoft", "Windows", "Fonts")]
                : OperatingSystem.IsMacOS() ? ["/System/Library/Fonts", "/Library/Fonts", Path.Combine(home, "Library", "Fonts")]
                : ["/usr/share/fonts", "/usr/local/share/fonts", Path.Combine(home, ".local", "share", "fonts"), Path.Combine(home, ".fonts")];
        }
    }

    internal SKTypeface Regular { get; }

    internal SKTypeface Bold { get; }

    /// <summary>The first usable font of some folders: a common sans serif one, or else any that has the letters of English.</summary>
    /// <param name="folders">Where to look, in all folders below, too; those that do not exist hold none.</param>
    /// <exception cref="OutputException">There is none, or the drawing library is missing.</exception>
    public static FigureFont Find(IReadOnlyList<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        string[] files = [.. folders.Where(Directory.Exists).SelectMany(FontFiles)];
        foreach ((string regular, string bold) in s_preferred)
        {
            if (FileOf(files, regular) is string file && Load(file) is SKTypeface typeface)
            {
                return new FigureFont(typeface, FileOf(files, bold) is string heavy && Load(heavy) is SKTypeface sister ? sister : typeface, file, files);
            }
        }

        foreach (string file in files)
        {
            if (Load(file) is SKTypeface typeface && HasEnglish(typeface))
            {
                return new FigureFont(typeface, typeface, file, files);
            }
        }

        throw new OutputException($"No font was found in {string.Join(", ", folders)}, so a PNG or PDF would have no words. Install one (Debian, Ubuntu: fonts-dejavu-core; Fedora: dejavu-sans-fonts), or {Advice.FontFile}.");
    }

    /// <summary>The font of one file.</summary>
    /// <param name="path">A TrueType or OpenType file.</param>
    /// <exception cref="InputException">There is no such file, it is not a font, or it lacks the letters of English.</exception>
    /// <exception cref="OutputException">The drawing library is missing.</exception>
    public static FigureFont FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new InputException($"{path}: there is no such file. Expected a TrueType or OpenType font (.ttf, .otf, .ttc).");
        }

        ReadOnlyMemory<byte> bytes = InputFile.ReadAll(path, LongestFile);
        using SKData file = Loaded(() => SKData.CreateCopy(bytes.Span))!;
        SKTypeface typeface = Loaded(() => SKTypeface.FromData(file)) ?? throw new InputException($"{path}: is not a font that can be read. Expected a TrueType or OpenType font (.ttf, .otf, .ttc).");
        if (FontTables.EndBeyond(bytes.Span))
        {
            throw new InputException($"{path}: has tables beyond its end. Is it cut short? Copy it again.");   // the drawing library takes it, and leaves letters out
        }

        return HasEnglish(typeface) ? new FigureFont(typeface, typeface, path, [])
            : throw new InputException($"{path}: the font has no letters A to Z, a to z or no digits. Expected a font for words, not one of symbols.");
    }

    /// <summary>The face for some words: the font's own, or the first one on this machine that has their characters.</summary>
    /// <exception cref="OutputException">None has them; boxes instead of letters are not drawn.</exception>
    internal SKTypeface For(string text, bool bold)
    {
        SKTypeface own = bold ? Bold : Regular;
        if (own.ContainsGlyphs(text))
        {
            return own;
        }

        if (_fallbacks.Values.FirstOrDefault(face => face.ContainsGlyphs(text)) is SKTypeface known)
        {
            return known;
        }

        foreach (string file in _others.Where(file => !_fallbacks.ContainsKey(file)))
        {
            if (Load(file) is SKTypeface other && other.ContainsGlyphs(text))
            {
                _fallbacks.Add(file, other);
                return other;
            }
        }

        string lacking = text.EnumerateRunes().Select(rune => rune.ToString()).First(letter => !own.ContainsGlyphs(letter));
        throw new OutputException($"{Source}: the font lacks '{lacking}' (U+{char.ConvertToUtf32(lacking, 0):X4}) of '{SafeText.Line(text)}', and no other font here has all of it. Install one that does (Debian: fonts-noto-cjk for Chinese, Japanese, Korean), or {Advice.FontFile}.");
    }

    private static IEnumerable<string> FontFiles(string folder) =>
        Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
            .Where(file => Path.GetExtension(file).ToUpperInvariant() is ".TTF" or ".OTF" or ".TTC")
            .Order(StringComparer.Ordinal);

    private static string? FileOf(string[] files, string name) => files.FirstOrDefault(file => Path.GetFileName(file) == name);

    private static bool HasEnglish(SKTypeface typeface) => typeface.ContainsGlyphs("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,%");

    private static SKTypeface? Load(string file) => Loaded(() => SKTypeface.FromFile(file));

    private static T? Loaded<T>(Func<T?> load)
        where T : class
    {
        try
        {
            return load();
        }
        catch (Exception failure) when (failure is DllNotFoundException or TypeInitializationException { InnerException: DllNotFoundException })
        {
            string library = OperatingSystem.IsWindows() ? "libSkiaSharp.dll" : OperatingSystem.IsMacOS() ? "libSkiaSharp.dylib" : "libSkiaSharp.so";
            throw new OutputException($"{Path.Combine(AppContext.BaseDirectory, library)}: the library that draws PNG and PDF is missing there. Put it beside the program (it comes with the download and the build), or ask for SVG, which needs none.", failure);
        }
    }
}
