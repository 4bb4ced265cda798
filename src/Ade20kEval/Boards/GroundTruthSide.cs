using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ade20kEval.Counting;

namespace Ade20kEval.Boards;

/// <summary>What counts say of the ground truth alone: of each image its name, its size and how many pixels each raw value has.</summary>
/// <remarks>
/// Whoever writes counts by hand can invent predictions and not labels: the rows of an image's counts add up to its ground truth, whatever was
/// predicted. So all runs against one ground truth have this in common with each other and with the labels. That it agrees proves no prediction.
/// </remarks>
internal sealed class GroundTruthSide
{
    private const int ShownCases = 3;

    private readonly SortedDictionary<string, ImageSide> _images = new(StringComparer.Ordinal);
    private string? _digest;

    private GroundTruthSide(IEnumerable<ImageCounts> images)
    {
        foreach (ImageCounts image in images)
        {
            _images[image.Name] = new ImageSide(image.Width, image.Height, Rows(image));
        }
    }

    /// <summary>SHA-256 over all of it: equal digests, equal sides.</summary>
    public string Digest => _digest ??= Combine();

    /// <summary>The side of a run, or of labels that were counted against themselves.</summary>
    public static GroundTruthSide Of(IEnumerable<ImageCounts> images) => new(images);

    /// <summary>What is otherwise than expected, in one line: the first images by their names, and how many more; <see langword="null"/> where nothing is.</summary>
    public string? Contradiction(GroundTruthSide expected)
    {
        string[] cases =
        [
            .. _images.Keys.Union(expected._images.Keys).Order(StringComparer.Ordinal).Select(name => (Name: name, Problem: !expected._images.TryGetValue(name, out ImageSide? other) ? "is not among the labels"
                : !_images.TryGetValue(name, out ImageSide? own) ? "is missing" : own.Contradiction(other))).Where(found => found.Problem is not null).Select(found => $"{found.Name} {found.Problem}"),
        ];
        return cases.Length == 0 ? null : string.Join("; ", cases.Take(ShownCases)) + (cases.Length > ShownCases ? Invariant($"; and {cases.Length - ShownCases:N0} more images") : "");
    }

    private static SortedDictionary<int, long> Rows(ImageCounts image)
    {
        SortedDictionary<int, long> rows = [];
        foreach (PairCount cell in image.Cells)
        {
            rows[cell.GroundTruth] = rows.GetValueOrDefault(cell.GroundTruth) + cell.Pixels;
        }

        return rows;
    }

    private string Combine()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string name, ImageSide side) in _images)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(name);
            Number(utf8.Length);
            hash.AppendData(utf8);
            Number(side.Width);
            Number(side.Height);
            Number(side.Rows.Count);
            foreach ((int value, long pixels) in side.Rows)
            {
                Number(value);
                Number(pixels);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Number(long number)
        {
            Span<byte> bytes = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            hash.AppendData(bytes);
        }
    }

    private sealed record ImageSide(int Width, int Height, SortedDictionary<int, long> Rows)
    {
        public string? Contradiction(ImageSide expected)
        {
            if ((Width, Height) != (expected.Width, expected.Height))
            {
                return Invariant($"is {Width} x {Height}, expected {expected.Width} x {expected.Height}");
            }

            foreach (int value in Rows.Keys.Union(expected.Rows.Keys).Order())
            {
                if (Rows.GetValueOrDefault(value) is var found && expected.Rows.GetValueOrDefault(value) is var wanted && found != wanted)
                {
                    return string.Create(CultureInfo.InvariantCulture, $"has {found:N0} pixels of value {value}, expected {wanted:N0}");
                }
            }

            return null;
        }
    }
}
