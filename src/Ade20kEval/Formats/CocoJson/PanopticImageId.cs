using System.Globalization;

namespace Ade20kEval.Formats.CocoJson;

/// <summary>What names an image in a panoptic file: a number (COCO) or a text (Cityscapes, ADE20K). The number 5 and the text "5" are two images.</summary>
/// <param name="Number">The number; 0 where it is a text.</param>
/// <param name="Text">The text; <see langword="null"/> where it is a number.</param>
internal readonly record struct PanopticImageId(long Number, string? Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text is null ? Number.ToString(CultureInfo.InvariantCulture) : $"\"{Ade20kEval.Text.Excerpt.Of(Text)}\"";
}
