using System.Globalization;
using System.Text.Json;
using Ade20kEval.Files;
using Ade20kEval.Formats.Png;
using Ade20kEval.Formats.Rle;
using Ade20kEval.Masks.Decoding;
using Ade20kEval.Sources;

namespace Ade20kEval.Masks.Tables;

/// <summary>Decodes the images of a JSON file of COCO-style run lengths.</summary>
internal sealed class RleJsonMaskReader : MaskReader
{
    private readonly RleJsonMaskSource _source;
    private readonly ushort _uncovered;
    private readonly ReadBuffer _bytes = new();
    private readonly ReadBuffer _counts = new();
    private readonly List<long> _runs = [];
    private readonly SegmentCanvas _canvas = new();
    private readonly PngLimits _limits = new();
    private long _uncoveredPixels;

    public RleJsonMaskReader(RleJsonMaskSource source, MaskReaderOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.UncoveredValue);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.UncoveredValue, ushort.MaxValue);
        _source = source;
        _uncovered = (ushort)options.UncoveredValue;
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> FileBytes => _bytes.Span;

    /// <inheritdoc/>
    internal override long UncoveredPixels => _uncoveredPixels;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> ReadBytes(FileEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _source.Load(entry, _bytes);
        return _bytes.Memory;
    }

    /// <inheritdoc/>
    public override void Read(FileEntry entry, LabelMap into, (int Width, int Height)? groundTruthSize = null)
    {
        ArgumentNullException.ThrowIfNull(into);
        ReadOnlySpan<byte> json = ReadBytes(entry).Span;
        (int Width, int Height) size = default;
        int segment = 0;
        foreach (int length in _source.SegmentLengths(entry))
        {
            segment++;
            ReadOnlySpan<byte> text = json[..length];
            json = json[length..];
            (int Width, int Height) own = SizeOf(text, entry, segment);
            if (segment == 1)
            {
                size = own;
                _canvas.Begin(own.Width, own.Height);
            }
            else if (own != size)
            {
                throw Error(entry, segment, $"has the size {own.Height} x {own.Width} (height x width), other segments of this image {size.Height} x {size.Width}");
            }

            _canvas.Add(_runs, ReadSegment(text, entry, segment, (long)own.Width * own.Height));
        }

        if (segment == 0)
        {
            size = _source.ListedSize(entry) ?? groundTruthSize
                ?? throw new InputException($"{entry.FullName}: has no segment and no size; expected width and height in 'images', or the size of a ground truth that is not itself such a table.");
            _canvas.Begin(size.Width, size.Height);
            CheckLimits(size, limit => new InputException($"{entry.FullName}: {limit}."));
        }

        _uncoveredPixels = _canvas.Paint(into, _uncovered, entry.FullName);
    }

    /// <summary>Fills <see cref="_runs"/> and returns the category.</summary>
    private ushort ReadSegment(ReadOnlySpan<byte> text, FileEntry entry, int segment, long pixels)
    {
        int? category = null;
        bool hasCounts = false;
        Utf8JsonReader reader = new(text);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isCategory = reader.ValueTextEquals("category_id"u8);
            bool isShape = reader.ValueTextEquals("segmentation"u8);
            reader.Read();
            if (isCategory)
            {
                category = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int number) && number is >= 0 and <= ushort.MaxValue
                    ? number
                    : throw Error(entry, segment, $"has the category_id {Shown(ref reader)}; expected a whole number of 0 to 65535");
            }
            else if (isShape)
            {
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    bool isCounts = reader.ValueTextEquals("counts"u8);
                    reader.Read();
                    if (isCounts)
                    {
                        hasCounts = true;
                        ReadCounts(ref reader, entry, segment, pixels);
                    }
                    else
                    {
                        reader.Skip();
                    }
                }
            }
            else
            {
                reader.Skip();
            }
        }

        return hasCounts && category is int value
            ? (ushort)value
            : throw Error(entry, segment, $"has no {(hasCounts ? "category_id" : "counts in its segmentation")}");
    }

    private void ReadCounts(ref Utf8JsonReader reader, FileEntry entry, int segment, long pixels)
    {
        string? problem;
        if (reader.TokenType == JsonTokenType.String)
        {
            Span<byte> packed = _counts.Resize(reader.ValueSpan.Length);   // undoing escapes only shortens
            try
            {
                packed = packed[..reader.CopyString(packed)];
            }
            catch (InvalidOperationException)
            {
                throw Error(entry, segment, $"is malformed: its counts are not valid Unicode");
            }

            problem = CocoRunLengths.Unpack(packed, pixels, _runs);
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            _runs.Clear();
            long sum = 0;
            problem = null;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                problem ??= reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int run)
                    ? CocoRunLengths.Add(run, pixels, _runs, ref sum)
                    : $"its counts hold {Shown(ref reader)}; expected whole numbers";
                if (problem is not null)
                {
                    throw Error(entry, segment, $"is malformed: {problem}");
                }
            }

            problem = CocoRunLengths.End(pixels, sum);
        }
        else
        {
            problem = "its counts are neither text nor a list of numbers";
        }

        if (problem is not null)
        {
            throw Error(entry, segment, $"is malformed: {problem}");
        }
    }

    /// <summary>The size alone, which may stand after the counts that it is needed for.</summary>
    private (int Width, int Height) SizeOf(ReadOnlySpan<byte> text, FileEntry entry, int segment)
    {
        Utf8JsonReader reader = new(text);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isShape = reader.ValueTextEquals("segmentation"u8);
            reader.Read();
            if (!isShape)
            {
                reader.Skip();
                continue;
            }

            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw Error(entry, segment, $"has a segmentation that is {(reader.TokenType == JsonTokenType.StartArray ? "a list (polygons are not read)" : Shown(ref reader))}; expected run lengths {{\"size\", \"counts\"}}");
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isSize = reader.ValueTextEquals("size"u8);
                reader.Read();
                if (!isSize)
                {
                    reader.Skip();
                    continue;
                }

                if (reader.TokenType == JsonTokenType.StartArray
                    && reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int height) && height > 0
                    && reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int width) && width > 0
                    && reader.Read() && reader.TokenType == JsonTokenType.EndArray)
                {
                    CheckLimits((width, height), limit => Error(entry, segment, $"{limit}"));
                    return (width, height);
                }

                throw Error(entry, segment, $"has no valid size; expected [height, width]");
            }
        }

        throw Error(entry, segment, $"has no size; expected \"segmentation\": {{\"size\": [height, width], …}}");
    }

    private void CheckLimits((int Width, int Height) size, Func<string, InputException> error)
    {
        if (size.Height > _limits.MaxSidePixels || size.Width > _limits.MaxSidePixels || (long)size.Width * size.Height > _limits.MaxPixels)
        {
            throw error(Invariant($"has the size {size.Height} x {size.Width}; expected at most {_limits.MaxSidePixels} a side and {_limits.MaxPixels:N0} pixels"));
        }
    }

    private static string Shown(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => System.Text.Encoding.ASCII.GetString(reader.ValueSpan[..Math.Min(40, reader.ValueSpan.Length)]),
        JsonTokenType.String => "text",
        JsonTokenType.Null => "null",
        _ => reader.TokenType.ToString(),
    };

    private static InputException Error(FileEntry entry, int segment, FormattableString what) =>
        new(Invariant($"{entry.FullName}: its segment {segment} {what.ToString(CultureInfo.InvariantCulture)}."));
}
