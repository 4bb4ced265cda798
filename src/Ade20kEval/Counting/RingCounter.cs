using Ade20kEval.Masks;

namespace Ade20kEval.Counting;

/// <summary>Counts the rings of one image after another: the pixels of a ring are put side by side, and counted as any image is. Belongs to one worker.</summary>
internal sealed class RingCounter(int rings, string? kernel)
{
    private readonly ImageCounter _counter = new(kernel);
    private readonly LabelMap _groundTruth = new();
    private readonly LabelMap _prediction = new();
    private BorderRings? _geometry;
    private (int Width, int Height) _size;

    /// <summary>Counts one image.</summary>
    /// <param name="name">The name that paired the two maps.</param>
    /// <param name="groundTruth">The ground truth. Not modified.</param>
    /// <param name="prediction">A prediction of the same size. Not modified.</param>
    /// <returns>The pairs of raw values in each ring, the outermost first.</returns>
    public ImageCounts[] Count(string name, LabelMap groundTruth, LabelMap prediction)
    {
        if (_geometry is null || _size != (groundTruth.Width, groundTruth.Height))
        {
            _size = (groundTruth.Width, groundTruth.Height);
            _geometry = new BorderRings(groundTruth.Width, groundTruth.Height, rings);
        }

        ImageCounts[] counts = new ImageCounts[rings];
        for (int ring = 0; ring < rings; ring++)
        {
            int pixels = _geometry.Pixels(ring);
            if (pixels == 0)
            {
                counts[ring] = new ImageCounts(name, 0, 0, []);
                continue;
            }

            Gather(groundTruth, _groundTruth, ring, pixels);
            Gather(prediction, _prediction, ring, pixels);
            counts[ring] = _counter.Count(name, _groundTruth, _prediction);
        }

        return counts;
    }

    private void Gather(LabelMap map, LabelMap into, int ring, int pixels)
    {
        Span<byte> narrow = map.IsWide ? [] : into.ResizeNarrow(pixels, 1);
        Span<ushort> wide = map.IsWide ? into.ResizeWide(pixels, 1) : [];
        int at = 0;
        for (int y = 0; y < map.Height; y++)
        {
            foreach ((int start, int end) in _geometry!.Columns(ring, y))
            {
                int place = (y * map.Width) + start;
                if (map.IsWide)
                {
                    map.Wide.Slice(place, end - start).CopyTo(wide[at..]);
                }
                else
                {
                    map.Narrow.Slice(place, end - start).CopyTo(narrow[at..]);
                }

                at += end - start;
            }
        }
    }
}
