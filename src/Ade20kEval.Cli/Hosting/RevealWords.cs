using Ade20kEval.Boards;

namespace Ade20kEval.Cli.Hosting;

/// <summary>How much of a submission its participant is told, as options spell it.</summary>
internal static class RevealWords
{
    /// <summary>The words.</summary>
    public static ReadOnlySpan<(string Word, RevealLevel Level)> All => s_all;

    private static readonly (string, RevealLevel)[] s_all =
        [.. ((RevealLevel[])[RevealLevel.Score, RevealLevel.Classes, RevealLevel.Images]).Select(level => (BoardDefinition.Words(level), level))];
}
