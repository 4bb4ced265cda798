using System.CommandLine;
using System.Globalization;
using Ade20kEval.Runs;
using Ade20kEval.Statistics;

namespace Ade20kEval.Cli.Options;

/// <summary>How sure figures are said to be, the same for every command that shows runs.</summary>
internal sealed class UncertaintyOptions
{
    private const int MostDraws = 1_000_000;
    private const string NoIntervals = "none";

    public Option<string> Intervals { get; } = new("--ci")
    {
        Description = "How 95 % intervals are made: by leaving out one image at a time, from N bootstrap samples (percentiles, or bias-corrected and accelerated), or not at all.",
        DefaultValueFactory = static _ => "jackknife",
        HelpName = "jackknife|bootstrap:N|bca:N|none",
    };

    public Option<string?> Scenes { get; } = new("--scenes")
    {
        Description = "Leave out, or draw, scenes instead of images: lines `image,scene`. For sets with several images of one place.",
        HelpName = "FILE",
    };

    public IReadOnlyList<Option> All => [Intervals, Scenes];

    /// <summary>The scenes that were given; <see langword="null"/> for none.</summary>
    /// <exception cref="Files.InputException">The file of scenes is not one.</exception>
    public SceneList? ReadScenes(ParseResult parsed) => parsed.GetValue(Scenes) is string scenes ? SceneList.Read(scenes) : null;

    /// <summary>What adds the intervals to a run.</summary>
    /// <exception cref="UsageException"><c>--ci</c> is none of its forms, or <c>--scenes</c> has no meaning.</exception>
    /// <exception cref="Files.InputException">The file of scenes is not one.</exception>
    public Func<RunDocument, RunDocument> Read(ParseResult parsed) => parsed.GetValue(Scenes) is string scenes && parsed.GetRequiredValue(Intervals) == NoIntervals
        ? throw new UsageException($"--scenes {scenes}: is for intervals, which --ci none leaves out. Leave one of the two out.")
        : Parse(parsed.GetRequiredValue(Intervals), ReadScenes(parsed));

    /// <summary>How intervals are made, from <c>--ci</c> alone; <see langword="null"/> for none.</summary>
    /// <exception cref="UsageException"><c>--ci</c> is none of its forms.</exception>
    public IntervalOptions? ReadMethod(ParseResult parsed) => ParseMethod(parsed.GetRequiredValue(Intervals), null);

    /// <summary>The same from a word of <c>--ci</c>.</summary>
    /// <exception cref="UsageException">It is none of its forms.</exception>
    public static Func<RunDocument, RunDocument> Parse(string given, SceneList? scenes) => ParseMethod(given, scenes) is IntervalOptions options
        ? run => RunIntervals.Add(run, options)
        : RunIntervals.Remove;

    /// <summary>How intervals are made; <see langword="null"/> for not at all.</summary>
    /// <exception cref="UsageException">It is none of the forms of <c>--ci</c>.</exception>
    public static IntervalOptions? ParseMethod(string given, SceneList? scenes)
    {
        if (given == NoIntervals)
        {
            return null;
        }

        IntervalOptions options = new() { Scenes = scenes };
        (string word, string draws) = given.Split(':') is [string first, string second] ? (first, second) : (given, "");
        return (word, int.TryParse(draws, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 100 and <= MostDraws) switch
        {
            ("jackknife", false) when draws.Length == 0 => options,
            ("bootstrap", true) => options with { Method = IntervalMethod.Percentile, Draws = count },
            ("bca", true) => options with { Method = IntervalMethod.Bca, Draws = count },
            _ => throw new UsageException(Invariant($"--ci {given}: expected jackknife, bootstrap:N, bca:N or none, with N in 100..{MostDraws:N0}.")),
        };
    }
}
