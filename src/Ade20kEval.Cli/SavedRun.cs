using Ade20kEval.Cli.Terminal;
using Ade20kEval.Files;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;

namespace Ade20kEval.Cli;

/// <summary>A run that was saved: its document, or the folder that holds it as <c>run.json</c>.</summary>
internal static class SavedRun
{
    private const string Document = "run.json";
    private const int MostDisagreements = 10;
    private const int LongestDisagreement = 1000;

    /// <summary>The document at a path; <see langword="null"/> for what is neither a JSON file nor a folder with one.</summary>
    public static string? DocumentOf(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? path
        : Path.Combine(path, Document) is string inside && File.Exists(inside) ? inside
        : null;

    /// <summary>The same where nothing else will do.</summary>
    /// <exception cref="InputException">It is a folder without a document, or a file that cannot be one.</exception>
    public static string Require(string path)
    {
        if (DocumentOf(path) is string document)
        {
            return document;
        }

        const string Made = "`ade20k-eval score PREDICTIONS GROUND_TRUTH --out DIR` writes one.";
        if (Directory.Exists(path))
        {
            throw new InputException(Directory.EnumerateFiles(path, "run.*-of-*.json").Any()
                ? $"{path}: holds shards of a run. `ade20k-eval merge {path} --out DIR` makes one run of them."
                : $"{path}: holds no {Document}. {Made}");
        }

        return !File.Exists(path) || MayBeJson(path) ? path : throw new InputException($"{path}: is no run document, for it is not JSON. {Made}");
    }

    /// <summary>The run at a path.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static RunDocument Read(string path) => RunJsonReader.ReadFile(Require(path));

    /// <summary>The same, with a warning for each figure that is not that of its counts.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static RunDocument Read(string path, CommandContext context)
    {
        RunDocument run = Read(path);
        TellDisagreements(run.Disagreements, path, context);
        return run;
    }

    /// <summary>Warns of each figure of a document that is not that of its counts.</summary>
    public static void TellDisagreements(IReadOnlyList<string> disagreements, string path, CommandContext context)
    {
        foreach (string disagreement in disagreements.Take(MostDisagreements))
        {
            context.Say($"warning: {TerminalText.Clean(path)}: {SafeText.Cut(disagreement, LongestDisagreement)}");
        }

        if (disagreements.Count > MostDisagreements)
        {
            context.Say(Invariant($"warning: {TerminalText.Clean(path)}: and {disagreements.Count - MostDisagreements:N0} more."));
        }
    }

    // An object, after spaces or a byte order mark; what cannot be looked at is left to the reader.
    private static bool MayBeJson(string path)
    {
        try
        {
            using FilePositionedBytes file = new(path);
            byte[] start = new byte[Math.Min(64, file.Length)];
            file.ReadExactly(0, start);
            ReadOnlySpan<byte> text = start.AsSpan().TrimStart("\uFEFF \t\r\n"u8);
            return text.Length == 0 || text[0] == (byte)'{';
        }
        catch (InputException)
        {
            return true;
        }
    }
}
