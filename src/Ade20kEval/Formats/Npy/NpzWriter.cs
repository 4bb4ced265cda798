using System.IO.Compression;

namespace Ade20kEval.Formats.Npy;

/// <summary>Writes .npz archives, as <c>numpy.savez_compressed</c> would; the same arrays give the same bytes.</summary>
internal static class NpzWriter
{
    // The earliest time that a zip archive knows: when it was written is nobody's business.
    private static readonly DateTimeOffset s_noTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes arrays under their names.</summary>
    /// <param name="stream">Where to; it stays open.</param>
    /// <param name="arrays">Each array's name and its .npy file.</param>
    public static void Write(Stream stream, params IReadOnlyList<(string Name, byte[] Npy)> arrays)
    {
        using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach ((string name, byte[] npy) in arrays)
        {
            ZipArchiveEntry entry = archive.CreateEntry($"{name}.npy", CompressionLevel.Fastest);
            entry.LastWriteTime = s_noTime;
            using Stream into = entry.Open();
            into.Write(npy);
        }
    }
}
