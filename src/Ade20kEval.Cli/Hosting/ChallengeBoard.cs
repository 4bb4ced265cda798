using System.CommandLine;
using Ade20kEval.Boards;
using Ade20kEval.Cli.Leaderboard;
using Ade20kEval.Datasets;
using Ade20kEval.Files;

namespace Ade20kEval.Cli.Hosting;

/// <summary>The rules of a challenge out of a board, so that the platform ranks as the board does.</summary>
/// <param name="File">The board's file.</param>
/// <param name="Rules">What it says.</param>
internal sealed record ChallengeBoard(string File, BoardDefinition Rules)
{
    private const int LargestFile = 1 << 20;

    /// <summary>Reads <c>board.json</c>.</summary>
    /// <param name="path">The file, or the board's folder.</param>
    /// <exception cref="InputException">It is no board.</exception>
    public static ChallengeBoard Read(string path)
    {
        string file = Directory.Exists(path) ? Board.DefinitionPath(path) : path;
        return new ChallengeBoard(file, BoardDefinition.Read(file, InputFile.ReadAll(file, LargestFile)));
    }

    /// <summary>Refuses options that would rank otherwise than the board says.</summary>
    /// <exception cref="UsageException">One was given.</exception>
    public void RefuseOther(ParseResult parsed, params IEnumerable<Option> options)
    {
        if (options.FirstOrDefault(option => OptionUse.IsGiven(parsed, option)) is Option given)
        {
            throw new UsageException($"{given.Name}: {File} says that already. Leave one of them out.");
        }
    }

    /// <summary>Refuses labels that are not the board's.</summary>
    /// <exception cref="InputException">Their digest is another one.</exception>
    public void RequireGroundTruth(string path, Dataset dataset, CancellationToken cancellation)
    {
        if (Rules.GroundTruth is string expected && InitCommand.DigestOf(path, dataset, cancellation) is string found && found != expected)
        {
            throw new InputException($"{path}: is another ground truth (digest {found}) than the board's ({expected}).");
        }
    }
}
