using System.Globalization;

namespace Ade20kEval.Cli.Shards;

/// <summary>What one launcher says of this process.</summary>
/// <param name="Launcher">Who says it.</param>
/// <param name="Number">The task's number as it was said.</param>
/// <param name="Place">Its place among the tasks, from 0, where that is certain.</param>
/// <param name="Count">How many tasks the plan has, where that is certain.</param>
/// <param name="Doubt">Why place and count are not certain.</param>
internal sealed record LauncherTask(Launcher Launcher, int Number, int? Place, int? Count, string? Doubt)
{
    /// <summary>Whether it runs the command once only, and so cannot divide anything.</summary>
    public bool IsAlone => Count == 1;

    /// <summary>What all launchers say whose variables are set.</summary>
    /// <exception cref="UsageException">A variable holds no number, or numbers contradict each other.</exception>
    public static IReadOnlyList<LauncherTask> Read(Func<string, string?> variable) =>
        [.. Launcher.All.Select(launcher => Read(launcher, variable)).OfType<LauncherTask>()];

    /// <summary>What was said, for messages.</summary>
    public override string ToString() => Count is int count
        ? Invariant($"{Launcher.Name} ({Launcher.Index}={Number}, {count} in all)")
        : Invariant($"{Launcher.Name} ({Launcher.Index}={Number})");

    private static LauncherTask? Read(Launcher launcher, Func<string, string?> variable)
    {
        if (variable(launcher.Index) is not { Length: > 0 } index || index == launcher.NoIndex || (launcher.OnlyWith is string other && variable(other) is null or ""))
        {
            return null;
        }

        int number = Number(launcher.Index) ?? 0;
        return launcher.Submitted is not null ? OfArray() : OfPlan();

        int? Number(string? name) => name is null || variable(name) is not { Length: > 0 } text
            ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : throw new UsageException($"--shard auto: {launcher.Name} says {name}={text}; expected a number. Give --shard I/N.");

        LauncherTask OfPlan()
        {
            if (Number(launcher.Count) is not int count)
            {
                return new LauncherTask(launcher, number, null, null, $"{launcher.Name} does not say how many tasks there are");
            }

            if (Number(launcher.SameCount) is int same && same != count)
            {
                return new LauncherTask(launcher, number, null, null, Invariant($"{launcher.Name} says {launcher.Count}={count} and {launcher.SameCount}={same}"));
            }

            int place = number - launcher.First;
            return place >= 0 && place < count
                ? new LauncherTask(launcher, number, place, count, null)
                : throw new UsageException(Invariant($"--shard auto: {launcher.Name} says {launcher.Index}={number} of {launcher.Count}={count}, which is no slice; expected {launcher.First}..{launcher.First + count - 1}. Give --shard I/N."));
        }

        // The numbers are of what was submitted, which after a failure is a part of the plan.
        LauncherTask OfArray()
        {
            (string firstName, string lastName, string stepName) = launcher.Submitted!.Value;
            if (Number(firstName) is not int first || Number(lastName) is not int last)
            {
                return new LauncherTask(launcher, number, null, null, $"{launcher.Name} does not say which tasks there are ({firstName}, {lastName})");
            }

            int step = Math.Max(1, Number(stepName) ?? 1);
            int regular = ((last - first) / step) + 1;
            int count = Number(launcher.Count) ?? regular;
            string? doubt = (count, regular) switch
            {
                (1, _) => $"an array of one task may be a part of a larger one",
                _ when count != regular => Invariant($"{count} tasks from {first} to {last} are a list, and which place a number has in it is not told"),
                _ when number < first || number > last || (number - first) % step != 0 => Invariant($"{launcher.Index}={number} is none of {first}..{last} in steps of {step}"),
                _ => null,
            };
            return doubt is null
                ? new LauncherTask(launcher, number, (number - first) / step, count, null)
                : new LauncherTask(launcher, number, null, null, doubt);
        }
    }
}
