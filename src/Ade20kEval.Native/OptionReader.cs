using System.Globalization;
using System.Text;
using System.Text.Json;
using Ade20kEval.Boundaries;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Statistics;
using Ade20kEval.Text;

namespace Ade20kEval.Native;

/// <summary>Options as JSON, and how their words become what the engine takes. Complaints name the key as Python writes it.</summary>
internal sealed class OptionReader : IDisposable
{
    private const int LongestText = 4096;
    private const int MostWorkers = 1024;
    private const int MostDraws = 1_000_000;
    private const int MostItems = 65_536;

    private readonly JsonDocument _document;
    private readonly JsonCursor _root;

    /// <summary>Reads options.</summary>
    /// <param name="json">An object; null or empty for none.</param>
    /// <param name="keys">Those that have a meaning here.</param>
    /// <exception cref="ArgumentException">It is no object, or has another key.</exception>
    public OptionReader(string? json, params string[] keys)
    {
        try
        {
            _document = JsonText.ParseStrict("options", Encoding.UTF8.GetBytes(string.IsNullOrWhiteSpace(json) ? "{}" : json));
            _root = new JsonCursor("options", _document.RootElement);
            _root.ExpectObject(keys);
        }
        catch (InputException problem)
        {
            throw new ArgumentException(problem.Message, problem);
        }
    }

    /// <summary>Keys of an evaluator.</summary>
    public static string[] ScoringKeys { get; } =
        ["dataset", "protocol", "prediction_labels", "strict", "lenient", "remap", "remap_ground_truth", "ignore", "boundary", "errors", "rings", "sizes"];

    /// <inheritdoc/>
    public void Dispose() => _document.Dispose();

    /// <summary>What is counted, and by whose arithmetic.</summary>
    public ScoringOptions Scoring()
    {
        Dataset dataset = Dataset("dataset") ?? DatasetCatalog.Find("ade20k-150");
        return new ScoringOptions
        {
            Dataset = dataset,
            Protocols = Protocols(Text("protocol"), dataset),
            PredictionLabels = Word("prediction_labels", ("ids", PredictionLabels.Ids), ("indices", PredictionLabels.Indices)),
            UnknownGroundTruth = Flag("lenient") ? UnknownGroundTruth.Protocol : UnknownGroundTruth.Error,
            UnknownPrediction = Flag("strict") ? UnknownPrediction.Error : UnknownPrediction.Warn,
            Boundaries = BoundaryRatio() is not null,
            BoundaryRatio = BoundaryRatio() ?? BoundaryCounts.DefaultRatio,
            ErrorWidth = ErrorWidth(),
            Rings = Integer("rings", 1, RingCounts.MostRings),
            Sizes = Flag("sizes"),
        };
    }

    /// <summary>How masks in memory are taken.</summary>
    public ArrayOptions Arrays()
    {
        ScoringOptions scoring = Scoring();
        return new ArrayOptions(scoring, GroundTruthRemap(scoring.Dataset), Remap("remap"))
        {
            Negatives = Negatives(scoring.Dataset),
            Resizes = Word("resize", ("none", PredictionResize.None), ("nearest", PredictionResize.Nearest)) == PredictionResize.Nearest,
            Digests = Flag("digests"),
        };
    }

    /// <summary>The bands near boundaries; null where none are asked for.</summary>
    public TrimapOptions? Trimap()
    {
        TrimapKind kind = Word("trimap_kind", ("boundary", TrimapKind.Boundary), ("void", TrimapKind.Void));
        if (Value("trimap") is not JsonCursor value)
        {
            return Value("trimap_kind") is null ? null : throw new ArgumentException("trimap_kind: is for trimap, which is not given. Give widths, or leave it out.");
        }

        int[] widths = AsUsage(() => value.Items(TrimapOptions.MostBands).Select(static item => item.Integer(1, TrimapOptions.MostWidth)).ToArray());
        return TrimapOptions.AreWidths(widths)
            ? new TrimapOptions(kind, widths)
            : throw new ArgumentException(Invariant($"trimap={value.Element.GetRawText()}: expected 1 to {TrimapOptions.MostBands} ascending widths from 1 to {TrimapOptions.MostWidth}."));
    }

    /// <summary>New numbers for ground-truth values: those given, or that ignored ones become the dataset's void value; null for none.</summary>
    public LabelRemap? GroundTruthRemap(Dataset dataset)
    {
        long[] ignored = [.. Ignored(dataset).Where(static value => value >= 0)];
        return ignored.Length == 0 ? Remap("remap_ground_truth")
            : Value("remap_ground_truth") is null ? new LabelRemap(ignored.Select(value => ((int)value, dataset.IgnoredValues[0])))
            : throw new ArgumentException("remap_ground_truth with ignore: give one of them; a table can turn values into the void value, too.");
    }

    /// <summary>The protocols that a word asks for, the primary one first.</summary>
    /// <param name="name">A name, <c>all</c>, or null for the dataset's own.</param>
    /// <param name="dataset">What is scored.</param>
    public static IReadOnlyList<Protocol> Protocols(string? name, Dataset dataset)
    {
        if (!ProtocolCatalog.Names.Contains(dataset.DefaultProtocol))
        {
            throw new InputException($"{dataset.Name}: $.protocol: {NearestNames.NotFound("protocol", dataset.DefaultProtocol, ProtocolCatalog.Names)}");
        }

        if (name is null)
        {
            return [ProtocolCatalog.Find(dataset.DefaultProtocol)];
        }

        if (name == "all")
        {
            Protocol own = ProtocolCatalog.Find(dataset.DefaultProtocol);
            return [own, .. ProtocolCatalog.ForDataset(dataset).Where(protocol => protocol.Name != own.Name)];
        }

        if (!ProtocolCatalog.Names.Contains(name))
        {
            throw new ArgumentException(NearestNames.NotFound("protocol", name, ProtocolCatalog.Names));
        }

        Protocol asked = ProtocolCatalog.Find(name);
        return asked.Fits(dataset)
            ? [asked]
            : throw new ArgumentException($"protocol={name}: its original cannot score {dataset.Name}. Those that can: {string.Join(", ", ProtocolCatalog.ForDataset(dataset).Select(p => p.Name))}.");
    }

    /// <summary>A dataset by its name, its file or its description; null where none is named.</summary>
    public Dataset? Dataset(string key)
    {
        if (Value(key) is not JsonCursor value)
        {
            return null;
        }

        if (value.Kind == JsonValueKind.Object)
        {
            return DatasetFile.Parse(key, Encoding.UTF8.GetBytes(value.Element.GetRawText()));
        }

        string name = value.Text(LongestText);
        return DatasetCatalog.Names.Contains(name) || DatasetCatalog.IsFile(name)
            ? DatasetCatalog.Find(name)
            : throw new ArgumentException($"{NearestNames.NotFound("dataset", name, DatasetCatalog.Names)} A file that describes one ends with .json.");
    }

    /// <summary>New numbers for raw values: a table, or the file of one; null for none.</summary>
    public LabelRemap? Remap(string key) => Value(key) is not JsonCursor value ? null
        : value.Kind == JsonValueKind.Object ? LabelRemapFile.Parse(value.Element.GetRawText(), key)
        : LabelRemapFile.Read(value.Text(LongestText));

    /// <summary>How masks are decoded.</summary>
    public MaskReaderOptions Decoding(Dataset dataset)
    {
        MaskEncoding encoding = Word("encoding", ("raw", MaskEncoding.Raw), ("palette", MaskEncoding.Palette), ("ade-full", MaskEncoding.AdeFullCodes), ("gray", MaskEncoding.Gray));
        return encoding != MaskEncoding.Palette ? new MaskReaderOptions { Encoding = encoding }
            : DatasetPalette.Of(dataset) is DatasetPalette palette ? new MaskReaderOptions { Encoding = encoding, Palette = palette.Colors }
            : throw new ArgumentException($"encoding=\"palette\": {dataset.Name} has no colours of its own. Describe the dataset with its palette.");
    }

    /// <summary>What adds intervals to a run.</summary>
    public Func<RunDocument, RunDocument> Intervals()
    {
        string given = Text("intervals") ?? "jackknife";
        if (given == "none")
        {
            return RunIntervals.Remove;
        }

        (string word, string draws) = given.Split(':') is [string first, string second] ? (first, second) : (given, "");
        bool isCount = int.TryParse(draws, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 100 and <= MostDraws;
        IntervalOptions options = (word, isCount) switch
        {
            ("jackknife", false) when draws.Length == 0 => new IntervalOptions(),
            ("bootstrap", true) => new IntervalOptions { Method = IntervalMethod.Percentile, Draws = count },
            ("bca", true) => new IntervalOptions { Method = IntervalMethod.Bca, Draws = count },
            _ => throw new ArgumentException(Invariant($"intervals=\"{given}\": expected jackknife, bootstrap:N, bca:N or none, with N in 100..{MostDraws:N0}.")),
        };
        return run => RunIntervals.Add(run, options);
    }

    /// <summary>How many work at once.</summary>
    public ExecutionOptions Execution() => new() { Workers = Integer("workers", 1, MostWorkers) ?? Environment.ProcessorCount };

    /// <summary>One of a few words; the first where none is given.</summary>
    public T Word<T>(string key, params ReadOnlySpan<(string Word, T Value)> words)
    {
        if (Text(key) is not string given)
        {
            return words[0].Value;
        }

        List<string> known = [];
        foreach ((string word, T value) in words)
        {
            if (word == given)
            {
                return value;
            }

            known.Add($"\"{word}\"");
        }

        throw new ArgumentException($"{key}=\"{given}\": expected {string.Join(", ", known[..^1])} or {known[^1]}.");
    }

    /// <summary>A text; null where the key is absent.</summary>
    public string? Text(string key) => Value(key) is JsonCursor value ? AsUsage(() => value.Text(LongestText)) : null;

    /// <summary>True or false; false where the key is absent.</summary>
    public bool Flag(string key) => Value(key) is JsonCursor value && AsUsage(value.Flag);

    /// <summary>A whole number; null where the key is absent.</summary>
    public int? Integer(string key, int least, int most) => Value(key) is JsonCursor value ? AsUsage(() => value.Integer(least, most)) : null;

    /// <summary>A number; null where the key is absent.</summary>
    public double? Real(string key, double least, double most) => Value(key) is JsonCursor value ? AsUsage(() => value.Real(least, most)) : null;

    /// <summary>Texts of a list; none where the key is absent.</summary>
    public IReadOnlyList<string> Texts(string key) => Value(key) is JsonCursor value
        ? AsUsage(() => value.Items(MostItems).Select(static item => item.Text(LongestText)).ToArray())
        : [];

    // No file holds negative values; masks in memory may.
    private IgnoredNegatives? Negatives(Dataset dataset)
    {
        HashSet<long> negatives = [.. Ignored(dataset).Where(static value => value < 0)];
        return negatives.Count == 0 ? null : new IgnoredNegatives(negatives, (ushort)dataset.IgnoredValues[0]);
    }

    private long[] Ignored(Dataset dataset)
    {
        if (Value("ignore") is not JsonCursor value)
        {
            return [];
        }

        long[] values = AsUsage(() => value.Items(MostItems).Select(static item => item.Long(long.MinValue, ushort.MaxValue)).Distinct().ToArray());
        return values.Length == 0 || dataset.IgnoredValues.Count > 0
            ? values
            : throw new ArgumentException($"ignore={value.Element.GetRawText()}: {dataset.Name} has no void value to turn it into. Describe a dataset with one.");
    }

    private double? BoundaryRatio()
    {
        if (Value("boundary") is not JsonCursor value || value.Kind == JsonValueKind.False)
        {
            return null;
        }

        return value.Kind == JsonValueKind.True ? BoundaryCounts.DefaultRatio
            : value.Kind == JsonValueKind.Number && value.Element.TryGetDouble(out double ratio) && BoundaryCounts.IsRatio(ratio) ? ratio
            : throw new ArgumentException($"boundary={value.Element.GetRawText()}: expected true, or the width of the band as a share of the image diagonal, above 0 and at most 1.");
    }

    private double? ErrorWidth()
    {
        if (Value("errors") is not JsonCursor value || value.Kind == JsonValueKind.False)
        {
            return null;
        }

        return value.Kind == JsonValueKind.True ? ErrorKindCounts.DefaultWidth
            : value.Kind == JsonValueKind.Number && value.Element.TryGetDouble(out double width) && ErrorKindCounts.IsWidth(width) ? width
            : throw new ArgumentException($"errors={value.Element.GetRawText()}: expected true, or the width of an edge: a share of the image diagonal below 1, or a whole number of pixels from 1 to 16384.");
    }

    private JsonCursor? Value(string key) => _root.Optional(key) is { Kind: not JsonValueKind.Null } value ? value : null;

    private static T AsUsage<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InputException problem)
        {
            throw new ArgumentException(problem.Message, problem);
        }
    }
}
