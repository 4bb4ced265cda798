namespace Ade20kEval.Formats.CocoJson;

/// <summary>An image of a COCO file.</summary>
/// <param name="Id">Its number.</param>
/// <param name="FileName">Its file; empty where the file does not say.</param>
/// <param name="Width">Columns; 0 where the file does not say.</param>
/// <param name="Height">Rows; 0 where the file does not say.</param>
internal readonly record struct CocoImage(long Id, string FileName, int Width, int Height);
