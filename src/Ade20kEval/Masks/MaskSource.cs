using Ade20kEval.Files;
using Ade20kEval.Masks.Decoding;
using Ade20kEval.Masks.Tables;
using Ade20kEval.Sources;

namespace Ade20kEval.Masks;

/// <summary>Where masks come from: a folder, a <c>.zip</c>, <c>.tar</c> or <c>.tar.gz</c>, one mask file, or a table of run lengths (<c>.json</c>, <c>.csv</c>).</summary>
/// <remarks>
/// Opening lists the masks and reads none of them; archives are never unpacked to disk. Immutable once open:
/// any number of readers, one for each worker, work on one source at the same time. Dispose it after its readers.
/// </remarks>
public abstract class MaskSource : IDisposable
{
    private protected MaskSource(string path)
    {
        Path = path;
        Name = MaskFileNames.SourceName(path);
    }

    /// <summary>The path as the user gave it.</summary>
    public string Path { get; }

    /// <summary>The last part of the path, without the extension of an archive, table or mask.</summary>
    public string Name { get; }

    /// <summary>The masks, sorted by relative path, ordinal. Files that are no masks are left out.</summary>
    public IReadOnlyList<FileEntry> Entries { get; private protected init; } = [];

    /// <summary>What was left out or looks unusual, a sentence each: junk skipped, everything inside one folder.</summary>
    public IReadOnlyList<string> Notes { get; private protected init; } = [];

    /// <summary>That one of <see cref="Notes"/> which is nothing to beware of where names pair: everything is inside one folder. <see langword="null"/> where it is not.</summary>
    internal string? EnclosingFolderNote => EntryListing.EnclosingFolderNote(Path, Entries) is string note && Notes.Contains(note) ? note : null;

    /// <summary>Relative paths of files that are neither masks nor junk, sorted: a photograph, a log. They help to explain why a mask is missing.</summary>
    public IReadOnlyList<string> OtherFiles { get; private protected init; } = [];

    /// <summary>Whether this is one mask that the user named, and not a collection that happens to hold one: it pairs with any name.</summary>
    public bool IsSingleMask { get; private protected init; }

    /// <summary>What was expected, and what there is instead, where there is no mask: sentences that end a message.</summary>
    internal virtual string WhyEmpty => "It holds none.";

    /// <summary>Why a file of this name is no mask, a sentence; <see langword="null"/> where there is nothing to say.</summary>
    internal virtual string? WhyRefused(string name) => null;

    /// <summary>Opens what a path names.</summary>
    /// <param name="path">A folder, an archive, a mask file or a table.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <exception cref="InputException">There is nothing at the path, it is of no known kind, or the archive or table is refused.</exception>
    public static MaskSource Open(string path, MaskSourceOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new MaskSourceOptions();
        if (!Directory.Exists(path))
        {
            if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            {
                return new RleJsonMaskSource(path, options);
            }

            if (path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            {
                return CsvMaskSource.Open(path, options);
            }
        }

        return new FileMaskSource(FileSet.Open(path, options.ForFiles()), options.Formats);
    }

    /// <summary>Masks that are no files: out of memory, a data loader, a store of one's own.</summary>
    /// <param name="name">What to call the set.</param>
    /// <param name="names">The names of the masks, by which they pair; each once.</param>
    /// <param name="fill">
    /// Makes the mask of a name in the map that it gets: <see cref="LabelMap.Fill{T}"/>, or <see cref="LabelMap.ResizeNarrow"/> and
    /// <see cref="LabelMap.ResizeWide"/>. Called when a mask is wanted, by several threads at once.
    /// </param>
    /// <exception cref="InputException">A name occurs twice.</exception>
    public static MaskSource FromMaps(string name, IEnumerable<string> names, Action<string, LabelMap> fill)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(fill);
        return new MemoryMaskSource(name, names, fill);
    }

    /// <summary>A reader of this source's masks, for one worker.</summary>
    /// <param name="options">How masks are decoded; null for raw values as they are.</param>
    public MaskReader CreateReader(MaskReaderOptions? options = null) => CreateReader(options, buffers: null);

    /// <summary>A reader of this source's masks, for one worker.</summary>
    /// <param name="options">How masks are decoded; null for raw values as they are.</param>
    /// <param name="buffers">Shared with other readers that the same worker uses in turn; null for buffers of its own.</param>
    internal abstract MaskReader CreateReader(MaskReaderOptions? options, DecodingBuffers? buffers);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the files.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
