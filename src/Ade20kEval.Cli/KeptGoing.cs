using System.Text.Encodings.Web;
using System.Text.Json;
using Ade20kEval.Evaluation;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Runs;

namespace Ade20kEval.Cli;

/// <summary><c>score --keep-going</c>: many submissions in one pass over the ground truth, each for itself. One that fails leaves <c>error.json</c> where its run would be.</summary>
internal sealed class KeptGoing
{
    private const string ErrorFile = "error.json";

    private readonly string?[] _problems;
    private readonly RunDocument?[] _runs;

    private KeptGoing(RunDocument?[] runs, string?[] problems)
    {
        _runs = runs;
        _problems = problems;
    }

    /// <summary>For each submission its run, or <see langword="null"/> where it failed.</summary>
    public IReadOnlyList<RunDocument?> Runs => _runs;

    /// <summary>Scores them.</summary>
    /// <param name="groundTruth">The ground truth; what is wrong with it ends everything.</param>
    /// <param name="paths">The submissions.</param>
    /// <param name="options">How to score.</param>
    /// <param name="reading">Which forms of masks are read.</param>
    /// <param name="finish">What else is done to each run, by its place.</param>
    /// <param name="cancellation">Stops between two masks.</param>
    /// <exception cref="InputException">The ground truth is wrong.</exception>
    public static KeptGoing Score(MaskSource groundTruth, IReadOnlyList<string> paths, EvaluationOptions options, MaskSourceOptions reading, Func<RunDocument, int, RunDocument> finish, CancellationToken cancellation)
    {
        string?[] problems = new string?[paths.Count];
        RunDocument?[] runs = new RunDocument?[paths.Count];
        List<(int Place, MaskSource Source)> open = [];
        try
        {
            for (int i = 0; i < paths.Count; i++)
            {
                try
                {
                    open.Add((i, MaskSource.Open(paths[i], reading)));
                }
                catch (InputException problem)
                {
                    problems[i] = problem.Message;
                }
            }

            IReadOnlyList<SetOutcome> outcomes = open.Count == 0 ? [] : Evaluator.EvaluateEach(groundTruth, [.. open.Select(set => set.Source)], options, cancellation);
            for (int i = 0; i < outcomes.Count; i++)
            {
                int place = open[i].Place;
                problems[place] = outcomes[i].Problem;
                runs[place] = outcomes[i].Run is RunDocument run ? finish(run, place) : null;
            }
        }
        finally
        {
            open.ForEach(set => set.Source.Dispose());
        }

        return new KeptGoing(runs, problems);
    }

    /// <summary>Writes <c>error.json</c> for those that failed, and removes an older one of those that did not.</summary>
    /// <param name="folders">The folder of each submission.</param>
    /// <param name="names">What each is called.</param>
    /// <exception cref="OutputException">One could not be written.</exception>
    public void WriteErrors(IReadOnlyList<string> folders, IReadOnlyList<string> names)
    {
        for (int i = 0; i < folders.Count; i++)
        {
            string path = Path.Combine(folders[i], ErrorFile);
            if (_problems[i] is string problem)
            {
                AtomicFile.Write(path, Document(names[i], AdviceWords.AddTo(problem)));
            }
            else
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>Says what is wrong with which.</summary>
    /// <returns>The exit code of all together.</returns>
    public int Tell(CommandContext context, IReadOnlyList<string> names)
    {
        int failed = 0;
        for (int i = 0; i < _problems.Length; i++)
        {
            if (_problems[i] is string problem)
            {
                failed++;
                context.Say($"{names[i]}: failed: {AdviceWords.AddTo(problem)}");
            }
        }

        if (failed > 0)
        {
            context.Say(Invariant($"{failed} of {_problems.Length} submissions failed; the others are scored"));
        }

        return failed > 0 ? ExitCode.BadInput : ExitCode.Done;
    }

    private static byte[] Document(string name, string problem)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("schema", "ade20k-eval/error/1");
            json.WriteString("predictions", name);
            json.WriteNumber("exitCode", ExitCode.BadInput);
            json.WriteString("message", problem);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
