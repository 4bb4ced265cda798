using Ade20kEval.Scoring;

namespace Ade20kEval.Cli.Hosting;

/// <summary>A challenge that a platform hosts: the same for every platform.</summary>
internal sealed record ChallengePlan
{
    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>What it is about, in a sentence or two.</summary>
    public required string Description { get; init; }

    /// <summary>Options of <c>score</c> for the dataset, the protocol and the rest.</summary>
    public required IReadOnlyList<string> ScoreOptions { get; init; }

    /// <summary>The name of the protocol, for pages.</summary>
    public required string Protocol { get; init; }

    /// <summary>The name of the dataset, for pages.</summary>
    public required string Dataset { get; init; }

    /// <summary>What predictions hold, for pages.</summary>
    public required string Expected { get; init; }

    /// <summary>How many masks a submission has.</summary>
    public required int Images { get; init; }

    /// <summary>The figures, the one that ranks first.</summary>
    public required IReadOnlyList<Metric> Columns { get; init; }

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
}

/// <summary>A phase of a challenge, in UTC.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends; <see langword="null"/> for never, which only the last may have.</param>
internal sealed record ChallengePhase(string Name, DateTime Start, DateTime? End);
