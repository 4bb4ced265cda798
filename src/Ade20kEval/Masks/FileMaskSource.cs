using Ade20kEval.Masks.Decoding;
using Ade20kEval.Sources;

namespace Ade20kEval.Masks;

/// <summary>A source whose masks are files of their own: in a folder, in an archive, or alone.</summary>
internal sealed class FileMaskSource : MaskSource
{
    private readonly FileSet _files;

    /// <summary>Takes over a set of files, which is disposed of with the source.</summary>
    public FileMaskSource(FileSet files)
        : base(files.Path)
    {
        _files = files;
        Entries = files.Entries;
        OtherFiles = files.OtherFiles;
        Notes = files.Notes;
        IsSingleMask = files.IsSingleFile;
    }

    /// <inheritdoc/>
    internal override MaskReader CreateReader(MaskReaderOptions? options, DecodingBuffers? buffers) =>
        new FileMaskReader(_files, options ?? new MaskReaderOptions(), buffers);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _files.Dispose();
        }

        base.Dispose(disposing);
    }
}
