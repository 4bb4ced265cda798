using System.Globalization;
using System.Text;
using Ade20kEval.Files;

namespace Ade20kEval.Formats.Archives;

/// <summary>Lists the files of a tar archive without reading their bytes, and refuses archives that are broken or made to deceive.</summary>
/// <remarks>
/// ustar, pax and GNU archives. Accepted are files and folders; links, devices, sparse files and archives inside are refused, as are two
/// entries of one name (tar lets the later one win, but which was meant is not ours to guess) and an archive without its end mark.
/// Headers are read here and not by System.Formats.Tar, because that compares no header with its sum, so that a flipped bit renames a mask,
/// and reserves the gigabyte that a pax record or long name claims before it looks whether it follows (as of .NET 10.0).
/// </remarks>
internal static class TarIndex
{
    // A pax record or long name is one name, not a file: far above any that is accepted, far below what costs memory.
    private const int MaxExtensionBytes = 64 << 10;

    /// <summary>Walks through the headers.</summary>
    /// <param name="tar">The whole archive.</param>
    /// <param name="limits">What it may be.</param>
    /// <param name="maxFileBytes">The longest single file.</param>
    /// <returns>The files, in the archive's order.</returns>
    /// <exception cref="InputException">The archive is broken, or refused for what its entries are: up to ten of them and the total.</exception>
    public static IReadOnlyList<TarEntry> Read(PositionedBytes tar, ArchiveLimits limits, long maxFileBytes)
    {
        if (tar.Length > limits.MaxPackedBytes)
        {
            throw Error(tar, $"has {tar.Length:N0} bytes; expected at most {limits.MaxPackedBytes:N0}. Split it, or unpack it and score the folder.");
        }

        List<TarEntry> files = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        ProblemList problems = new();
        Span<byte> block = stackalloc byte[TarHeader.BlockBytes];
        byte[]? longName = null;
        long? longLength = null;
        long at = 0;
        int count = 0;
        while (true)
        {
            ReadBlock(tar, at, block);
            TarHeader header = new(block);
            if (header.IsZero)
            {
                CheckEnd(tar, at);
                break;
            }

            if (!header.IsSumRight || header.LengthBytes is not long length)
            {
                throw Error(tar, $"the header at byte {at:N0} does not add up. This is no tar archive, or it is damaged: copy or pack it again.");
            }

            if (++count > limits.MaxEntries)
            {
                throw Error(tar, $"has more than {limits.MaxEntries:N0} entries.");
            }

            char type = header.Type;
            bool extends = type is 'x' or 'g' or 'L' or 'K';
            length = extends ? length : longLength ?? length;
            long data = at + TarHeader.BlockBytes;
            if (length > tar.Length - data)
            {
                throw Error(tar, $"the entry at byte {at:N0} claims {length:N0} bytes, but only {tar.Length - data:N0} follow. The archive was cut off: copy it again.");
            }

            at = data + ((length + TarHeader.BlockBytes - 1) / TarHeader.BlockBytes * TarHeader.BlockBytes);
            if (extends)
            {
                byte[] extension = ReadExtension(tar, data, length);
                if (type == 'L')
                {
                    longName = TarHeader.Text(extension).ToArray();
                }
                else if (type == 'x')
                {
                    ReadPax(tar, data, extension, ref longName, ref longLength);
                }

                continue;
            }

            string? decoded = EntryName.Decode(longName ?? header.NameBytes(), out string shown);
            longName = null;
            longLength = null;
            string name = EntryName.WithoutDot(decoded ?? shown);
            string? problem = decoded is null
                ? "has a name that is neither ASCII nor UTF-8; pack the archive again with UTF-8 names"
                : ProblemOf(name, type, length, limits, maxFileBytes);
            bool isFolder = type == '5';
            if (problem is null && !names.Add(name) && !isFolder)
            {
                problem = "is there more than once";
            }

            if (problem is not null)
            {
                problems.Add(shown, $"'{shown}' {problem}");
            }
            else if (!isFolder)
            {
                files.Add(new TarEntry(name, data, length));
            }
        }

        problems.ThrowIfAny($"{tar.Name}: the archive is refused for {{0}} of its entries:", "Pack the masks alone into a plain tar archive and try again.");
        return files;
    }

    private static string? ProblemOf(string name, char type, long length, ArchiveLimits limits, long maxFileBytes)
    {
        string? kind = type switch
        {
            '0' or '\0' or '5' => null,
            '1' => "is a hard link; expected a plain file",
            '2' => "is a symbolic link; expected a plain file",
            '3' or '4' or '6' => "is a device or pipe; expected a plain file",
            'S' => "is a sparse file; pack it again without the option for sparse files",
            _ => Invariant($"is of the unknown type 0x{(int)type:X2}; expected a plain file"),
        };
        if ((EntryName.ProblemOf(name, limits) ?? kind) is string problem)
        {
            return problem;
        }

        if (type == '5')
        {
            return length == 0 ? null : "is a folder, yet holds bytes";
        }

        if (name.EndsWith('/'))
        {
            return "is a file by its type, yet named like a folder";
        }

        if (!limits.TakesArchives && ArchiveNames.IsArchive(name))
        {
            return "is an archive inside the archive; pack its files directly";
        }

        return length > maxFileBytes
            ? Invariant($"has {length:N0} bytes; expected at most {maxFileBytes:N0}")
            : null;
    }

    private static void ReadBlock(PositionedBytes tar, long at, Span<byte> block)
    {
        if (tar.Length - at < block.Length)
        {
            throw Error(tar, $"ends at byte {tar.Length:N0} without an end mark (two blocks of zeros). It was cut off, or is no tar archive: copy or pack it again.");
        }

        tar.ReadExactly(at, block);
    }

    /// <summary>A second block of zeros has to follow the first, and nothing but zeros after them: what follows would be left out unseen.</summary>
    private static void CheckEnd(PositionedBytes tar, long at)
    {
        byte[] rest = new byte[64 << 10];
        ReadBlock(tar, at + TarHeader.BlockBytes, rest.AsSpan(0, TarHeader.BlockBytes));
        for (at += TarHeader.BlockBytes; at < tar.Length; at += rest.Length)
        {
            Span<byte> part = rest.AsSpan(0, (int)Math.Min(rest.Length, tar.Length - at));
            tar.ReadExactly(at, part);
            if (part.ContainsAnyExcept((byte)0))
            {
                throw Error(tar, $"goes on after its end mark, at or after byte {at:N0}. Are these several archives joined? Pack the files into one.");
            }
        }
    }

    private static byte[] ReadExtension(PositionedBytes tar, long at, long length)
    {
        if (length > MaxExtensionBytes)
        {
            throw Error(tar, $"the name or pax record at byte {at:N0} claims {length:N0} bytes; expected at most {MaxExtensionBytes:N0}.");
        }

        byte[] bytes = new byte[length];
        tar.ReadExactly(at, bytes);
        return bytes;
    }

    /// <summary>Takes path and size from pax records, each <c>length SP key=value LF</c> (POSIX.1-2017, pax Extended Header).</summary>
    private static void ReadPax(PositionedBytes tar, long at, ReadOnlySpan<byte> records, ref byte[]? name, ref long? length)
    {
        while (!records.IsEmpty)
        {
            int blank = records.IndexOf((byte)' ');
            if (blank < 1
                || !int.TryParse(records[..blank], NumberStyles.None, CultureInfo.InvariantCulture, out int recordBytes)
                || recordBytes <= blank + 1 || recordBytes > records.Length
                || records[recordBytes - 1] != (byte)'\n')
            {
                throw Error(tar, $"the pax record at byte {at:N0} is malformed. The archive is damaged: copy or pack it again.");
            }

            ReadOnlySpan<byte> record = records[(blank + 1)..(recordBytes - 1)];
            int equals = record.IndexOf((byte)'=');
            ReadOnlySpan<byte> key = equals < 0 ? record : record[..equals];
            ReadOnlySpan<byte> value = equals < 0 ? [] : record[(equals + 1)..];
            if (key.SequenceEqual("path"u8))
            {
                name = value.ToArray();
            }
            else if (key.SequenceEqual("size"u8))
            {
                if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long size))
                {
                    throw Error(tar, $"the pax record at byte {at:N0} gives no valid size.");
                }

                length = size;
            }
            else if (key.StartsWith("GNU.sparse"u8))
            {
                throw Error(tar, $"the pax record at byte {at:N0} announces a sparse file ({Encoding.ASCII.GetString(key)}). Pack it again without the option for sparse files.");
            }

            records = records[recordBytes..];
        }
    }

    private static InputException Error(PositionedBytes tar, FormattableString what) =>
        new($"{tar.Name}: {what.ToString(CultureInfo.InvariantCulture)}");
}
