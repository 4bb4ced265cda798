namespace Ade20kEval.Fusion.ScoreMaps;

/// <summary>The order of a score map's three axes. A leading axis of length one (a batch of one image) is ignored.</summary>
public enum ScoreLayout
{
    /// <summary>Class, row, column: as torch keeps it.</summary>
    ClassesFirst,

    /// <summary>Row, column, class.</summary>
    ClassesLast,
}
