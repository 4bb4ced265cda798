namespace Ade20kEval.Files;

/// <summary>How long to make a buffer that is kept from file to file and only ever grows.</summary>
internal static class BufferLength
{
    /// <summary>What is needed; from the second time on half as much again, so that files that grow little by little do not each ask for a new array.</summary>
    /// <param name="present">The length of the array that has become too short; 0 for none.</param>
    /// <param name="needed">The length that is needed now, at most <see cref="Array.MaxLength"/>.</param>
    public static int Grown(int present, int needed) =>
        present == 0 ? needed : (int)Math.Min(Array.MaxLength, needed + (needed / 2L));
}
