using System.Diagnostics.CodeAnalysis;

namespace Ade20kEval.Formats.Arrays;

/// <summary>What one element of a stored array is.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The concept is number types, named as numpy names them.")]
public enum ElementType
{
    /// <summary>One byte, 0 or 1 (numpy <c>|b1</c>).</summary>
    Boolean,

    /// <summary>Signed, one byte.</summary>
    Int8,

    /// <summary>Unsigned, one byte.</summary>
    UInt8,

    /// <summary>Signed, two bytes.</summary>
    Int16,

    /// <summary>Unsigned, two bytes.</summary>
    UInt16,

    /// <summary>Signed, four bytes.</summary>
    Int32,

    /// <summary>Unsigned, four bytes.</summary>
    UInt32,

    /// <summary>Signed, eight bytes.</summary>
    Int64,

    /// <summary>Unsigned, eight bytes.</summary>
    UInt64,

    /// <summary>IEEE 754 binary16.</summary>
    Float16,

    /// <summary>The upper half of an IEEE 754 binary32 (safetensors only; numpy has no such type).</summary>
    BFloat16,

    /// <summary>IEEE 754 binary32.</summary>
    Float32,

    /// <summary>IEEE 754 binary64.</summary>
    Float64,
}

/// <summary>Facts about element types.</summary>
internal static class ElementTypes
{
    /// <summary>Bytes that one element takes.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.Boolean or ElementType.Int8 or ElementType.UInt8 => 1,
        ElementType.Int16 or ElementType.UInt16 or ElementType.Float16 or ElementType.BFloat16 => 2,
        ElementType.Int32 or ElementType.UInt32 or ElementType.Float32 => 4,
        _ => 8,
    };

    /// <summary>Whether elements are floating-point numbers.</summary>
    public static bool IsFloating(this ElementType type) =>
        type is ElementType.Float16 or ElementType.BFloat16 or ElementType.Float32 or ElementType.Float64;

    /// <summary>The type's name as numpy writes it: <c>uint8</c>, <c>float32</c>, <c>bool</c>.</summary>
    public static string Name(this ElementType type) => type switch
    {
        ElementType.Boolean => "bool",
        ElementType.Int8 => "int8",
        ElementType.UInt8 => "uint8",
        ElementType.Int16 => "int16",
        ElementType.UInt16 => "uint16",
        ElementType.Int32 => "int32",
        ElementType.UInt32 => "uint32",
        ElementType.Int64 => "int64",
        ElementType.UInt64 => "uint64",
        ElementType.Float16 => "float16",
        ElementType.BFloat16 => "bfloat16",
        ElementType.Float32 => "float32",
        _ => "float64",
    };
}
