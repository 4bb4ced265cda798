using System.Text;

namespace Ade20kEval.Tests.Formats.Npy;

/// <summary>Makes .npy files byte by byte, right or wrong ones.</summary>
internal static class NpyFile
{
    public static byte[] Of(string dictionary, ReadOnlySpan<byte> elements, byte version = 1)
    {
        byte[] text = Encoding.UTF8.GetBytes(dictionary);
        int textOffset = version == 1 ? 10 : 12;
        byte[] file = new byte[textOffset + text.Length + elements.Length];
        file[0] = 0x93;
        Encoding.ASCII.GetBytes("NUMPY").CopyTo(file, 1);
        file[6] = version;
        file[8] = (byte)text.Length;
        file[9] = (byte)(text.Length >> 8);
        text.CopyTo(file, textOffset);
        elements.CopyTo(file.AsSpan(textOffset + text.Length));
        return file;
    }

    public static byte[] OfType(string type, ReadOnlySpan<byte> elements, string shape, bool isColumnMajor = false, byte version = 1) =>
        Of($"{{'descr': '{type}', 'fortran_order': {isColumnMajor}, 'shape': {shape}, }}\n", elements, version);
}
