using System.CommandLine;
using System.Globalization;
using Ade20kEval.Cli.Options;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;

namespace Ade20kEval.Cli.Hosting;

/// <summary>The options of a challenge, the same for every platform.</summary>
internal sealed class ChallengeOptions(IReadOnlyList<string> tool)
{
    private static readonly string[] s_times = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"];

    public Argument<string> GroundTruth { get; } = new("GROUND_TRUTH") { Description = "The hidden ground truth: a folder or an archive. It goes into the bundle." };

    public Option<string> Bundle { get; } = new("--bundle") { Description = "The folder for the bundle.", HelpName = "DIR", Required = true };

    public Option<string> Title { get; } = new("--title") { Description = "What the challenge is called.", HelpName = "TEXT", Required = true };

    public Option<string?> Description { get; } = new("--description") { Description = "What it is about. [default: the title]", HelpName = "TEXT" };

    public Option<string[]> Phase { get; } = new("--phase")
    {
        Description = "A phase and its time in UTC: NAME=2027-01-01..2027-03-01. Repeat it, in order of time.",
        HelpName = "NAME=START..END",
        Required = true,
    };

    public DatasetOption Dataset { get; } = new("What raw values mean: a name from `ade20k-eval datasets`.");

    public ProtocolOption Protocol { get; } = new("Whose arithmetic: a scorer's name. [default: the dataset's own, sceneparse for ADE20K]");

    public PredictionLabelsOption PredictionLabels { get; } = new("Submissions hold label ids as in the ground truth, or class indices from 0.");

    public Option<string> Columns { get; } = new("--columns")
    {
        Description = "The figures of the leaderboard, the one that ranks first.",
        DefaultValueFactory = _ => "challengeScore,meanIou,pixelAccuracy",
        HelpName = "LIST",
    };

    public Option<int> PerDay { get; } = new("--per-day") { Description = "Submissions of a participant a day.", DefaultValueFactory = _ => 5, HelpName = "N" };

    public Option<int> InAll { get; } = new("--in-all") { Description = "Submissions of a participant in a phase.", DefaultValueFactory = _ => 100, HelpName = "N" };

    public Option<int> Seconds { get; } = new("--time-limit") { Description = "Seconds that scoring may take.", DefaultValueFactory = _ => 1200, HelpName = "SECONDS" };

    public Option<string?> Executable { get; } = new("--executable") { Description = "The native executable for linux-x64 that scores. [default: this one]", HelpName = "FILE" };

    public IReadOnlyList<Option> All => [Bundle, Title, Description, Phase, Dataset, Protocol, PredictionLabels, Columns, PerDay, InAll, Seconds, Executable];

    /// <summary>Everything that was said, checked.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="groundTruth">The ground truth, open.</param>
    /// <param name="glibc">The minor version of the platform's glibc.</param>
    /// <param name="image">What has it.</param>
    /// <param name="needsEnds">Whether the last phase must end, too.</param>
    /// <exception cref="UsageException">A value is none of those expected.</exception>
    /// <exception cref="InputException">The ground truth or the executable would fail on the platform.</exception>
    public ChallengePlan Read(ParseResult parsed, MaskSource groundTruth, int glibc, string image, bool needsEnds)
    {
        Dataset dataset = Dataset.Read(parsed);
        string datasetName = parsed.GetRequiredValue(Dataset);
        if (!DatasetCatalog.Names.Contains(datasetName))
        {
            throw new UsageException($"--dataset {datasetName}: bundles are of built-in datasets only; expected a name from `ade20k-eval datasets`.");
        }

        IReadOnlyList<Protocol> protocols = Protocol.Read(parsed, dataset);
        if (protocols.Count != 1)
        {
            throw new UsageException("--protocol all: a leaderboard ranks by one protocol; name it.");
        }

        IReadOnlyList<Metric> columns = ParticipantScoring.Columns(Columns.Name, parsed.GetRequiredValue(Columns));
        PredictionLabels labels = PredictionLabels.Read(parsed);
        Rehearse(groundTruth, new ScoringOptions { Dataset = dataset, Protocols = protocols }, columns[0]);
        string title = parsed.GetRequiredValue(Title);
        return new ChallengePlan
        {
            Title = title,
            Description = parsed.GetValue(Description) ?? title,
            Image = image,
            Dataset = datasetName,
            Protocol = protocols[0].Name,
            Expected = dataset.ExpectedPredictionValues(labels),
            ScoreOptions = ["--dataset", datasetName, "--protocol", protocols[0].Name, "--prediction-labels", parsed.GetRequiredValue(PredictionLabels)],
            Images = groundTruth.Entries.Count,
            Columns = columns,
            Phases = ReadPhases(parsed.GetRequiredValue(Phase), needsEnds),
            PerDay = Positive(parsed, PerDay),
            InAll = Positive(parsed, InAll),
            SecondsLimit = Positive(parsed, Seconds),
            Executable = LinkedGlibc.Read(parsed.GetValue(Executable) ?? tool[^1], glibc, image),
        };
    }

    /// <summary>Scores the ground truth against itself: what is wrong with it is found here, and that the ranking figure is defined for it.</summary>
    private static void Rehearse(MaskSource groundTruth, ScoringOptions scoring, Metric primary)
    {
        if (groundTruth.Entries.Count == 0)
        {
            throw new InputException($"{groundTruth.Path}: holds no mask.");
        }

        MaskAccumulator accumulator = new(scoring);
        using MaskReader reader = groundTruth.CreateReader();
        LabelMap map = new();
        foreach (Sources.FileEntry entry in groundTruth.Entries)
        {
            reader.Read(entry, map);
            accumulator.Add(map, map, entry.RelativePath);
        }

        if (primary.Of(accumulator.Compute()) is not double score || !double.IsFinite(score))
        {
            throw new InputException($"{groundTruth.Path}: even the ground truth itself has no {primary.Key} under {scoring.Protocols[0].Name}; rank by another figure or protocol.");
        }
    }

    private static int Positive(ParseResult parsed, Option<int> option) =>
        parsed.GetValue(option) is >= 1 and int given ? given : throw new UsageException($"{option.Name}: expected 1 or more.");

    private static ChallengePhase[] ReadPhases(string[] given, bool needsEnds)
    {
        ChallengePhase[] phases = [.. given.Select(ReadPhase)];
        for (int i = 0; i < phases.Length; i++)
        {
            bool isLast = i == phases.Length - 1;
            if (phases[i].End is null && (!isLast || needsEnds))
            {
                throw new UsageException($"--phase {given[i]}: has no end; expected NAME=START..END{(needsEnds ? "" : " for all but the last")}.");
            }

            if (phases[i].End <= phases[i].Start || (!isLast && phases[i + 1].Start < phases[i].End))
            {
                throw new UsageException($"--phase {given[i]}: ends before it begins, or after the next one begins; expected phases one after the other.");
            }
        }

        return phases;
    }

    private static ChallengePhase ReadPhase(string given)
    {
        int equals = given.LastIndexOf('=');
        string[] times = given[(equals + 1)..].Split("..");
        return equals > 0 && times.Length <= 2 && TryTime(times[0], out DateTime start)
            ? times is [_, { Length: > 0 } last]
                ? TryTime(last, out DateTime end) ? new ChallengePhase(given[..equals], start, end) : throw Wrong()
                : new ChallengePhase(given[..equals], start, null)
            : throw Wrong();

        UsageException Wrong() => new($"--phase {given}: expected NAME=START..END, with times as 2027-01-01 or 2027-01-01T12:00 (UTC).");
    }

    private static bool TryTime(string text, out DateTime time) => DateTime.TryParseExact(text, s_times, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
