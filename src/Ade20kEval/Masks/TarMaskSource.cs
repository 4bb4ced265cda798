using Ade20kEval.Files;
using Ade20kEval.Formats.Archives;

namespace Ade20kEval.Masks;

/// <summary>The mask files in a tar archive, read in place by any number of readers; one packed by gzip is unpacked into memory first.</summary>
internal sealed class TarMaskSource : FileMaskSource
{
    private readonly PositionedBytes _tar;
    private readonly IReadOnlyList<TarEntry> _files;

    public TarMaskSource(string path, bool isGzip, MaskSourceOptions options)
        : base(path, options)
    {
        _tar = Open(path, isGzip, options.Archive);
        try
        {
            _files = TarIndex.Read(_tar, options.Archive, options.MaxFileBytes);
        }
        catch
        {
            _tar.Dispose();
            throw;
        }

        EntryListing listing = new(path);
        for (int i = 0; i < _files.Count; i++)
        {
            listing.Add(_files[i].Name, _files[i].LengthBytes, i);
        }

        Entries = listing.Masks();
        OtherFiles = listing.OtherFiles();
        Notes = listing.Notes();
    }

    /// <inheritdoc/>
    public override void Load(MaskEntry entry, string name, ReadBuffer into, ReadBuffer packed)
    {
        TarEntry file = _files[entry.Index];
        _tar.ReadExactly(file.DataOffset, into.Resize((int)file.LengthBytes));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _tar.Dispose();
        }

        base.Dispose(disposing);
    }

    private static PositionedBytes Open(string path, bool isGzip, ArchiveLimits limits)
    {
        FilePositionedBytes file = new(path);
        if (!isGzip)
        {
            return file;
        }

        using (file)
        {
            return GzipFile.Unpack(file, limits);
        }
    }
}
