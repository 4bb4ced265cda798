namespace Ade20kEval.Formats;

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
            // From the second time on half as much again, so that files that grow little by little do not each ask for a new array.
            long room = _bytes.Length == 0 ? length : length + (length / 2L);
            _bytes = GC.AllocateUninitializedArray<byte>((int)Math.Min(System.Array.MaxLength, room));
        }

        Length = length;
        return Span;
    }
}
