using System.ComponentModel;
using System.Diagnostics;
using Ade20kEval.Files;

namespace Ade20kEval.Cli.Cluster;

/// <summary>A program of the system that is run to its end.</summary>
/// <param name="ExitCode">What it answered.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="Error">What it said.</param>
internal sealed record OtherProgram(int ExitCode, string Output, string Error)
{
    // A scheduler that does not answer for so long is not there.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs it.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="words">The program and its arguments.</param>
    /// <exception cref="OutputException">It cannot be started, or does not end.</exception>
    public static OtherProgram Run(string input, params IReadOnlyList<string> words)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(words[0], words.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(s_patience))
            {
                process.Kill(entireProcessTree: true);
                throw new OutputException(Invariant($"{words[0]}: did not end within {s_patience.TotalSeconds} s. Does the scheduler answer?"));
            }

            return new OtherProgram(process.ExitCode, output.Result, error.Result);
        }
        catch (Exception failure) when (failure is Win32Exception or IOException)
        {
            throw new OutputException($"{words[0]}: cannot be run ({failure.Message.TrimEnd('.')}). Is this machine part of the cluster?", failure);
        }
    }
}
