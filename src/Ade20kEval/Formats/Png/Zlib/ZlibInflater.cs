using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Ade20kEval.Formats.Png.Zlib;

/// <summary>Inflates a zlib stream (RFC 1950 and 1951) that lies in memory as a whole, into memory of the length that it must have.</summary>
/// <remarks>
/// Says only whether all is well. Whatever is not, or is merely unusual, is for the platform's inflater to judge and to name: it is the slow
/// twin, and what this one accepts, the twin accepts with the same bytes.
/// Reusable; not thread-safe.
/// </remarks>
internal sealed class ZlibInflater
{
    /// <summary>Bytes behind the output that may be overwritten.</summary>
    public const int OutputRoom = DeflateBlock.OutputRoom;

    /// <summary>Bytes behind the stream's end that must be readable; what they are does not matter.</summary>
    public const int InputRoom = DeflateBlock.InputRoom;

    /// <summary>Whether it is faster than the platform's here.</summary>
    public static bool IsFast => Avx2.IsSupported && Bmi2.X64.IsSupported;

    private const int HeaderBytes = 2;
    private const int ChecksumBytes = 4;

    private readonly uint[] _tables = new uint[DeflateBlock.TableLength];
    private readonly CodeLengths _codes = new();

    // Some compressors make a block of fixed codes of every few hundred bytes.
    private bool _isFixed;

    /// <summary>Inflates a whole stream.</summary>
    /// <param name="stream">The stream and <see cref="InputRoom"/> bytes.</param>
    /// <param name="output">As many bytes as the stream must inflate to, and <see cref="OutputRoom"/> more.</param>
    /// <returns>Whether the stream is whole, ends where it must, inflates to exactly so many bytes, and its checksum fits.</returns>
    public bool TryInflate(ReadOnlySpan<byte> stream, Span<byte> output)
    {
        int length = stream.Length - InputRoom;
        int total = output.Length - OutputRoom;
        ArgumentOutOfRangeException.ThrowIfNegative(length, nameof(stream));
        ArgumentOutOfRangeException.ThrowIfNegative(total, nameof(output));
        if (length < HeaderBytes + ChecksumBytes || !IsHeader(stream))
        {
            return false;
        }

        DeflateState state = new()
        {
            Input = ref Unsafe.AsRef(in stream[HeaderBytes]),
            InputEnd = ref Unsafe.AsRef(in stream[length - ChecksumBytes]),
            OutputStart = ref MemoryMarshal.GetReference(output),
            Output = ref MemoryMarshal.GetReference(output),
            OutputEnd = ref output[total],
        };
        return TryBlocks(ref state)
            && state.TryAlignToByte()
            && Unsafe.AreSame(ref state.Input, ref state.InputEnd)
            && Unsafe.AreSame(ref state.Output, ref state.OutputEnd)
            && Adler32.Of(output[..total]) == BinaryPrimitives.ReadUInt32BigEndian(stream[(length - ChecksumBytes)..]);
    }

    /// <summary>Deflate with a window of at most 32 KiB, no dictionary, and the five check bits (RFC 1950, section 2.2).</summary>
    private static bool IsHeader(ReadOnlySpan<byte> stream)
    {
        int header = BinaryPrimitives.ReadUInt16BigEndian(stream);
        return (header & 0x8F20) == 0x0800 && header % 31 == 0;
    }

    private bool TryBlocks(ref DeflateState state)
    {
        bool isLast = false;
        while (!isLast)
        {
            if (!state.TryFill())
            {
                return false;
            }

            isLast = state.Take(1) != 0;
            bool isWell = state.Take(2) switch
            {
                0 => TryStored(ref state),
                1 => TryFixed(ref state),
                2 => TryDynamic(ref state),
                _ => false,
            };
            if (!isWell)
            {
                return false;
            }
        }

        return true;
    }

    private bool TryFixed(ref DeflateState state)
    {
        if (!_isFixed)
        {
            CodeLengths.MakeFixed(_tables);
            _isFixed = true;
        }

        return DeflateBlock.Decode(ref state, _tables);
    }

    private bool TryDynamic(ref DeflateState state)
    {
        _isFixed = false;
        return _codes.TryRead(ref state, _tables) && DeflateBlock.Decode(ref state, _tables);
    }

    /// <summary>Bytes as they are, from the next whole byte on: their number twice, the second time inverted (RFC 1951, section 3.2.4).</summary>
    private static bool TryStored(ref DeflateState state)
    {
        if (!state.TryAlignToByte())
        {
            return false;
        }

        nint left = Unsafe.ByteOffset(ref state.Input, ref state.InputEnd) - 4;
        nint room = Unsafe.ByteOffset(ref state.Output, ref state.OutputEnd);
        if (left < 0)
        {
            return false;
        }

        uint lengths = Unsafe.ReadUnaligned<uint>(ref state.Input);
        int length = (int)(lengths & 0xFFFF);
        if (length != (int)(~lengths >> 16) || length > left || length > room)
        {
            return false;
        }

        Unsafe.CopyBlockUnaligned(ref state.Output, ref Unsafe.Add(ref state.Input, 4), (uint)length);
        state.Input = ref Unsafe.Add(ref state.Input, 4 + length);
        state.Output = ref Unsafe.Add(ref state.Output, length);
        return true;
    }
}
