using System.Security.Cryptography;
using System.Text;

namespace Ade20kEval.Runs;

/// <summary>A SHA-256 for each image of a run, or none, in one array: a digest that is an object of its own would take 56 bytes instead of 32.</summary>
/// <remarks>Workers write to different places at the same time; whoever reads does so when they are done.</remarks>
internal sealed class DigestList(int images)
{
    private readonly byte[] _digests = new byte[checked(images * SHA256.HashSizeInBytes)];
    private readonly bool[] _isKnown = new bool[images];

    /// <summary>How many images there are, with or without a digest.</summary>
    public int Count => _isKnown.Length;

    /// <summary>How many images have a digest.</summary>
    public int KnownCount
    {
        get
        {
            int known = 0;
            foreach (bool isKnown in _isKnown)
            {
                known += isKnown ? 1 : 0;
            }

            return known;
        }
    }

    /// <summary>Keeps the digest of one image; an empty one says that there is none.</summary>
    public void Set(int index, ReadOnlySpan<byte> digest)
    {
        digest.CopyTo(Place(index));
        _isKnown[index] = !digest.IsEmpty;
    }

    /// <summary>The digest of one image; empty where it has none.</summary>
    public ReadOnlySpan<byte> this[int index] => _isKnown[index] ? Place(index) : [];

    /// <summary>The digests of some images only.</summary>
    /// <param name="places">Where they are here, in the order in which they are in the result.</param>
    public DigestList At(IReadOnlyList<int> places)
    {
        DigestList some = new(places.Count);
        for (int i = 0; i < places.Count; i++)
        {
            some.Set(i, this[places[i]]);
        }

        return some;
    }

    /// <summary>SHA-256 over the names and digests of the images that have one, in their order, in hexadecimal.</summary>
    /// <param name="names">What each image is called; <see langword="null"/> for images to leave out.</param>
    public string Combine(IEnumerable<string?> names)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] utf8 = [];
        int index = 0;
        foreach (string? name in names)
        {
            if (name is not null && _isKnown[index])
            {
                if (utf8.Length < Encoding.UTF8.GetMaxByteCount(name.Length))
                {
                    utf8 = new byte[Encoding.UTF8.GetMaxByteCount(name.Length)];
                }

                // The digest has a fixed length, so name and content cannot run into each other.
                hash.AppendData(utf8.AsSpan(0, Encoding.UTF8.GetBytes(name, utf8)));
                hash.AppendData(Place(index));
            }

            index++;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private Span<byte> Place(int index) => _digests.AsSpan(index * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes);
}
