namespace Ade20kEval.Fusion.Resampling;

/// <summary>Rows of scores, prepared, classes last: column after column, each with its classes padded to whole vectors.</summary>
internal abstract unsafe class RowSource
{
    /// <summary>What the places after the last class hold: lower than every score, finite so that differences are 0 and not NaN.</summary>
    public const float Padding = -3e37f;

    /// <summary>Columns in a row.</summary>
    public abstract int Columns { get; }

    /// <summary>Rows.</summary>
    public abstract int Rows { get; }

    /// <summary>Writes one row: columns x padded class count.</summary>
    public abstract void Produce(int row, float* destination);
}
