using System.Globalization;
using System.Text;
using Ade20kEval.Files;

namespace Ade20kEval.Cli.Hosting;

/// <summary>Which glibc a native executable needs: a platform's image that has an older one cannot start it.</summary>
internal static class LinkedGlibc
{
    private static readonly byte[] s_magic = [0x7F, (byte)'E', (byte)'L', (byte)'F'];

    /// <summary>Reads an executable and checks it.</summary>
    /// <param name="path">The executable.</param>
    /// <param name="newest">The minor version of the image's glibc: 31 for 2.31.</param>
    /// <param name="image">What the image is called.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="InputException">It is no native executable of Linux, or needs a newer glibc.</exception>
    public static byte[] Read(string path, int newest, string image)
    {
        byte[] bytes = InputFile.ReadAll(path, maximumBytes: 512 << 20).ToArray();
        if (!bytes.AsSpan().StartsWith(s_magic))
        {
            throw new InputException($"{path}: is no executable of Linux (ELF). Make the native one (`dotnet publish src/Ade20kEval.Cli -c Release -r linux-x64`) and name it.");
        }

        int needed = Highest(bytes);

        // A framework-dependent host is an ELF, too, and useless alone. The word is put together here: as one it would stand in this very executable.
        byte[] host = [.. "hostfxr"u8, .. "_main"u8];
        return bytes.AsSpan().IndexOf(host) >= 0
            ? throw new InputException($"{path}: needs .NET beside it. Make the native executable (`dotnet publish src/Ade20kEval.Cli -c Release -r linux-x64`) and name it.")
            : needed <= newest
                ? bytes
                : throw new InputException(Invariant($"{path}: needs glibc 2.{needed}, and {image} has 2.{newest}. src/Ade20kEval.Cli/Native/link-for-older-systems links one that needs glibc 2.29 or less."));
    }

    /// <summary>The highest minor version after <c>GLIBC_2.</c> in the file: that of its newest symbol.</summary>
    public static int Highest(ReadOnlySpan<byte> executable)
    {
        ReadOnlySpan<byte> prefix = "GLIBC_2."u8;
        int highest = 0;
        for (int at; (at = executable.IndexOf(prefix)) >= 0;)
        {
            executable = executable[(at + prefix.Length)..];
            int digits = 0;
            while (digits < 3 && digits < executable.Length && char.IsAsciiDigit((char)executable[digits]))
            {
                digits++;
            }

            if (digits > 0)
            {
                highest = Math.Max(highest, int.Parse(Encoding.ASCII.GetString(executable[..digits]), CultureInfo.InvariantCulture));
            }
        }

        return highest;
    }
}
