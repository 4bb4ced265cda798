namespace Ade20kEval.Samples;

/// <summary>A share of trials.</summary>
/// <param name="Hits">Trials that count.</param>
/// <param name="Trials">All trials.</param>
internal readonly record struct CoverageRate(int Hits, int Trials)
{
    /// <summary>The share, in [0, 1].</summary>
    public double Share => (double)Hits / Trials;

    /// <summary>One trial more.</summary>
    public CoverageRate With(bool hit) => new(Hits + (hit ? 1 : 0), Trials + 1);

    /// <inheritdoc/>
    public override string ToString() => Invariant($"{Share:P1}");
}
