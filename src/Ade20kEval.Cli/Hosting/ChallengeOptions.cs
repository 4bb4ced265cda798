using System.CommandLine;
using Ade20kEval.Boards;
using Ade20kEval.Cli.Options;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;

namespace Ade20kEval.Cli.Hosting;

/// <summary>The options of a challenge, the same for every platform.</summary>
/// <param name="tool">The words that start this tool.</param>
/// <param name="hasPage">Whether the platform shows a page of its own for each submission.</param>
internal sealed class ChallengeOptions(IReadOnlyList<string> tool, bool hasPage)
{
    private const long LongestDataset = 16 << 20;

    public Argument<string> GroundTruth { get; } = new("GROUND_TRUTH") { Description = "The hidden ground truth: a folder or an archive. It goes into the bundle." };

    public Option<string> Bundle { get; } = new("--bundle") { Description = "The folder for the bundle.", HelpName = "DIR", Required = true };

    public Option<string?> FromBoard { get; } = new("--board")
    {
        Description = "Take title, dataset, protocol, figures, decimals, days and limits from a board, as `leaderboard init` makes it; the ground truth must be the board's.",
        HelpName = "BOARD|board.json",
    };

    public Option<string?> Title { get; } = new("--title") { Description = "What the challenge is called. [default: the board's title]", HelpName = "TEXT" };

    public Option<string?> Description { get; } = new("--description") { Description = "What it is about. [default: the title]", HelpName = "TEXT" };

    public Option<string[]> Phase { get; } = new("--phase")
    {
        Description = "A phase and its time in UTC: NAME=2027-01-01..2027-03-01. Repeat it, in order of time. [default: the board's days]",
        HelpName = "NAME=START..END",
    };

    public DatasetOption Dataset { get; } = new("What raw values mean: a name from `ade20k-eval datasets`.");

    public ProtocolOption Protocol { get; } = new("Whose arithmetic: a scorer's name. [default: the dataset's own, sceneparse for ADE20K]", isOne: true);

    public PredictionLabelsOption PredictionLabels { get; } = new("Submissions hold label ids as in the ground truth, or class indices from 0.");

    public Option<string> Columns { get; } = new("--columns")
    {
        Description = "The figures of the leaderboard, the one that ranks first.",
        DefaultValueFactory = _ => "challengeScore,meanIou,pixelAccuracy",
        HelpName = "LIST",
    };

    public DecimalsOption Decimals { get; } = new("Decimals of percent that are shown; a share has two more.");

    public Option<bool> AnyFormat { get; } = new("--any-format") { Description = "Take submissions in every format that `score` reads, not PNG alone: its readers are not ours. [default: what the board takes]" };

    public Option<int?> PerDay { get; } = new("--per-day") { Description = "Submissions of a participant a day. [default: the board's limit, or 5]", HelpName = "N" };

    public Option<int?> InAll { get; } = new("--in-all") { Description = "Submissions of a participant in a phase. [default: the board's limit, or 100]", HelpName = "N" };

    public Option<string?> DetailedResults { get; } = new("--detailed-results")
    {
        Description = "A page for each submission, for its participant: its figures, also the IoU of each class, or of each image too. Nothing else of the ground truth. [default: what the board reveals beyond scores]",
        HelpName = "score|classes|images",
    };

    public Option<int> Seconds { get; } = new("--time-limit") { Description = "Seconds that scoring may take.", DefaultValueFactory = _ => 1200, HelpName = "SECONDS" };

    public Option<string?> Executable { get; } = new("--executable") { Description = "The native executable for linux-x64 that scores. [default: this one]", HelpName = "FILE" };

    public IReadOnlyList<Option> All =>
        [Bundle, FromBoard, Title, Description, Phase, Dataset, Protocol, PredictionLabels, Columns, Decimals, AnyFormat, PerDay, InAll, .. hasPage ? (Option[])[DetailedResults] : [], Seconds, Executable];

    /// <summary>Everything that was said, checked.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="groundTruth">The ground truth, open.</param>
    /// <param name="glibc">The minor version of the platform's glibc.</param>
    /// <param name="image">What has it.</param>
    /// <param name="needsEnds">Whether the last phase must end, too.</param>
    /// <param name="cancellation">Stops between two masks.</param>
    /// <exception cref="UsageException">A value is none of those expected, is missing, or contradicts the board.</exception>
    /// <exception cref="InputException">The ground truth, the board or the executable would fail on the platform.</exception>
    public ChallengePlan Read(ParseResult parsed, MaskSource groundTruth, int glibc, string image, bool needsEnds, CancellationToken cancellation)
    {
        ChallengeBoard? board = parsed.GetValue(FromBoard) is string path ? ChallengeBoard.Read(path) : null;
        board?.RefuseOther(parsed, Protocol, Columns, Decimals, AnyFormat);
        (Dataset dataset, string datasetWord) = ReadDataset(parsed, board);
        IReadOnlyList<Protocol> protocols = board is null ? Protocol.Read(parsed, dataset) : ProtocolChoice.Parse(board.Rules.Protocol, dataset);
        if (protocols.Count != 1)
        {
            throw new UsageException("--protocol all: a leaderboard ranks by one protocol; name it.");
        }

        IReadOnlyList<Metric> columns = board is null ? ParticipantScoring.Columns(Columns.Name, parsed.GetRequiredValue(Columns)) : [.. board.Rules.Figures.DistinctBy(figure => figure.Key)];
        PredictionLabels labels = PredictionLabels.Read(parsed);
        string title = parsed.GetValue(Title) ?? board?.Rules.Title ?? throw new UsageException("--title: what is the challenge called? Give it, or --board BOARD.");
        IReadOnlyList<ChallengePhase> phases = (parsed.GetValue(Phase), board) switch
        {
            ({ Length: > 0 } given, _) => ChallengePhases.Read(given, needsEnds),
            (_, ChallengeBoard rules) => ChallengePhases.Of(rules.Rules, rules.File, needsEnds),
            _ => throw new UsageException("--phase: when does the challenge run? Give NAME=START..END, or --board BOARD."),
        };
        board?.RequireGroundTruth(groundTruth.Path, dataset, cancellation);
        return new ChallengePlan
        {
            Title = title,
            Description = parsed.GetValue(Description) ?? title,
            Image = image,
            Dataset = dataset.Name,
            DatasetFile = DatasetCatalog.IsFile(datasetWord) ? InputFile.ReadAll(datasetWord, LongestDataset).ToArray() : null,
            Protocol = protocols[0].Name,
            PredictionLabels = parsed.GetRequiredValue(PredictionLabels),
            Expected = dataset.ExpectedPredictionValues(labels),
            Images = Rehearse(groundTruth, new ScoringOptions { Dataset = dataset, Protocols = protocols }, columns[0], cancellation),
            Columns = columns,
            Decimals = board?.Rules.Decimals ?? Decimals.Read(parsed),
            AnyFormat = board?.Rules.AnyFormat ?? parsed.GetValue(AnyFormat),
            BestOnly = board?.Rules.BestPerTeam ?? true,
            Page = hasPage ? ReadPage(parsed, board) : null,
            Phases = phases,
            PerDay = Positive(PerDay, parsed.GetValue(PerDay) ?? board?.Rules.EntriesPerTeamAndDay ?? 5),
            InAll = Positive(InAll, parsed.GetValue(InAll) ?? board?.Rules.EntriesPerTeam ?? 100),
            SecondsLimit = Positive(Seconds, parsed.GetValue(Seconds)),
            Executable = LinkedGlibc.Read(parsed.GetValue(Executable) ?? tool[^1], glibc, image),
        };
    }

    // A board has the name of its dataset; a dataset of one's own is in a file, which must have that name.
    private (Dataset Dataset, string Word) ReadDataset(ParseResult parsed, ChallengeBoard? board)
    {
        string word = OptionUse.IsGiven(parsed, Dataset) || board is null ? parsed.GetRequiredValue(Dataset) : board.Rules.Dataset;
        if (board is not null && !OptionUse.IsGiven(parsed, Dataset) && !DatasetCatalog.Names.Contains(word))
        {
            throw new UsageException($"{board.File}: is of the dataset {word}, which is not built in. Give its file: --dataset FILE.json.");
        }

        Dataset dataset = DatasetChoice.Parse(word);
        return board is null || dataset.Name == board.Rules.Dataset
            ? (dataset, word)
            : throw new UsageException($"--dataset {word}: is {dataset.Name}, and {board.File} is of {board.Rules.Dataset}. Leave one of them out.");
    }

    private RevealLevel? ReadPage(ParseResult parsed, ChallengeBoard? board) => parsed.GetValue(DetailedResults) is string given
        ? OptionWords.Parse(DetailedResults.Name, given, RevealWords.All)
        : board?.Rules.Reveal is RevealLevel level and not RevealLevel.Score ? level : null;

    /// <summary>Scores the ground truth against itself: what is wrong with it is found here, and that the ranking figure is defined for it.</summary>
    private static List<ChallengeImage> Rehearse(MaskSource groundTruth, ScoringOptions scoring, Metric primary, CancellationToken cancellation)
    {
        if (groundTruth.Entries.Count == 0)
        {
            throw new InputException($"{groundTruth.Path}: holds no mask.");
        }

        MaskAccumulator accumulator = new(scoring);
        using MaskReader reader = groundTruth.CreateReader();
        LabelMap map = new();
        List<ChallengeImage> images = [];
        foreach (Sources.FileEntry entry in groundTruth.Entries)
        {
            cancellation.ThrowIfCancellationRequested();
            reader.Read(entry, map);
            accumulator.Add(map, map, entry.RelativePath);
            images.Add(new ChallengeImage(entry.Stem, map.Width, map.Height));
        }

        return primary.Of(accumulator.Compute()) is double score && double.IsFinite(score)
            ? images
            : throw new InputException($"{groundTruth.Path}: even the ground truth itself has no {primary.Key} under {scoring.Protocols[0].Name}; rank by another figure or protocol.");
    }

    private static int Positive(Option option, int given) => given >= 1 ? given : throw new UsageException($"{option.Name}: expected 1 or more.");
}
