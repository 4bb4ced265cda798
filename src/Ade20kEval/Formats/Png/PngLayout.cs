namespace Ade20kEval.Formats.Png;

/// <summary>Where things are in a PNG whose chunks have all been checked.</summary>
/// <param name="Header">The image's size and kind.</param>
/// <param name="PaletteOffset">Byte offset of the palette's first entry; 0 when there is no palette.</param>
/// <param name="PaletteBytes">Bytes of the palette, three an entry; 0 when there is none.</param>
/// <param name="FirstIdatOffset">
/// Byte offset of the first IDAT chunk (its length field). The others follow without a gap, so walking on from here finds
/// them all: a list of a million chunks would cost more than the image.
/// </param>
/// <param name="IdatChunks">How many IDAT chunks there are.</param>
/// <param name="IdatBytes">Bytes of data in all of them.</param>
/// <param name="BytesAfterEnd">Bytes that follow the image and belong to nothing; 0 in a clean file.</param>
internal readonly record struct PngLayout(
    PngHeader Header,
    int PaletteOffset,
    int PaletteBytes,
    int FirstIdatOffset,
    int IdatChunks,
    int IdatBytes,
    int BytesAfterEnd);
