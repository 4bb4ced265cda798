namespace Ade20kEval.Files;

/// <summary>A byte buffer that is kept from file to file and only ever grows.</summary>
internal sealed class ReadBuffer
{
    private byte[] _bytes = [];

    /// <summary>How many bytes are in use.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes in use.</summary>
    public Memory<byte> Memory => _bytes.AsMemory(0, Length);

    /// <summary>The bytes in use.</summary>
    public Span<byte> Span => _bytes.AsSpan(0, Length);

    /// <summary>The array beneath, at least <see cref="Length"/> long: for streams over it.</summary>
    public byte[] Array => _bytes;

    /// <summary>Sets how many bytes are in use; what they hold is undefined.</summary>
    /// <returns>The bytes to fill.</returns>
    public Span<byte> Resize(int length)
    {
        if (_bytes.Length < length)
        {
            _bytes = GC.AllocateUninitializedArray<byte>(BufferLength.Grown(_bytes.Length, length));
        }

        Length = length;
        return Span;
    }
}
