using Ade20kEval.Files;
using Ade20kEval.Formats.Archives;

namespace Ade20kEval.Sources;

/// <summary>The files in a tar archive, read in place by any number of workers; one packed by gzip is unpacked into memory first.</summary>
internal sealed class TarFileSet : FileSet
{
    private readonly PositionedBytes _tar;
    private readonly IReadOnlyList<TarEntry> _files;

    public TarFileSet(string path, bool isGzip, FileSetOptions options)
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

        EntryListing listing = new(path, options.Kind);
        for (int i = 0; i < _files.Count; i++)
        {
            listing.Add(new ListedFile(_files[i].Name, _files[i].LengthBytes) { Index = i });
        }

        Entries = listing.Files();
        OtherFiles = listing.OtherFiles();
        Notes = listing.Notes();
    }

    private protected override void Load(FileEntry entry, string name, ReadBuffer into, ReadBuffer packed)
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
