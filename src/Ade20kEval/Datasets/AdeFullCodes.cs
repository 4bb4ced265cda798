using Ade20kEval.Masks;
using Ade20kEval.Text;

namespace Ade20kEval.Datasets;

/// <summary>Tells full ADE20K annotations from what else may lie in their place: photographs, masks that were converted already, other editions.</summary>
/// <remarks>
/// Every colour stands for some code, so a photograph would be converted without complaint. What gives it away: the edition that SceneParse150 was made from
/// numbers 3,148 objects, and one annotation names a few dozen of them.
/// </remarks>
internal static class AdeFullCodes
{
    /// <summary>The code of the last object. Source: the object list of the ADE20K edition of 2016 (index_ade20k.mat).</summary>
    public const int Last = 3148;

    // The fullest annotations name under a hundred kinds of objects; a photograph has thousands of colours.
    private const int MostKinds = 512;

    /// <summary>Why codes cannot be those of a full annotation, as the end of a message; null where they can.</summary>
    /// <param name="codes">As read by <see cref="MaskEncoding.AdeFullCodes"/>.</param>
    public static string? ProblemOf(LabelMap codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        if (!codes.IsWide)
        {
            byte highest = 0;
            foreach (byte value in codes.Narrow)
            {
                highest = Math.Max(highest, value);
            }

            return highest == 0
                ? null
                : Invariant($"holds numbers 0..{highest} of 8 bits: is it converted already? Expected the colours of a full annotation (RGB), or its codes of 16 bits, 0..{Last}.");
        }

        long beyond = 0;
        int first = -1;
        HashSet<ushort> kinds = [];
        ushort before = 0;
        ReadOnlySpan<ushort> values = codes.Wide;
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] > Last)
            {
                beyond++;
                first = first < 0 ? i : first;
            }

            if (values[i] != before || i == 0)
            {
                before = values[i];
                kinds.Add(before);
            }
        }

        if (beyond > 0)
        {
            return Invariant($"{Plural.Of(beyond, "pixel")} of {values.Length:N0} ({100.0 * beyond / values.Length:0.##} %) have codes that are none of the {Last:N0} objects', the first, {values[first]}, at row {first / codes.Width}, column {first % codes.Width}. ")
                + "Is it a photograph, a drawing, or an annotation of another edition of ADE20K, which numbers objects otherwise? Expected a NAME_seg.png of the edition of 2016.";
        }

        return kinds.Count > MostKinds
            ? Invariant($"holds {kinds.Count:N0} different codes, where an annotation names a few dozen objects. Is it a photograph? Expected a NAME_seg.png of full ADE20K.")
            : null;
    }
}
