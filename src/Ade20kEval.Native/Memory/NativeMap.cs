using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using Ade20kEval.Files;
using Ade20kEval.Masks;

namespace Ade20kEval.Native.Memory;

/// <summary>A mask in the caller's memory: <c>ade20k_map</c> of the header.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeMap
{
    // What a run document may hold, so that every run can be read back.
    private const int LargestSide = 65_535;
    private const long MostPixels = 1L << 28;

    public void* Pixels;
    public int Width;
    public int Height;
    public long RowStride;
    public NativeElement Element;
    public int Reserved;

    private readonly int ElementSize => Element switch
    {
        NativeElement.UInt8 or NativeElement.Int8 or NativeElement.Bool => 1,
        NativeElement.UInt16 or NativeElement.Int16 => 2,
        NativeElement.UInt32 or NativeElement.Int32 => 4,
        NativeElement.UInt64 or NativeElement.Int64 => 8,
        _ => throw new ArgumentException(Invariant($"The element {(int)Element} is none that masks have; expected one of ade20k_element, 1 to 9.")),
    };

    private readonly long Stride => RowStride == 0 ? (long)Width * ElementSize : RowStride;

    /// <summary>Whether it lies there as one byte a pixel, row after row.</summary>
    public readonly bool IsPackedBytes => Element == NativeElement.UInt8 && Stride == Width;

    /// <summary>The pixels of a map that is <see cref="IsPackedBytes"/>.</summary>
    public readonly ReadOnlySpan<byte> PackedBytes => new(Pixels, Width * Height);

    /// <summary>Refuses what no mask is.</summary>
    /// <param name="name">The image.</param>
    /// <param name="side">Which of its two masks.</param>
    /// <exception cref="ArgumentException">There are no pixels, or the stride is none.</exception>
    /// <exception cref="InputException">The size is none that an image has.</exception>
    public readonly void Require(string name, string side)
    {
        if (Width is < 1 or > LargestSide || Height is < 1 or > LargestSide || (long)Width * Height > MostPixels)
        {
            throw new InputException(Invariant($"{name}: the {side} is {Width} x {Height} (width x height); expected 1 to {LargestSide} each, and at most {MostPixels} pixels."));
        }

        if (Pixels is null)
        {
            throw new ArgumentException($"{name}: the {side} has no pixels (a null pointer).");
        }

        if (Stride < (long)Width * ElementSize || Stride % ElementSize != 0 || Stride / ElementSize * Height > int.MaxValue)
        {
            throw new ArgumentException(Invariant($"{name}: rows of the {side} are {RowStride} bytes apart; expected a multiple of {ElementSize}, at least {(long)Width * ElementSize}, or 0 for rows without padding."));
        }
    }

    /// <summary>Takes the values over.</summary>
    /// <param name="into">Becomes the map.</param>
    /// <param name="name">The image.</param>
    /// <param name="side">Which of its two masks.</param>
    /// <param name="negatives">Negative values that are no fault; <see langword="null"/> for none.</param>
    /// <exception cref="InputException">A value is no raw value.</exception>
    public readonly void CopyTo(LabelMap into, string name, string side, IgnoredNegatives? negatives = null)
    {
        try
        {
            switch (Element)
            {
                case NativeElement.UInt8: Fill<byte>(into); break;
                case NativeElement.Int8: FillSigned<sbyte>(into, side, negatives); break;
                case NativeElement.UInt16: Fill<ushort>(into); break;
                case NativeElement.Int16: FillSigned<short>(into, side, negatives); break;
                case NativeElement.UInt32: Fill<uint>(into); break;
                case NativeElement.Int32: FillSigned<int>(into, side, negatives); break;
                case NativeElement.UInt64: Fill<ulong>(into); break;
                case NativeElement.Int64: FillSigned<long>(into, side, negatives); break;
                default: FillBool(into); break;
            }
        }
        catch (InputException problem)
        {
            throw new InputException($"{name}: the {side} {problem.Message}", problem);
        }
    }

    private readonly ReadOnlySpan<T> Values<T>()
        where T : unmanaged => new(Pixels, ((int)(Stride / sizeof(T)) * (Height - 1)) + Width);

    private readonly void Fill<T>(LabelMap into)
        where T : unmanaged, IBinaryInteger<T> => into.Fill(Values<T>(), Width, Height, (int)(Stride / sizeof(T)));

    private readonly void FillSigned<T>(LabelMap into, string side, IgnoredNegatives? negatives)
        where T : unmanaged, IBinaryInteger<T>
    {
        ReadOnlySpan<T> values = Values<T>();
        if (negatives is null)
        {
            try
            {
                Fill<T>(into);
            }
            catch (InputException problem) when (side == SharedEvaluator.GroundTruth && Least(values) is < 0 and long least)
            {
                throw new InputException(Invariant($"{problem.Message} If it marks pixels that are not scored, leave them out (ignore=[{least}])."), problem);
            }

            return;
        }

        int stride = (int)(Stride / sizeof(T));
        ushort[] raw = ArrayPool<ushort>.Shared.Rent(Width * Height);
        try
        {
            for (int row = 0; row < Height; row++)
            {
                Span<ushort> line = raw.AsSpan(row * Width, Width);
                if (!negatives.TryReplace(values.Slice(row * stride, Width), line))
                {
                    // Says which value it is, and where.
                    Fill<T>(into);
                }
            }

            into.Fill<ushort>(raw.AsSpan(0, Width * Height), Width, Height);
        }
        finally
        {
            ArrayPool<ushort>.Shared.Return(raw);
        }
    }

    private static long Least<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        long least = long.MaxValue;
        foreach (T value in values)
        {
            least = Math.Min(least, long.CreateTruncating(value));
        }

        return least;
    }

    private readonly void FillBool(LabelMap into)
    {
        Fill<byte>(into);
        foreach (ref byte value in into.Narrow)
        {
            value = value == 0 ? (byte)0 : (byte)1;
        }
    }
}
