using System.Buffers.Binary;

namespace Ade20kEval.Figures;

/// <summary>Where the tables of a TrueType or OpenType file are. Source: the OpenType specification, "OpenType font file".</summary>
internal static class FontTables
{
    private const int HeaderBytes = 12;
    private const int RecordBytes = 16;

    /// <summary>Whether a table of the file, or of the first font of a collection, ends beyond the end of the file. What is no font at all is somebody else's to say.</summary>
    public static bool EndBeyond(ReadOnlySpan<byte> file)
    {
        long start = file.StartsWith("ttcf"u8) && file.Length >= HeaderBytes + 4 ? BinaryPrimitives.ReadUInt32BigEndian(file[HeaderBytes..]) : 0;
        if (start + HeaderBytes > file.Length)
        {
            return true;
        }

        int tables = BinaryPrimitives.ReadUInt16BigEndian(file[((int)start + 4)..]);
        for (int i = 0; i < tables; i++)
        {
            long record = start + HeaderBytes + (i * RecordBytes);
            if (record + RecordBytes > file.Length
                || (long)BinaryPrimitives.ReadUInt32BigEndian(file[((int)record + 8)..]) + BinaryPrimitives.ReadUInt32BigEndian(file[((int)record + 12)..]) > file.Length)
            {
                return true;
            }
        }

        return false;
    }
}
