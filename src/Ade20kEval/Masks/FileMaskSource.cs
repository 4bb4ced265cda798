using Ade20kEval.Masks.Decoding;
using Ade20kEval.Sources;

namespace Ade20kEval.Masks;

/// <summary>A source whose masks are files of their own: in a folder, in an archive, or alone.</summary>
internal sealed class FileMaskSource : MaskSource
{
    private readonly FileSet _files;
    private readonly IReadOnlyList<MaskImageFormat> _formats;

    /// <summary>Takes over a set of files, which is disposed of with the source.</summary>
    /// <param name="files">The files.</param>
    /// <param name="formats">Formats beside PNG and NumPy's.</param>
    public FileMaskSource(FileSet files, IReadOnlyList<MaskImageFormat> formats)
        : base(files.Path)
    {
        _files = files;
        _formats = formats;
        Entries = files.Entries;
        OtherFiles = files.OtherFiles;
        Notes = files.Notes;
        IsSingleMask = files.IsSingleFile;
    }

    /// <inheritdoc/>
    internal override string WhyEmpty
    {
        get
        {
            FileKind kind = _files.Options.Kind;
            string expected = $"Expected {string.Join(", ", kind.Extensions.SkipLast(1))} or {kind.Extensions[^1]} files.";
            string others = OtherFiles.Count == 0
                ? "It holds no files at all."
                : Invariant($"It holds other files ({OtherFiles.Count:N0}), such as '{OtherFiles[0]}'.");
            return OtherFiles.Count > 0 && kind.WhyRefused(OtherFiles[0]) is string reason ? $"{expected} {others} {reason}" : $"{expected} {others}";
        }
    }

    /// <inheritdoc/>
    internal override string? WhyRefused(string name) => _files.Options.Kind.WhyRefused(name);

    /// <inheritdoc/>
    internal override MaskReader CreateReader(MaskReaderOptions? options, DecodingBuffers? buffers) =>
        new FileMaskReader(_files, options ?? new MaskReaderOptions(), buffers, _formats);

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
