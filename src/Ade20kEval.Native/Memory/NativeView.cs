using System.Runtime.InteropServices;
using Ade20kEval.Files;
using Ade20kEval.Formats.Arrays;
using Ade20kEval.Fusion;

namespace Ade20kEval.Native.Memory;

/// <summary>A score map in the caller's memory: <c>ade20k_view</c> of the header.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeView
{
    public void* Scores;
    public int Classes;
    public int Height;
    public int Width;
    public NativeElement Element;
    public int Flipped;
    public int Reserved;
    public double Weight;

    /// <summary>The view as the engine takes it; nothing is copied.</summary>
    /// <param name="number">Which of the views, from 1.</param>
    public readonly FusionView Open(int number)
    {
        (ElementType type, int size) = Element switch
        {
            NativeElement.Float16 => (ElementType.Float16, 2),
            NativeElement.Float32 => (ElementType.Float32, 4),
            NativeElement.Float64 => (ElementType.Float64, 8),
            _ => throw new ArgumentException(Invariant($"view {number}: the element {(int)Element} is none that scores have; expected ADE20K_FLOAT16, ADE20K_FLOAT32 or ADE20K_FLOAT64.")),
        };
        if (Scores is null || Classes < 1 || Height < 1 || Width < 1)
        {
            throw new ArgumentException(Invariant($"view {number}: found {Classes} classes of {Width} x {Height} (width x height); expected at least 1 each, and a pointer to them."));
        }

        Int128 bytes = (Int128)Classes * Height * Width * size;
        if (bytes > Array.MaxLength)
        {
            throw new InputException(Invariant($"view {number}: {Classes} classes of {Width} x {Height} take {bytes} bytes; expected at most {Array.MaxLength}. Pass scores as coarse as the network gives them."));
        }

        return Weight > 0 && double.IsFinite(Weight)
            ? new FusionView(
                new NumericArray(Invariant($"view {number}"), type, isBigEndian: false, isColumnMajor: false, [Classes, Height, Width], new PointerMemory((byte*)Scores, (int)bytes).Memory),
                IsFlipped: Flipped != 0, Weight: Weight)
            : throw new ArgumentException(Invariant($"view {number}: the weight is {Weight}; expected a finite number above 0."));
    }
}
