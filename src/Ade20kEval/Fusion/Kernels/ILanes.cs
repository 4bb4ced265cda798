namespace Ade20kEval.Fusion.Kernels;

/// <summary>The few operations that the vector kernels need, for one vector width. Everything is inlined; nothing is ever instantiated.</summary>
/// <typeparam name="T">A vector of single-precision numbers.</typeparam>
internal unsafe interface ILanes<T>
    where T : struct
{
    /// <summary>Numbers in a vector.</summary>
    static abstract int Count { get; }

    /// <summary>Whether the processor has registers of this width.</summary>
    static abstract bool IsAccelerated { get; }

    static abstract T Load(float* source);

    static abstract void Store(T value, float* destination);

    static abstract T Broadcast(float value);

    /// <summary>0, 1, 2, ...</summary>
    static abstract T Indices();

    static abstract T Add(T left, T right);

    static abstract T Subtract(T left, T right);

    static abstract T Multiply(T left, T right);

    static abstract T Divide(T left, T right);

    /// <summary>left x right + addend, rounded once on every processor; without the instruction it is slow, never different.</summary>
    static abstract T MultiplyAdd(T left, T right, T addend);

    static abstract T Max(T left, T right);

    static abstract T Min(T left, T right);

    /// <summary>Per lane: <paramref name="then"/> where left &gt; right, else <paramref name="otherwise"/>.</summary>
    static abstract T WhereGreater(T left, T right, T then, T otherwise);

    /// <summary>Per lane: <paramref name="then"/> where left = right, else <paramref name="otherwise"/>.</summary>
    static abstract T WhereEqual(T left, T right, T then, T otherwise);

    static abstract bool AnyGreaterOrEqual(T left, T right);

    /// <summary>The sum of the lanes: the upper half is added to the lower until one number is left.</summary>
    static abstract float Sum(T value);

    static abstract float LargestOf(T value);

    static abstract float SmallestOf(T value);

    /// <summary>value x 2^n, where n is what stands in the lowest bits of <paramref name="addend"/>; the result is a normal number.</summary>
    static abstract T AddToExponent(T value, T addend);

    /// <summary>value = result x 2^exponent, the result from the root of a half up to the root of two; for positive normal numbers.</summary>
    static abstract T SplitExponent(T value, out T exponent);

    /// <summary>The larger bit pattern without signs, per lane: orders magnitudes, infinities above all numbers and NaN above them.</summary>
    static abstract T MaxMagnitude(T left, T right);
}
