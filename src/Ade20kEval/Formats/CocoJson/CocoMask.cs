using Ade20kEval.Formats.Rle;

namespace Ade20kEval.Formats.CocoJson;

/// <summary>Reads the mask of one record: polygons, compressed or plain run lengths. Kept from mask to mask; not thread-safe.</summary>
internal sealed class CocoMask
{
    private readonly PolygonRuns _polygons = new();
    private readonly MaskRuns _part = new();
    private readonly RunUnion _union = new();
    private double[] _corners = new double[64];
    private byte[] _text = new byte[256];

    /// <summary>Reads a mask.</summary>
    /// <param name="mask">The mask's text.</param>
    /// <param name="place">Where in the file it begins.</param>
    /// <param name="height">Rows of its image, for polygons; run lengths bring their own.</param>
    /// <param name="width">Columns of its image.</param>
    /// <param name="into">Takes the mask.</param>
    /// <exception cref="CocoJsonException">It is neither, or does not fit its image.</exception>
    public void Read(ReadOnlySpan<byte> mask, int place, int height, int width, MaskRuns into)
    {
        JsonScanner scanner = new(mask, place, place);
        try
        {
            if (scanner.Peek() == (byte)'[')
            {
                ReadPolygons(ref scanner, height, width, into);
            }
            else
            {
                ReadRuns(ref scanner, mask, into);
            }
        }
        catch (CocoJsonException failure)
        {
            throw new CocoJsonException(failure.Offset, failure.Message, $".segmentation{failure.Place}");
        }
    }

    private void ReadPolygons(ref JsonScanner scanner, int height, int width, MaskRuns into)
    {
        int start = scanner.At;
        if (height == 0 || width == 0)
        {
            throw new CocoJsonException(start, "is a list of polygons; expected that its image has width and height, which it has not");
        }

        scanner.Take((byte)'[', "a list of polygons");
        into.Clear(height, width);
        if (scanner.TryTake((byte)']'))
        {
            throw new CocoJsonException(start, "is an empty list; expected a polygon, or run lengths, which can be empty masks");
        }

        ReadOnlySpan<double> corners = ReadCorners(ref scanner, 0);
        Draw(corners, height, width, into, start);
        if (!scanner.TakeMore((byte)']'))
        {
            return;
        }

        _union.Clear();
        _union.Add(into);
        int parts = 1;
        do
        {
            Draw(ReadCorners(ref scanner, parts++), height, width, _part, start);
            _union.Add(_part);
        }
        while (scanner.TakeMore((byte)']'));
        into.Clear(height, width);
        _union.WriteTo(into);
    }

    private void Draw(ReadOnlySpan<double> corners, int height, int width, MaskRuns into, int start)
    {
        if (!_polygons.TryDraw(corners, height, width, into))
        {
            throw new CocoJsonException(start, Invariant($"a polygon crosses columns more than {PolygonRuns.MostCrossings:N0} times; expected an outline"));
        }
    }

    private ReadOnlySpan<double> ReadCorners(ref JsonScanner scanner, int part)
    {
        string Place() => Invariant($"[{part}]");
        scanner.Peek();
        int start = scanner.At;
        if (!scanner.TryTake((byte)'['))
        {
            throw scanner.Unexpected("a polygon, a list of x, y, x, y, ...: segmentation is a list of polygons", Place());
        }

        int count = 0;
        if (!scanner.TryTake((byte)']'))
        {
            do
            {
                // The last number of a list has no comma behind it, so that one is always left.
                int taken;
                do
                {
                    Reserve(count + 1);
                    taken = scanner.TakePlainNumbers(_corners.AsSpan(count));
                    count += taken;
                }
                while (taken > 0);
                Reserve(count + 1);
                _corners[count++] = scanner.TakeNumber();
            }
            while (scanner.TakeMore((byte)']'));
        }

        ReadOnlySpan<double> corners = _corners.AsSpan(0, count);
        foreach (double corner in corners)
        {
            if (Math.Abs(corner) > PolygonRuns.FarthestCoordinate)
            {
                throw new CocoJsonException(start, Invariant($"a coordinate is {corner}; expected one near the image"), Place());
            }
        }

        return count >= 6 && count % 2 == 0
            ? corners
            : throw new CocoJsonException(start, Invariant($"a polygon has {count:N0} numbers; expected x and y of at least three corners, an even number"), Place());
    }

    private void Reserve(int count)
    {
        if (count > _corners.Length)
        {
            Array.Resize(ref _corners, 2 * count);
        }
    }

    private void ReadRuns(ref JsonScanner scanner, ReadOnlySpan<byte> mask, MaskRuns into)
    {
        int start = scanner.At;
        int height = -1;
        int width = -1;
        int counts = -1;
        scanner.Take((byte)'{', "run lengths");
        if (!scanner.TryTake((byte)'}'))
        {
            do
            {
                ReadOnlySpan<byte> key = scanner.TakeKey();
                if (key.SequenceEqual("size"u8))
                {
                    (height, width) = ReadSize(ref scanner);
                }
                else if (key.SequenceEqual("counts"u8))
                {
                    scanner.Peek();
                    counts = scanner.At;
                    scanner.PassValue();
                }
                else
                {
                    scanner.PassValue();
                }
            }
            while (scanner.TakeMore((byte)'}'));
        }

        if (height < 0 || counts < 0)
        {
            throw new CocoJsonException(start, "run lengths have no size or no counts; expected {\"size\": [height, width], \"counts\": ...}");
        }

        JsonScanner runs = new(mask, counts, start);
        string? problem = runs.Peek() == (byte)'"' ? ReadText(ref runs, height, width, into) : ReadList(ref runs, height, width, into);
        if (problem is not null)
        {
            throw new CocoJsonException(counts, problem, ".counts");
        }
    }

    private static (int Height, int Width) ReadSize(ref JsonScanner scanner)
    {
        int start = scanner.At;
        scanner.Take((byte)'[', "[height, width]");
        long height = scanner.TakeInteger();
        scanner.Take((byte)',', "[height, width]");
        long width = scanner.TakeInteger();
        scanner.Take((byte)']', "[height, width]");
        return height > 0 && width > 0 && height <= CocoLimits.MostPixels && width <= CocoLimits.MostPixels && height * width <= CocoLimits.MostPixels
            ? ((int)height, (int)width)
            : throw new CocoJsonException(start, Invariant($"an image of {height:N0} x {width:N0} pixels; expected at least one pixel and at most {CocoLimits.MostPixels:N0}"), ".size");
    }

    private string? ReadText(ref JsonScanner scanner, int height, int width, MaskRuns into)
    {
        int start = scanner.At;
        ReadOnlySpan<byte> raw = scanner.TakeRawText("run lengths as text");
        int escape = raw.IndexOf((byte)'\\');
        if (escape < 0)
        {
            return PackedRuns.ReadText(raw, height, width, into);
        }

        if (_text.Length < raw.Length)
        {
            _text = new byte[2 * raw.Length];
        }

        return PackedRuns.ReadText(_text.AsSpan(0, Unescape(raw, escape, start)), height, width, into);
    }

    /// <summary>Undoes the escapes of a text; the one that run lengths need is <c>\\</c>, because the backslash is one of their digits.</summary>
    private int Unescape(ReadOnlySpan<byte> raw, int escape, int start)
    {
        int length = 0;
        while (escape >= 0)
        {
            raw[..escape].CopyTo(_text.AsSpan(length));
            length += escape;
            raw = raw[escape..];
            if (raw[1] == (byte)'\\' || raw[1] == (byte)'/')
            {
                _text[length++] = raw[1];
                raw = raw[2..];
            }
            else if (raw.StartsWith("\\u00"u8) && raw.Length >= 6 && System.Buffers.Text.Utf8Parser.TryParse(raw[4..6], out byte code, out int used, 'x') && used == 2)
            {
                _text[length++] = code;
                raw = raw[6..];
            }
            else
            {
                throw new CocoJsonException(start, "counts have an escape that is no digit of run lengths; expected characters from '0' to 'o'", ".counts");
            }

            escape = raw.IndexOf((byte)'\\');
        }

        raw.CopyTo(_text.AsSpan(length));
        return length + raw.Length;
    }

    private static string? ReadList(ref JsonScanner scanner, int height, int width, MaskRuns into)
    {
        scanner.Take((byte)'[', "run lengths as a text or a list of numbers");
        into.Clear(height, width);
        int position = 0;
        if (!scanner.TryTake((byte)']'))
        {
            int index = 0;
            do
            {
                if (PackedRuns.AddRun(scanner.TakeInteger(), index++, ref position, into) is string problem)
                {
                    return problem;
                }
            }
            while (scanner.TakeMore((byte)']'));
        }

        return CocoRunLengths.End(into.Pixels, position);
    }
}
