using Ade20kEval.Files;
using Ade20kEval.Formats.Archives;

namespace Ade20kEval.Sources;

/// <summary>The files in a zip archive, read in place by any number of workers.</summary>
internal sealed class ZipFileSet : FileSet
{
    private readonly FilePositionedBytes _zip;
    private readonly IReadOnlyList<ZipEntry> _files;

    public ZipFileSet(string path, FileSetOptions options)
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

        EntryListing listing = new(path, options.Kind);
        for (int i = 0; i < _files.Count; i++)
        {
            listing.Add(new ListedFile(_files[i].Name, _files[i].UnpackedBytes) { Index = i });
        }

        Entries = listing.Files();
        OtherFiles = listing.OtherFiles();
        Notes = listing.Notes();
    }

    private protected override void Load(FileEntry entry, string name, ReadBuffer into, ReadBuffer packed) =>
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
