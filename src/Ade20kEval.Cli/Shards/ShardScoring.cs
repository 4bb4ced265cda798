using Ade20kEval.Evaluation;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Statistics;

namespace Ade20kEval.Cli.Shards;

/// <summary>Scores one slice of every prediction set, but those whose document is there already: what a task does that a scheduler may have started before.</summary>
internal sealed class ShardScoring : IDisposable
{
    private readonly AtomicFileSet _outputs = new();
    private readonly IReadOnlyList<string>? _paths;

    /// <summary>One shard's work.</summary>
    /// <param name="folder">Where documents go; <see langword="null"/> for nowhere.</param>
    /// <param name="names">What prediction sets are called.</param>
    /// <param name="shard">Which slice.</param>
    /// <exception cref="UsageException">Two sets would share a folder.</exception>
    public ShardScoring(string? folder, IReadOnlyList<string> names, ShardInfo shard) =>
        _paths = folder is null ? null : [.. RunOutputs.Folders(folder, names).Select(own => Path.Combine(own, ShardFiles.Name(shard)))];

    /// <summary>What was asked of the whole run.</summary>
    public required ShardRequest Request { get; init; }

    /// <summary>The scenes of images; <see langword="null"/> for none.</summary>
    public SceneList? Scenes { get; init; }

    /// <summary>Takes a sentence for each document that is there already.</summary>
    public required Action<string> Say { get; init; }

    /// <summary>Scores, or finds, and writes.</summary>
    /// <param name="groundTruth">Ground truth.</param>
    /// <param name="predictions">Prediction sets, each with its place among all.</param>
    /// <param name="name">What the set of a place is called.</param>
    /// <param name="options">How to score.</param>
    /// <param name="finish">What else is done to each document.</param>
    /// <param name="keepsGoing">Whether a set that fails does not stop the others; its older document, if there is one, is taken away.</param>
    /// <param name="cancellation">Stops between two masks.</param>
    /// <returns>What became of each set, in their order; a document for each unless it keeps going.</returns>
    /// <exception cref="InputException">As of the evaluator.</exception>
    /// <exception cref="OutputException">A document could not be written.</exception>
    public IReadOnlyList<SetOutcome> Run(
        MaskSource groundTruth, IReadOnlyList<(int Place, MaskSource Source)> predictions, Func<int, string> name, EvaluationOptions options, Func<RunDocument, RunDocument> finish, bool keepsGoing, CancellationToken cancellation)
    {
        IReadOnlyList<KeyValuePair<string, string>> words = Request.Words(options);
        SetOutcome[] outcomes = [.. predictions.Select(set => new SetOutcome(Find(set.Place, name(set.Place), groundTruth, set.Source, options, words, cancellation), null))];
        int[] open = [.. Enumerable.Range(0, outcomes.Length).Where(set => outcomes[set].Run is null)];
        if (open.Length == 0)
        {
            return outcomes;
        }

        AtomicFile[] files = _paths is null ? [] : [.. open.Select(set => _outputs.Open(_paths[predictions[set].Place]))];
        MaskSource[] sources = [.. open.Select(set => predictions[set].Source)];
        IReadOnlyList<SetOutcome> scored = keepsGoing
            ? Evaluator.EvaluateEach(groundTruth, sources, options, cancellation)
            : [.. Evaluator.Evaluate(groundTruth, sources, options, cancellation).Select(run => new SetOutcome(run, null))];
        for (int i = 0; i < open.Length; i++)
        {
            outcomes[open[i]] = scored[i].Run is RunDocument run
                ? new SetOutcome(ShardRequest.AddTo(finish(RunNames.Rename(run, name(predictions[open[i]].Place))), words, Scenes), null)
                : scored[i];
        }

        cancellation.ThrowIfCancellationRequested();
        _outputs.Remove(files.Where((_, i) => outcomes[open[i]].Run is null));
        for (int i = 0; i < files.Length; i++)
        {
            if (outcomes[open[i]].Run is RunDocument run)
            {
                files[i].Prepare(stream => RunJsonWriter.Write(run, stream));
            }
            else if (File.Exists(files[i].Path))
            {
                File.Delete(files[i].Path);
            }
        }

        _outputs.Commit();
        return outcomes;
    }

    public void Dispose() => _outputs.Dispose();

    private RunDocument? Find(
        int set, string name, MaskSource groundTruth, MaskSource predictions, EvaluationOptions options, IReadOnlyList<KeyValuePair<string, string>> words, CancellationToken cancellation)
    {
        if (_paths is null || !File.Exists(_paths[set]))
        {
            return null;
        }

        ShardFiles.RequireKind(_paths[set], RunDocument.Schema);
        string? difference = null;
        RunDocument? run = null;
        try
        {
            run = RunJsonReader.ReadFile(_paths[set]);
            difference = run.Predictions.Name == name
                ? ShardResume.Difference(run, groundTruth, predictions, options, words, cancellation)
                : "another prediction set";
        }
        catch (InputException)
        {
            run = null;   // damaged; or the masks are, and then scoring says so
        }

        Say(ShardFiles.AlreadyThere(_paths[set], run is not null, difference));
        return difference is null ? run : null;
    }
}
