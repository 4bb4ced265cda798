using System.Globalization;
using System.Text;
using Ade20kEval.Cli.Terminal;
using Ade20kEval.Files;
using Microsoft.Win32.SafeHandles;

namespace Ade20kEval.Cli.Cluster;

/// <summary>What Slurm still has of an array, and what its tasks said last.</summary>
internal static class SlurmQueue
{
    private const int LongestLine = 200;
    private const int LookedAt = 1 << 16;   // of a log's end

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
            if (!File.Exists(log))
            {
                return $"nothing in {log}";
            }

            using SafeFileHandle handle = InputFile.Open(log, minimumBytes: 1);
            long length = RandomAccess.GetLength(handle);
            byte[] end = new byte[(int)Math.Min(LookedAt, length)];
            InputFile.ReadExactly(handle, log, length - end.Length, end);
            string? line = Encoding.UTF8.GetString(end).Split('\n').LastOrDefault(text => text.Trim().Length > 0)?.Trim();
            return line is null ? $"nothing in {log}" : TerminalText.Clean(line.Length > LongestLine ? line[..LongestLine] + "..." : line);
        }
        catch (InputException failure)
        {
            return TerminalText.Clean(failure.Message);
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
