using Ade20kEval.Files;
using Ade20kEval.Formats.Archives;

namespace Ade20kEval.Masks;

/// <summary>The mask files in a zip archive, read in place by any number of readers.</summary>
internal sealed class ZipMaskSource : FileMaskSource
{
    private readonly FilePositionedBytes _zip;
    private readonly IReadOnlyList<ZipEntry> _files;

    public ZipMaskSource(string path, MaskSourceOptions options)
        : base(path, options)
    {
        _zip = new FilePositionedBytes(path);
        try
        {
            _files = ZipDirectory.Read(_zip, options.Archive, options.MaxFileBytes);
        }
        catch
        {
            _zip.Dispose();
            throw;
        }

        EntryListing listing = new(path);
        for (int i = 0; i < _files.Count; i++)
        {
            listing.Add(_files[i].Name, _files[i].UnpackedBytes, i);
        }

        Entries = listing.Masks();
        OtherFiles = listing.OtherFiles();
        Notes = listing.Notes();
    }

    /// <inheritdoc/>
    public override void Load(MaskEntry entry, string name, ReadBuffer into, ReadBuffer packed) =>
        ZipFileReader.Read(_zip, _files[entry.Index], into, packed, name);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _zip.Dispose();
        }

        base.Dispose(disposing);
    }
}
