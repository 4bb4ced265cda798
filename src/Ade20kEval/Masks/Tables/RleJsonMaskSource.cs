using Ade20kEval.Files;
using Ade20kEval.Masks.Decoding;
using Ade20kEval.Sources;
using Ade20kEval.Text;

namespace Ade20kEval.Masks.Tables;

/// <summary>Semantic predictions as COCO-style run lengths in one JSON file.</summary>
/// <remarks>
/// A list of segments <c>{"file_name" or "image_id", "category_id", "segmentation": {"size": [height, width], "counts": text or numbers}}</c>,
/// as detectron2's SemSegEvaluator writes it, or an object that holds the list as <c>annotations</c> and may name the images in <c>images</c>.
/// An image that is listed there and has no segments is a mask of which nothing is covered.
/// The category id is the raw value. The file is held in memory; the segments of an image are decoded when it is read.
/// </remarks>
internal sealed class RleJsonMaskSource : MaskSource
{
    private readonly byte[] _json;
    private readonly List<List<(int Start, int Length)>> _segments = [];
    private readonly List<(int Width, int Height)?> _sizes = [];

    public RleJsonMaskSource(string path, MaskSourceOptions options)
        : base(path)
    {
        ReadBuffer file = new();
        InputFile.ReadAll(path, file, minimumBytes: 2, options.MaxTableBytes);
        _json = file.Array;
        RleJsonIndex index = RleJsonIndex.Of(file.Span, path, new TableLimits(path, options.Archive.MaxEntries));
        List<FileEntry> entries = new(index.Images.Count);
        foreach ((string image, List<(int Start, int Length)> segments) in index.Images)
        {
            string relative = image.Replace('\\', '/').TrimStart('/');
            entries.Add(new FileEntry(relative, MaskFileNames.ImageStem(relative), segments.Sum(static segment => (long)segment.Length))
            {
                FullName = Invariant($"{path}: image '{Excerpt.Of(image)}'"),
                Index = _segments.Count,
            });
            _segments.Add(segments);
            _sizes.Add(index.SizeOf(image));
        }

        Entries = [.. entries.OrderBy(static entry => entry.RelativePath, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    internal override string WhyEmpty => "Its list of annotations is empty, and so is that of images; expected segments.";

    /// <inheritdoc/>
    internal override MaskReader CreateReader(MaskReaderOptions? options, DecodingBuffers? buffers) => new RleJsonMaskReader(this, options ?? new MaskReaderOptions());

    /// <summary>The segments of an image as JSON objects, one after the other, in the order of the file.</summary>
    public void Load(FileEntry entry, ReadBuffer into)
    {
        Span<byte> target = into.Resize((int)entry.LengthBytes);
        foreach ((int start, int length) in _segments[entry.Index])
        {
            _json.AsSpan(start, length).CopyTo(target);
            target = target[length..];
        }
    }

    /// <summary>The size of an image by the file's list of images; <see langword="null"/> where it says none.</summary>
    public (int Width, int Height)? ListedSize(FileEntry entry) => _sizes[entry.Index];

    /// <summary>The lengths of an image's segments, in the order of the file.</summary>
    public IEnumerable<int> SegmentLengths(FileEntry entry) => _segments[entry.Index].Select(static segment => segment.Length);
}
