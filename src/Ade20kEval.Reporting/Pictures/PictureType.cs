namespace Ade20kEval.Reporting.Pictures;

/// <summary>What a picture's first bytes say it is; its name does not count.</summary>
internal enum PictureType
{
    /// <summary>Neither of the kinds that pages embed.</summary>
    Unknown,

    /// <summary>JPEG.</summary>
    Jpeg,

    /// <summary>PNG.</summary>
    Png,
}
