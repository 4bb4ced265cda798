namespace Ade20kEval.Formats.CocoJson;

/// <summary>The keys of annotations and results that mean something here; a record names which it had.</summary>
[Flags]
internal enum CocoKeys
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary><c>id</c>.</summary>
    Id = 1,

    /// <summary><c>image_id</c>.</summary>
    Image = 2,

    /// <summary><c>category_id</c>.</summary>
    Category = 4,

    /// <summary><c>score</c>.</summary>
    Score = 8,

    /// <summary><c>area</c>.</summary>
    Area = 16,

    /// <summary><c>bbox</c> with four numbers.</summary>
    Box = 32,

    /// <summary><c>segmentation</c>.</summary>
    Mask = 64,

    /// <summary><c>iscrowd</c>.</summary>
    Crowd = 128,

    /// <summary><c>ignore</c>.</summary>
    Ignore = 256,

    /// <summary><c>bbox</c> that is an empty list.</summary>
    EmptyBox = 512,
}
