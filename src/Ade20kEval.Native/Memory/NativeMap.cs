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
    /// <exception cref="InputException">A value is no raw value.</exception>
    public readonly void CopyTo(LabelMap into, string name, string side)
    {
        try
        {
            switch (Element)
            {
                case NativeElement.UInt8: Fill<byte>(into); break;
                case NativeElement.Int8: Fill<sbyte>(into); break;
                case NativeElement.UInt16: Fill<ushort>(into); break;
                case NativeElement.Int16: Fill<short>(into); break;
                case NativeElement.UInt32: Fill<uint>(into); break;
                case NativeElement.Int32: Fill<int>(into); break;
                case NativeElement.UInt64: Fill<ulong>(into); break;
                case NativeElement.Int64: Fill<long>(into); break;
                default: FillBool(into); break;
            }
        }
        catch (InputException problem)
        {
            throw new InputException($"{name}: the {side} {problem.Message}", problem);
        }
    }

    private readonly void Fill<T>(LabelMap into)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        int stride = (int)(Stride / sizeof(T));
        into.Fill(new ReadOnlySpan<T>(Pixels, (stride * (Height - 1)) + Width), Width, Height, stride);
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
