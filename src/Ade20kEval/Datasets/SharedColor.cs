namespace Ade20kEval.Datasets;

/// <summary>A colour that a palette gives to two labels, so that a drawing does not tell them apart.</summary>
/// <param name="Color">The colour.</param>
/// <param name="ReadId">The id that it is read as.</param>
/// <param name="Read">Its name.</param>
/// <param name="OtherId">The id of the other label that has it.</param>
/// <param name="Other">Its name.</param>
internal sealed record SharedColor(Rgb Color, int ReadId, string Read, int OtherId, string Other)
{
    /// <summary>What it is and how it is read, a sentence.</summary>
    public string Sentence => $"{Color.Hex} is the colour of {Read} and of {Other}, and is read as {Read}.";
}
