using System.IO.Compression;
using System.Text;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
using Ade20kEval.Sources;

namespace Ade20kEval.Cli.Hosting;

/// <summary>The files of a bundle, and the zip that they become.</summary>
/// <remarks>Times in the zip are fixed, so that the same challenge gives the same bytes.</remarks>
internal sealed class BundleFiles
{
    private static readonly DateTimeOffset s_time = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly (byte R, byte G, byte B)[] s_stripes = [(31, 95, 139), (58, 134, 107), (196, 154, 52), (178, 74, 58)];

    private readonly List<(string Path, Action<Stream> Write)> _files = [];

    /// <summary>Adds a text file.</summary>
    public void Add(string path, string text) => Add(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Adds a file.</summary>
    public void Add(string path, byte[] bytes) => _files.Add((path, stream => stream.Write(bytes)));

    /// <summary>Adds a zip of other files.</summary>
    public void Add(string path, BundleFiles inner) => _files.Add((path, inner.WriteZip));

    /// <summary>Adds all files of another bundle.</summary>
    /// <param name="folder">Where to, with a slash at its end.</param>
    /// <param name="inner">The files.</param>
    public void AddAll(string folder, BundleFiles inner) => _files.AddRange(inner._files.Select(file => (folder + file.Path, file.Write)));

    /// <summary>Adds a zip of the masks of a source.</summary>
    public void AddMasks(string path, MaskSource masks) => _files.Add((path, stream => WriteMasks(masks, stream)));

    /// <summary>Adds a picture where platforms want one: stripes, for the organisers to replace.</summary>
    public void AddLogo(string path)
    {
        const int Side = 256;
        byte[] samples = new byte[Side * Side * 3];
        for (int i = 0; i < Side * Side; i++)
        {
            int stripe = i % Side * s_stripes.Length / Side;
            (samples[3 * i], samples[(3 * i) + 1], samples[(3 * i) + 2]) = s_stripes[stripe];
        }

        using MemoryStream png = new();
        PngWriter.WriteRgb8(png, samples, Side, Side);
        Add(path, png.ToArray());
    }

    /// <summary>Writes the zip.</summary>
    public void WriteZip(Stream stream)
    {
        using ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true) { Comment = OwnFile.Mark };
        foreach ((string path, Action<Stream> write) in _files)
        {
            ZipArchiveEntry entry = zip.CreateEntry(path);
            entry.LastWriteTime = s_time;
            using Stream content = entry.Open();
            write(content);
        }
    }

    private static void WriteMasks(MaskSource masks, Stream stream)
    {
        using ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        using MaskReader reader = masks.CreateReader();
        foreach (FileEntry mask in masks.Entries)
        {
            ReadOnlyMemory<byte> bytes = reader.ReadBytes(mask);
            ZipArchiveEntry entry = zip.CreateEntry(mask.RelativePath, CompressionLevel.NoCompression);   // masks are packed already
            entry.LastWriteTime = s_time;
            using Stream content = entry.Open();
            content.Write(bytes.Span);
        }
    }
}
