using Ade20kEval.Files;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Scoring;
using Ade20kEval.Text;

namespace Ade20kEval.Boards;

/// <summary>Holds the entries of a board, one after the other, against their digests, their records, the rules and their own counts.</summary>
/// <param name="folder">The board.</param>
/// <param name="rules">Its rules.</param>
/// <param name="witness">Hears what entries say of the ground truth.</param>
internal sealed class EntryVerification(string folder, BoardDefinition rules, GroundTruthWitness witness)
{
    private const int LargestFile = 1 << 20;

    private readonly List<string> _findings = [];
    private readonly List<string> _known = [];
    private readonly List<string> _fromDocuments = [];

    /// <summary>What is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Findings => _findings;

    /// <summary>What is wrong with withdrawn entries as the records of their withdrawal say, one sentence each.</summary>
    public IReadOnlyList<string> Known => _known;

    /// <summary>Entries of now whose counts came in a document, a method and its team each.</summary>
    public IReadOnlyList<string> FromDocuments => _fromDocuments;

    /// <summary>How many entries of now were counted here from masks.</summary>
    public int FromMasks { get; private set; }

    /// <summary>How many entries of now are figures of publications.</summary>
    public int Reported { get; private set; }

    /// <summary>How many were scored again.</summary>
    public int Rescored { get; private set; }

    /// <summary>Checks an entry.</summary>
    /// <param name="id">Its digest.</param>
    /// <param name="state">What the ledger says of it.</param>
    public void Check(string id, EntryState state)
    {
        string file = $"entries/{BoardVerification.Short(id)}….json";
        try
        {
            if (KnownDamage.OnRecord(folder, id, state) is string known)
            {
                _known.Add($"known: {file}: {known}");
                return;
            }

            string path = Board.EntryPath(folder, id);
            if (!File.Exists(path))
            {
                _findings.Add(Invariant($"{file}: was removed; record {state.Added.Sequence} brought it{(state.Added.Team is string team ? $", of {team}" : "")}."));
                return;
            }

            ReadOnlyMemory<byte> bytes = InputFile.ReadAll(path, LargestFile);
            bool isUnchanged = BoardJsonText.Digest(bytes.Span) == id;
            if (!isUnchanged)
            {
                _findings.Add($"{file}: was changed: its digest is not its name.");
            }

            BoardEntry entry = BoardEntry.Read(path, bytes);
            _findings.AddRange(isUnchanged ? Contradictions(entry, state, file) : []);
            Count(entry, state);
            if (entry.Run is not null)
            {
                CheckScores(id, entry, state.IsHistory);
            }
        }
        catch (InputException problem)
        {
            _findings.Add(problem.Message);
        }
    }

    // What no command writes: of an entry that was made by hand and chained well.
    private static IEnumerable<string> Contradictions(BoardEntry entry, EntryState state, string file)
    {
        string record = Invariant($"ledger/{state.Added.Sequence:D8}.json");
        if (state.Added.Team is string said && said != entry.Metadata.Team)
        {
            yield return $"{record}: says that the entry is of {said}, for whom it counts as an attempt; {file} is of {entry.Metadata.Team}.";
        }

        if (state.Added.Event is "add" or "fail" && (state.Added.Event == "fail") != (entry.Kind == EntryKind.Failed))
        {
            yield return $"{record}: says '{state.Added.Event}'; {file} is {BoardEntry.Words(entry.Kind)}.";
        }

        string? missing = entry.Kind switch
        {
            EntryKind.Scored when entry.Run is null => "holds no counts that its figures follow from",
            EntryKind.Reported when entry.Citation is null => "cites nothing",
            EntryKind.Failed when entry.Figures.Any(figure => figure.Value is not null) => "has figures",
            EntryKind.Reported or EntryKind.Failed when entry.Run is not null => "holds counts, which only scored ones do",
            _ => null,
        };
        if (missing is not null)
        {
            yield return $"{file}: is {BoardEntry.Words(entry.Kind)}, and {missing}.";
        }
    }

    private void Count(BoardEntry entry, EntryState state)
    {
        if (state.IsHistory)
        {
            return;
        }

        if (entry.IsFromDocument)
        {
            _fromDocuments.Add($"{entry.Metadata.Method} of {entry.Metadata.Team}");
        }

        FromMasks += entry.Run is not null && !entry.IsFromDocument ? 1 : 0;
        Reported += entry.Kind == EntryKind.Reported ? 1 : 0;
    }

    private void CheckScores(string id, BoardEntry entry, bool isHistory)
    {
        string name = $"entry {id[..12]} ({entry.Metadata.Method})";
        string file = $"runs/{BoardVerification.Short(entry.Run!)}….json";
        ReadOnlyMemory<byte> bytes = InputFile.ReadAll(Board.RunPath(folder, entry.Run!), Array.MaxLength);
        bool isUnchanged = BoardJsonText.Digest(bytes.Span) == entry.Run;
        if (!isUnchanged)
        {
            _findings.Add($"{name}: its counts, {file}, were changed.");
        }

        // What another version wrote may say other things than this one would.
        RunDocument run = RunJsonReader.Read(bytes, file);
        if (isUnchanged && entry.Tool == ToolInfo.CurrentVersion && run.Disagreements.Count > 0)
        {
            _findings.Add($"{name}: its counts, {file}, contradict themselves: {run.Disagreements[0]}");
        }

        if (run.Predictions.Name != entry.Metadata.Method)
        {
            _findings.Add($"{name}: its counts, {file}, are called {Excerpt.Of(run.Predictions.Name)}: they are those of another entry.");
        }

        if (run.GroundTruth.Digest != entry.GroundTruth || (!isHistory && rules.GroundTruth is string truth && truth != entry.GroundTruth))
        {
            _findings.Add($"{name}: was scored against another ground truth than the board's. If the board's was corrected since, withdraw the entry, or rescore the board with the labels of now and what was handed in.");
        }

        if (!isHistory)
        {
            CheckRules(name, entry);
            witness.Hear(name, entry, run);
        }

        CheckFigures(name, entry, ProtocolCatalog.Find(entry.Protocol).Score(run.Counts));
        Rescored++;
    }

    private void CheckRules(string name, BoardEntry entry)
    {
        if (entry.Protocol != rules.Protocol)
        {
            _findings.Add($"{name}: was scored under protocol {entry.Protocol}; the board's is {rules.Protocol}. If a rescoring was stopped, rescore the board again.");
        }

        if (rules.Figures.FirstOrDefault(metric => entry.Figures.All(figure => figure.Key != metric.Key)) is Metric missing)
        {
            _findings.Add($"{name}: holds no {missing.Key}, which the board shows. If the rules were changed since, rescore the board.");
        }
    }

    // Of counts that are others all figures are.
    private void CheckFigures(string name, BoardEntry entry, Scores scores)
    {
        (string Key, double? Stored, double? Computed)[] others =
            [.. entry.Figures.Select(figure => (figure.Key, figure.Value, Metrics.Find(figure.Key).Of(scores))).Where(figure => figure.Value != figure.Item3)];
        if (others.Length > 0)
        {
            _findings.Add(Invariant($"{name}: says {others[0].Key} {others[0].Stored}; its counts give {others[0].Computed}{(others.Length > 1 ? $"; {Plural.Of(others.Length - 1, "other figure")} of it differ as well" : "")}."));
        }
    }
}
