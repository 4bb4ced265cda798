using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Ade20kEval.Sources;

namespace Ade20kEval.Evaluation;

/// <summary>What listing alone tells of files, as one digest: reads none of them.</summary>
internal static class FileListDigest
{
    /// <summary>SHA-256 over relative paths and lengths, in their order, in hexadecimal.</summary>
    /// <param name="files">The files; <see langword="null"/> where one is missing.</param>
    /// <param name="before">What comes first; nothing for most.</param>
    public static string Of(IEnumerable<FileEntry?> files, ReadOnlySpan<byte> before = default)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before);
        Span<byte> numbers = stackalloc byte[2 * sizeof(long)];
        foreach (FileEntry? file in files)
        {
            byte[] name = Encoding.UTF8.GetBytes(file?.RelativePath ?? "");

            // Length of the name first, so that one name cannot run into the next.
            BinaryPrimitives.WriteInt64LittleEndian(numbers, name.Length);
            BinaryPrimitives.WriteInt64LittleEndian(numbers[sizeof(long)..], file?.LengthBytes ?? -1);
            hash.AppendData(numbers);
            hash.AppendData(name);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
