namespace Ade20kEval.Formats.Rle;

/// <summary>A box of whole pixels.</summary>
/// <param name="Left">Its first column.</param>
/// <param name="Top">Its first row.</param>
/// <param name="Width">Columns; 0 when empty.</param>
/// <param name="Height">Rows; 0 when empty.</param>
internal readonly record struct PixelBox(int Left, int Top, int Width, int Height);
