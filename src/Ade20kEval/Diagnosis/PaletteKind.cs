namespace Ade20kEval.Diagnosis;

/// <summary>What a palette's raw values are.</summary>
internal enum PaletteKind
{
    /// <summary>The dataset's own label ids: an option of scoring reads it.</summary>
    Own,

    /// <summary>Label ids, or numbers of another dataset.</summary>
    Foreign,

    /// <summary>Colours numbered as they come.</summary>
    Numbered,
}
