using Ade20kEval.Boards;
using Ade20kEval.Scoring;

namespace Ade20kEval.Cli.Hosting;

/// <summary>A challenge that a platform hosts: the same for every platform.</summary>
internal sealed record ChallengePlan
{
    /// <summary>What a dataset of one's own is called in a bundle.</summary>
    public const string DatasetName = "dataset.json";

    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>What it is about, in a sentence or two.</summary>
    public required string Description { get; init; }

    /// <summary>The name of the protocol.</summary>
    public required string Protocol { get; init; }

    /// <summary>The name of the dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>The file of a dataset of one's own; <see langword="null"/> for one that is built in.</summary>
    public byte[]? DatasetFile { get; init; }

    /// <summary>The word for what submissions hold.</summary>
    public required string PredictionLabels { get; init; }

    /// <summary>What predictions hold, for pages.</summary>
    public required string Expected { get; init; }

    /// <summary>The images of a submission.</summary>
    public required IReadOnlyList<ChallengeImage> Images { get; init; }

    /// <summary>The figures, the one that ranks first.</summary>
    public required IReadOnlyList<Metric> Columns { get; init; }

    /// <summary>Decimals of percent that are shown.</summary>
    public required int Decimals { get; init; }

    /// <summary>Whether submissions may hold other masks than PNG.</summary>
    public required bool AnyFormat { get; init; }

    /// <summary>Whether only the best submission of a participant is ranked.</summary>
    public required bool BestOnly { get; init; }

    /// <summary>What a page of its own tells of a submission; <see langword="null"/> for no page.</summary>
    public RevealLevel? Page { get; init; }

    /// <summary>The phases in time, at least one.</summary>
    public required IReadOnlyList<ChallengePhase> Phases { get; init; }

    /// <summary>Submissions of a participant a day.</summary>
    public required int PerDay { get; init; }

    /// <summary>Submissions of a participant in a phase.</summary>
    public required int InAll { get; init; }

    /// <summary>Seconds that scoring may take.</summary>
    public required int SecondsLimit { get; init; }

    /// <summary>Where it is scored: the container image, or the machine.</summary>
    public required string Image { get; init; }

    /// <summary>The executable that scores, whole.</summary>
    public required byte[] Executable { get; init; }

    /// <summary>Decimals of a figure, where a share is no percent.</summary>
    public int Precision => Decimals + 2;

    /// <summary>Whether submissions hold label ids, which is what a packed one holds.</summary>
    public bool HoldsIds => PredictionLabels == "ids";

    /// <summary>Options that say what values mean.</summary>
    /// <param name="folder">Where a dataset of one's own lies, as far as its name.</param>
    public IReadOnlyList<string> DatasetOptions(string folder) => ["--dataset", DatasetFile is null ? Dataset : folder + DatasetName];

    /// <summary>Options that say what submissions hold and values mean.</summary>
    /// <param name="folder">Where a dataset of one's own lies, as far as its name.</param>
    public IReadOnlyList<string> CheckOptions(string folder) => [.. DatasetOptions(folder), "--prediction-labels", PredictionLabels, .. AnyFormat ? (string[])["--any-format"] : []];

    /// <summary>Options of <c>score</c> but for where its answer goes.</summary>
    /// <param name="folder">Where a dataset of one's own lies, as far as its name.</param>
    public IReadOnlyList<string> ScoreOptions(string folder) =>
        [.. CheckOptions(folder), "--protocol", Protocol, "--columns", string.Join(',', Columns.Select(column => column.Key)), "--decimals", Invariant($"{Decimals}")];
}

/// <summary>A phase of a challenge, in UTC.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends; <see langword="null"/> for never, which only the last may have.</param>
internal sealed record ChallengePhase(string Name, DateTime Start, DateTime? End);

/// <summary>An image of a challenge: what of it is no secret.</summary>
/// <param name="Name">What masks of it are called, without ending.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
internal sealed record ChallengeImage(string Name, int Width, int Height);
