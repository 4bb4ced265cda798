using Ade20kEval.Formats.Arrays;

namespace Ade20kEval.Formats.Safetensors;

/// <summary>One array of a .safetensors file: its name, type, shape and place.</summary>
internal sealed class SafetensorsEntry
{
    private readonly int[] _shape;

    internal SafetensorsEntry(string name, ElementType elementType, int[] shape, long offset, long length)
    {
        Name = name;
        ElementType = elementType;
        _shape = shape;
        Offset = offset;
        Length = length;
    }

    /// <summary>The array's name.</summary>
    public string Name { get; }

    /// <summary>What one element is.</summary>
    public ElementType ElementType { get; }

    /// <summary>Length along each axis; empty for a single number.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>First byte of the elements, from the start of the file.</summary>
    public long Offset { get; }

    /// <summary>Bytes that the elements take.</summary>
    public long Length { get; }

    /// <summary>The array in the bytes that this entry describes.</summary>
    /// <param name="file">The file as messages name it.</param>
    /// <param name="bytes"><see cref="Length"/> bytes from <see cref="Offset"/> on.</param>
    public NumericArray View(string file, ReadOnlyMemory<byte> bytes) =>
        new($"{file}/{Name}", ElementType, isBigEndian: false, isColumnMajor: false, _shape, bytes, Offset);
}
