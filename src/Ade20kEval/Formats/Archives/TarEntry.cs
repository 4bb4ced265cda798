namespace Ade20kEval.Formats.Archives;

/// <summary>A file in a tar archive.</summary>
/// <param name="Name">Path in the archive, with <c>/</c>.</param>
/// <param name="DataOffset">Where its bytes begin.</param>
/// <param name="LengthBytes">How many there are.</param>
internal readonly record struct TarEntry(string Name, long DataOffset, long LengthBytes);
