namespace Ade20kEval.Text;

/// <summary>Something that a user can ask for and that would help, as messages name it: in words that belong to no program's options.</summary>
/// <remarks>
/// Messages hold <see cref="Words"/>. Whoever shows a message to people of one program looks these words up and adds how to ask for it
/// there: the command line an option, a package its keyword.
/// </remarks>
public sealed class Advice
{
    private Advice(string key, string words)
    {
        Key = key;
        Words = words;
    }

    /// <summary>Bring predictions of another size to the size of their ground truth.</summary>
    public static Advice Resize { get; } = new("resize", "resize predictions to their ground truths");

    /// <summary>Predictions hold class indices from 0.</summary>
    public static Advice ReadAsIndices { get; } = new("indices", "read predictions as class indices");

    /// <summary>Predictions hold label ids as the ground truth does.</summary>
    public static Advice ReadAsIds { get; } = new("ids", "read predictions as label ids");

    /// <summary>Ground truths without prediction are left out.</summary>
    public static Advice SkipMissing { get; } = new("skip-missing", "leave out what has no prediction");

    /// <summary>Ground truths without prediction count as wrong.</summary>
    public static Advice CountMissing { get; } = new("count-missing", "count what has no prediction as wrong");

    /// <summary>Predictions without ground truth are left out.</summary>
    public static Advice SkipExtra { get; } = new("skip-extra", "leave out predictions without a ground truth");

    /// <summary>Unknown values of the ground truth are the protocol's business.</summary>
    public static Advice Lenient { get; } = new("lenient", "leave unknown values to the protocol");

    /// <summary>Unknown values of predictions are an error.</summary>
    public static Advice Strict { get; } = new("strict", "refuse unknown predicted values");

    /// <summary>Another dataset.</summary>
    public static Advice OtherDataset { get; } = new("dataset", "choose the dataset");

    /// <summary>A dataset of one's own.</summary>
    public static Advice OwnDataset { get; } = new("own-dataset", "describe a dataset of your own in a file");

    /// <summary>Colours are looked up in the dataset's palette.</summary>
    public static Advice ReadPalette { get; } = new("palette", "look colours up in the dataset's palette");

    /// <summary>Colours are the codes of full ADE20K annotations.</summary>
    public static Advice ReadFullAnnotation { get; } = new("ade-full", "read colours as a full ADE20K annotation");

    /// <summary>Gray files hold shades, and colours gray.</summary>
    public static Advice ReadGray { get; } = new("gray", "read shades of gray");

    /// <summary>Predicted values get other numbers by a table.</summary>
    public static Advice Renumber { get; } = new("renumber", "renumber predicted values by a table");

    /// <summary>Ground-truth values get other numbers by a table.</summary>
    public static Advice RenumberGroundTruth { get; } = new("renumber-ground-truth", "renumber ground-truth values by a table");

    /// <summary>Which axis of an array is which.</summary>
    public static Advice Layout { get; } = new("layout", "say which axis is which");

    /// <summary>Every protocol side by side.</summary>
    public static Advice AllProtocols { get; } = new("protocols", "compare all protocols");

    /// <summary>The doctor.</summary>
    public static Advice Doctor { get; } = new("doctor", "let the doctor look closer");

    /// <summary>Scores are made to label maps.</summary>
    public static Advice Fuse { get; } = new("fuse", "fuse scores to label maps");

    /// <summary>Figures take their words from a font that is not installed.</summary>
    public static Advice FontFile { get; } = new("font", "name a font file");

    /// <summary>Runs that begin somewhere and are so long are of a class that another column names, or of one.</summary>
    public static Advice CsvClass { get; } = new("csv-class", "name the class of such runs");

    /// <summary>Links out of the folder lead to files that are read.</summary>
    public static Advice FollowLinks { get; } = new("follow-links", "have links followed");

    /// <summary>Endings of names that are no part of an image's name.</summary>
    public static Advice Suffix { get; } = new("suffix", "leave the endings of names aside");

    /// <summary>Score maps hold logits.</summary>
    public static Advice Logits { get; } = new("logits", "say that scores are logits");

    /// <summary>Ground truth and predictions are given in each other's place.</summary>
    public static Advice Exchange { get; } = new("exchange", "give each in the other's place");

    /// <summary>All that is wrong with a board is told by its verification.</summary>
    public static Advice VerifyBoard { get; } = new("verify-board", "verify the board");

    /// <summary>Entries that were withdrawn are scored again with the others.</summary>
    public static Advice RescoreWithdrawn { get; } = new("rescore-withdrawn", "rescore the board with its withdrawn entries");

    /// <summary>All there are.</summary>
    public static IReadOnlyList<Advice> All { get; } =
    [
        Resize, ReadAsIndices, ReadAsIds, SkipMissing, CountMissing, SkipExtra, Lenient, Strict, OtherDataset, OwnDataset, ReadPalette,
        ReadFullAnnotation, ReadGray, Renumber, RenumberGroundTruth, Layout, AllProtocols, Doctor, Fuse, FontFile, CsvClass, FollowLinks, Suffix, Logits, Exchange, VerifyBoard, RescoreWithdrawn,
    ];

    /// <summary>A short name that stays.</summary>
    public string Key { get; }

    /// <summary>The words that stand for it in messages: an imperative, without a full stop.</summary>
    public string Words { get; }

    /// <summary>A message without the sentences that hold an advice: for people who cannot ask for it, such as those whose submission somebody else scores.</summary>
    internal static string Without(string message) => All.Any(advice => message.Contains(advice.Words, StringComparison.Ordinal))
        ? string.Join('\n', message.Split('\n').Select(line => string.Join(". ", line.Split(". ").Where(sentence => !All.Any(advice => sentence.Contains(advice.Words, StringComparison.Ordinal))))).Where(line => line.Length > 0))
        : message;

    /// <inheritdoc/>
    public override string ToString() => Words;
}
