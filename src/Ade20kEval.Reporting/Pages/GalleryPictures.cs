namespace Ade20kEval.Reporting.Pages;

/// <summary>Where the pictures of a gallery are, and what makes them small.</summary>
/// <param name="Path">Folder or archive of pictures.</param>
/// <param name="Thumbnail">
/// Makes a JPEG of a picture: takes the bytes of its file, valid during the call, its name for messages, and the pixels that its longer side may have.
/// </param>
public sealed record GalleryPictures(string Path, Func<ReadOnlyMemory<byte>, string, int, byte[]> Thumbnail)
{
    /// <summary>Takes a sentence where pictures are missing or cannot be read; <see langword="null"/> where the page alone says it.</summary>
    internal Action<string>? Warn { get; init; }
}
