using Ade20kEval.Evaluation;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Runs;

namespace Ade20kEval.Cli;

/// <summary><c>score --keep-going</c>: many submissions in one pass over the ground truth, each for itself. One that fails leaves <c>error.json</c> where its run would be.</summary>
internal sealed class KeptGoing
{
    private readonly string?[] _problems;
    private readonly RunDocument?[] _runs;

    private KeptGoing(RunDocument?[] runs, string?[] problems)
    {
        _runs = runs;
        _problems = problems;
    }

    /// <summary>For each submission its run, or <see langword="null"/> where it failed.</summary>
    public IReadOnlyList<RunDocument?> Runs => _runs;

    /// <summary>Opens and scores them.</summary>
    /// <param name="paths">The submissions.</param>
    /// <param name="reading">Which forms of masks are read.</param>
    /// <param name="score">Scores those that could be opened, each with its place among all, and says what became of each.</param>
    /// <exception cref="InputException">The ground truth is wrong.</exception>
    public static KeptGoing Score(IReadOnlyList<string> paths, MaskSourceOptions reading, Func<IReadOnlyList<(int Place, MaskSource Source)>, IReadOnlyList<SetOutcome>> score)
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

            IReadOnlyList<SetOutcome> outcomes = open.Count == 0 ? [] : score(open);
            for (int i = 0; i < outcomes.Count; i++)
            {
                (runs[open[i].Place], problems[open[i].Place]) = (outcomes[i].Run, outcomes[i].Problem);
            }
        }
        finally
        {
            open.ForEach(set => set.Source.Dispose());
        }

        return new KeptGoing(runs, problems);
    }

    /// <summary>Writes <c>error.json</c> for those that failed, where a run of theirs is removed, and removes an older one of those that did not.</summary>
    /// <param name="folders">The folder of each submission.</param>
    /// <param name="names">What each is called.</param>
    /// <param name="file">What the documents are called: <see cref="SubmissionError.FileName"/>, or after a shard.</param>
    /// <exception cref="OutputException">One could not be written.</exception>
    public void WriteErrors(IReadOnlyList<string> folders, IReadOnlyList<string> names, string file)
    {
        for (int i = 0; i < folders.Count; i++)
        {
            string path = Path.Combine(folders[i], file);
            if (_problems[i] is string problem)
            {
                AtomicFile.Write(path, new SubmissionError(names[i], AdviceWords.AddTo(problem)).ToJson());
                string older = Path.Combine(folders[i], "run.json");
                if (file == SubmissionError.FileName && File.Exists(older))
                {
                    File.Delete(older);   // of what was handed in before; it says nothing of this
                }
            }
            else if (File.Exists(path))
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
}
