using Ade20kEval.Boundaries;
using Ade20kEval.Counting;
using Ade20kEval.Files;

namespace Ade20kEval.Panoptic;

/// <summary>Leaves of segments the bands along their outlines. Reuses its memory; one belongs to one worker.</summary>
/// <remarks>Source: bowenc0221/boundary-iou-api @37d2558, coco_panoptic_api/evaluation.py; bands as in <see cref="BoundaryMapper"/>.</remarks>
/// <param name="mapper">Shared with others that are used in turn.</param>
internal sealed class SegmentBands(BoundaryMapper mapper)
{
    /// <summary>The largest number that a colour can stand for.</summary>
    public const int LargestColor = (1 << ColorPairs.ColorBits) - 1;

    private ushort[] _codes = [];
    private ushort[] _bands = [];
    private ushort[] _grown = [];

    /// <summary>The number that the original paints interiors with: the one behind the largest category's.</summary>
    public static long InteriorId(IReadOnlyList<PanopticCategory> categories) => categories.Count == 0 ? 1 : categories.Max(static category => category.Id) + 1;

    /// <summary>Gives the interiors of listed segments another colour.</summary>
    /// <param name="picture">The segments; changed.</param>
    /// <param name="placeOf">The listed segments by colour.</param>
    /// <param name="count">How many there are; fewer than 65,535.</param>
    /// <param name="interior">The colour of interiors; a segment of that colour grows by the interiors of those before it.</param>
    /// <returns>How many pixels each band has.</returns>
    public long[] Draw(SegmentPicture picture, Dictionary<int, int> placeOf, int count, int interior)
    {
        int pixels = picture.Width * picture.Height;
        int dilation = BoundaryMapper.Dilation(picture.Width, picture.Height);
        Span<ushort> codes = Room(ref _codes, pixels);
        Span<ushort> bands = Room(ref _bands, pixels);
        Encode(picture, placeOf, codes);
        mapper.Outlines(codes, picture.Width, dilation, bands);
        long[] areas = new long[count];
        foreach (ushort band in bands)
        {
            if (band != 0)
            {
                areas[band - 1]++;
            }
        }

        if (placeOf.TryGetValue(interior, out int grown))
        {
            areas[grown] = AreaOfGrown(codes, bands, grown, picture.Width, dilation);
        }

        Paint(picture.Pixels, codes, bands, interior);
        return areas;
    }

    private static void Encode(SegmentPicture picture, Dictionary<int, int> placeOf, Span<ushort> codes)
    {
        ReadOnlySpan<byte> colors = picture.Pixels;
        int last = -1;
        ushort code = 0;
        for (int i = 0; i < codes.Length; i++)
        {
            int at = i * ColorPairs.PixelBytes;
            int color = colors[at] | (colors[at + 1] << 8) | (colors[at + 2] << 16);
            if (color != last)
            {
                last = color;
                code = placeOf.TryGetValue(color, out int place) ? (ushort)(place + 1) : (ushort)0;
            }

            codes[i] = code;
        }
    }

    /// <summary>The band of a segment and the interiors of all that stand before it.</summary>
    private long AreaOfGrown(ReadOnlySpan<ushort> codes, ReadOnlySpan<ushort> bands, int place, int width, int dilation)
    {
        ushort[] union = new ushort[codes.Length];
        for (int i = 0; i < union.Length; i++)
        {
            union[i] = codes[i] == place + 1 || (codes[i] != 0 && codes[i] <= place && bands[i] == 0) ? (ushort)1 : (ushort)0;
        }

        Span<ushort> outline = Room(ref _grown, codes.Length);
        mapper.Outlines(union, width, dilation, outline);
        return codes.Length - outline.Count((ushort)0);
    }

    private static void Paint(Span<byte> colors, ReadOnlySpan<ushort> codes, ReadOnlySpan<ushort> bands, int interior)
    {
        for (int i = 0; i < codes.Length; i++)
        {
            if (codes[i] != 0 && bands[i] == 0)
            {
                int at = i * ColorPairs.PixelBytes;
                colors[at] = (byte)interior;
                colors[at + 1] = (byte)(interior >> 8);
                colors[at + 2] = (byte)(interior >> 16);
            }
        }
    }

    private static Span<ushort> Room(ref ushort[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = GC.AllocateUninitializedArray<ushort>(BufferLength.Grown(buffer.Length, length));
        }

        return buffer.AsSpan(0, length);
    }
}
