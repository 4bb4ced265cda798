using System.Globalization;
using Ade20kEval.Cli.Terminal;
using Ade20kEval.Files;

namespace Ade20kEval.Cli.Cluster;

/// <summary>What Slurm still has of an array, and what its tasks said last.</summary>
internal static class SlurmQueue
{
    private const int LongestLine = 200;

    /// <summary>The tasks that wait or run, by their numbers, with Slurm's word for that.</summary>
    /// <exception cref="OutputException">Slurm does not answer.</exception>
    public static IReadOnlyList<(int Task, string State)> TasksOf(string jobName)
    {
        OtherProgram queue = OtherProgram.Run("", "squeue", "--noheader", "--array", $"--name={jobName}", "--format=%K %T");
        if (queue.ExitCode != 0)
        {
            throw new OutputException($"squeue: answered {queue.ExitCode}: {queue.Error.Trim()}");
        }

        List<(int Task, string State)> tasks = [];
        foreach (string line in queue.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(' ') is [string index, string state] && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out int task))
            {
                tasks.Add((task, state));
            }
        }

        return tasks;
    }

    /// <summary>The last line of a task's log, for a person.</summary>
    public static string LastLine(string log)
    {
        try
        {
            string? line = File.Exists(log) ? File.ReadLines(log).LastOrDefault(text => text.Trim().Length > 0) : null;
            return line is null ? $"nothing in {log}" : TerminalText.Clean(line.Length > LongestLine ? line[..LongestLine] + "..." : line);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"{log} cannot be read ({failure.Message})";
        }
    }

    /// <summary>Submits a script.</summary>
    /// <returns>What it printed: the numbers of its jobs.</returns>
    /// <exception cref="OutputException">Slurm did not take it.</exception>
    public static string Submit(string script)
    {
        OtherProgram sent = OtherProgram.Run(script, "/bin/sh");
        return sent.ExitCode == 0 ? sent.Output : throw new OutputException($"sbatch: answered {sent.ExitCode}: {sent.Error.Trim()}");
    }

    /// <summary>Numbers with commas, as <c>--only</c> takes them.</summary>
    public static string List(IEnumerable<int> numbers) => string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
