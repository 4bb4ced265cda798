using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Ade20kEval.Formats.Png.Zlib;

namespace Ade20kEval.Benchmarks;

/// <summary>The inflater's loop over spans, every access checked: what safety by construction would cost.</summary>
internal sealed class CheckedInflater
{
    private const int Vector = 32;

    private readonly uint[] _tables = new uint[DeflateBlock.TableLength];
    private readonly CodeLengths _codes = new();

    /// <summary>Inflates a stream without stored blocks; its checksum is compared as the fast one does.</summary>
    public bool TryInflate(ReadOnlySpan<byte> stream, Span<byte> output)
    {
        int length = stream.Length - DeflateBlock.InputRoom;
        int total = output.Length - DeflateBlock.OutputRoom;
        DeflateState state = new()
        {
            Input = ref Unsafe.AsRef(in stream[2]),
            InputEnd = ref Unsafe.AsRef(in stream[length - 4]),
            OutputStart = ref MemoryMarshal.GetReference(output),
            Output = ref MemoryMarshal.GetReference(output),
            OutputEnd = ref output[total],
        };
        bool isLast = false;
        while (!isLast)
        {
            if (!state.TryFill())
            {
                return false;
            }

            isLast = state.Take(1) != 0;
            int kind = state.Take(2);
            if (kind == 1)
            {
                CodeLengths.MakeFixed(_tables);
            }
            else if (kind != 2 || !_codes.TryRead(ref state, _tables))
            {
                return false;
            }

            if (!Decode(ref state, _tables))
            {
                return false;
            }
        }

        return state.TryAlignToByte() && Adler32.Of(output[..total]) == BinaryPrimitives.ReadUInt32BigEndian(stream[(length - 4)..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Decode(ref DeflateState state, uint[] tables)
    {
        ReadOnlySpan<byte> input = MemoryMarshal.CreateReadOnlySpan(ref state.Input, (int)Unsafe.ByteOffset(ref state.Input, ref state.InputEnd) + DeflateBlock.InputRoom);
        Span<byte> output = MemoryMarshal.CreateSpan(ref state.OutputStart, (int)Unsafe.ByteOffset(ref state.OutputStart, ref state.OutputEnd) + DeflateBlock.OutputRoom);
        int at = 0;
        int end = input.Length - DeflateBlock.InputRoom;
        int to = (int)Unsafe.ByteOffset(ref state.OutputStart, ref state.Output);
        int total = output.Length - DeflateBlock.OutputRoom;
        ReadOnlySpan<uint> table = tables;
        ulong bits = state.Bits;
        ulong have = (ulong)state.BitCount;
        bool ended = false;
        while (true)
        {
            if (at > end + DeflateBlock.MostBeyond)
            {
                break;
            }

            bits |= BinaryPrimitives.ReadUInt64LittleEndian(input[at..]) << (int)have;
            at += 7 - (int)((have >> 3) & 7);
            have |= 56;
            ulong entry = table[(int)(bits & ((1 << DeflateBlock.LengthBits) - 1))];
            if (at > end + DeflateBlock.MostBeyond)
            {
                break;
            }

        Decoded:
            ulong before = bits;
            bits >>= (int)entry;
            have -= entry;
            if ((entry & CodeEntry.IsLiteral) != 0)
            {
                if (to >= total)
                {
                    break;
                }

                output[to++] = (byte)(entry >> 16);
                if ((entry & CodeEntry.IsSecond) != 0)
                {
                    output[to++] = (byte)(entry >> 24);
                }

                continue;
            }

            if ((entry & CodeEntry.IsSpecial) != 0)
            {
                if ((entry & CodeEntry.IsLink) != 0)
                {
                    entry = table[(int)((entry >> 16) + Lowest(bits, (entry >> 8) & 15))];
                    goto Decoded;
                }

                ended = (entry & CodeEntry.IsInvalid) == 0;
                break;
            }

            int length = (int)((entry >> 16) + (Lowest(before, entry) >> (int)(entry >> 8)));
            ulong next = table[DeflateBlock.DistanceTable + (int)(bits & ((1 << DeflateBlock.DistanceBits) - 1))];
            if ((next & CodeEntry.IsSpecial) != 0)
            {
                bits >>= DeflateBlock.DistanceBits;
                have -= DeflateBlock.DistanceBits;
                if ((next & CodeEntry.IsInvalid) != 0)
                {
                    break;
                }

                next = table[DeflateBlock.DistanceTable + (int)((next >> 16) + Lowest(bits, (next >> 8) & 15))];
                if ((next & CodeEntry.IsSpecial) != 0)
                {
                    break;
                }
            }

            int distance = (int)((next >> 16) + (Lowest(bits, next) >> (int)(next >> 8)));
            bits >>= (int)next;
            have -= next;
            if (distance > to || length > total - to)
            {
                break;
            }

            // One check of the room for all that is written and read: 288 bytes from either.
            Span<byte> into = output.Slice(to, DeflateBlock.OutputRoom);
            if (distance >= Vector)
            {
                ReadOnlySpan<byte> from = output.Slice(to - distance, DeflateBlock.OutputRoom);
                int most = length > 4 * Vector ? 9 : 4;
                for (int i = 0; i < most; i++)
                {
                    Vector256.Create(from.Slice(i * Vector, Vector)).CopyTo(into.Slice(i * Vector, Vector));
                }
            }
            else if (distance == 1)
            {
                into[..length].Fill(output[to - 1]);
            }
            else
            {
                for (int i = 0; i < length; i++)
                {
                    into[i] = output[to - distance + i];
                }
            }

            to += length;
        }

        state.Input = ref Unsafe.Add(ref state.Input, at);
        state.Output = ref Unsafe.Add(ref state.OutputStart, to);
        state.Bits = bits;
        state.BitCount = (int)have & 63;
        return ended;
    }

    private static ulong Lowest(ulong bits, ulong count) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.ZeroHighBits(bits, count) : bits & ((1UL << (int)count) - 1);
}
