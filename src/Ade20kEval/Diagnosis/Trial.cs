namespace Ade20kEval.Diagnosis;

/// <summary>A treatment that was tried on a sample.</summary>
/// <param name="Treatment">What was done.</param>
/// <param name="Agreement">How many pixels agree, numbers read in the best way.</param>
/// <param name="IsFitted">Whether that way is a table fitted to these very counts.</param>
internal sealed record Trial(Treatment Treatment, AgreeingPixels Agreement, bool IsFitted)
{
    // What less than this lies between is decided for the plainer of two.
    private const double Margin = 0.05;

    /// <summary>Whether nothing else needs to be tried on these files.</summary>
    public bool IsGood => !IsFitted && !Agreement.CanBeBeaten;

    /// <summary>Whether this is to be preferred to a trial made before.</summary>
    public bool Beats(Trial? other)
    {
        if (other is null)
        {
            return true;
        }

        // A table fits these counts in part because it was fitted to them.
        double ahead = Agreement.Kappa - other.Agreement.Kappa + (other.IsFitted ? Margin : 0) - (IsFitted ? Margin : 0);

        // Of several ways to turn or cut none is plainer.
        if (Treatment.IsMoved && other.Treatment.IsMoved && ReferenceEquals(Treatment.Choice, other.Treatment.Choice))
        {
            return ahead > 0;
        }

        bool plainer = other.IsFitted && !IsFitted && ahead > 0;
        return ahead > Margin || plainer || (ahead > -Margin && Treatment.Pairs.Count > other.Treatment.Pairs.Count);
    }
}
