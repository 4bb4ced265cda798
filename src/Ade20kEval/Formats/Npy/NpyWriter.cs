using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Ade20kEval.Formats.Arrays;

namespace Ade20kEval.Formats.Npy;

/// <summary>Writes .npy files of version 1.0: little-endian, row-major, as <c>numpy.save</c> would.</summary>
internal static class NpyWriter
{
    /// <summary>The file that holds an array.</summary>
    /// <typeparam name="T">An integer type, <see cref="bool"/>, <see cref="Half"/>, <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="values">The elements, row-major.</param>
    /// <param name="shape">Length along each axis; their product is the number of values.</param>
    /// <exception cref="ArgumentException">Shape and values do not fit, or the type has no name in numpy.</exception>
    public static byte[] Write<T>(ReadOnlySpan<T> values, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Writing .npy files needs a little-endian machine.");
        }

        byte[] header = Header<T>(shape);
        NumericArray.RequireCount(shape, values.Length);
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(values);
        byte[] file = GC.AllocateUninitializedArray<byte>(header.Length + bytes.Length);
        header.CopyTo(file, 0);
        bytes.CopyTo(file.AsSpan(header.Length));
        return file;
    }

    /// <summary>What the file of an array begins with; its elements follow.</summary>
    /// <typeparam name="T">As for the file.</typeparam>
    /// <param name="shape">Length along each axis.</param>
    public static byte[] Header<T>(params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        string type = TypeCode<T>();
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{{'descr': '{type}', 'fortran_order': False, 'shape': (");
        for (int axis = 0; axis < shape.Length; axis++)
        {
            text.Append(axis == 0 ? string.Empty : " ").Append(CultureInfo.InvariantCulture, $"{shape[axis]}");
            text.Append(axis < shape.Length - 1 || shape.Length == 1 ? "," : string.Empty);
        }

        text.Append("), }");

        // The elements begin at a multiple of 64 bytes; the text is filled up with spaces and ends with a line feed.
        const int TextOffset = 10;
        int total = (TextOffset + text.Length + 1 + 63) / 64 * 64;
        text.Append(' ', total - TextOffset - text.Length - 1).Append('\n');
        byte[] header = new byte[total];
        header[0] = 0x93;
        "NUMPY"u8.CopyTo(header.AsSpan(1));
        header[6] = 1;
        header[8] = (byte)text.Length;
        header[9] = (byte)(text.Length >> 8);
        Encoding.ASCII.GetBytes(text.ToString()).CopyTo(header, TextOffset);
        return header;
    }

    private static string TypeCode<T>() => default(T) switch
    {
        bool => "|b1",
        sbyte => "|i1",
        byte => "|u1",
        short => "<i2",
        ushort => "<u2",
        int => "<i4",
        uint => "<u4",
        long => "<i8",
        ulong => "<u8",
        Half => "<f2",
        float => "<f4",
        double => "<f8",
        _ => throw new ArgumentException($"numpy has no type for {typeof(T).Name}."),
    };
}
