namespace Ade20kEval.Boards;

/// <summary>What the values of a field of metadata are.</summary>
internal enum MetadataKind
{
    /// <summary>Words on one line.</summary>
    Text,

    /// <summary>A number that is not negative; 59M and 1.2G are read as 59,000,000 and 1,200,000,000.</summary>
    Number,

    /// <summary>A whole number from 1.</summary>
    Count,

    /// <summary>An address that begins with https or http.</summary>
    Link,

    /// <summary>One of a few words, perhaps with more behind a colon.</summary>
    Choice,
}
