using System.CommandLine;

namespace Ade20kEval.Cli.Help;

/// <summary>Options under the questions that they answer, the everyday ones first. An option has one meaning in all commands, so one group.</summary>
/// <remarks>An option that is named nowhere here stands under <see cref="More"/>, after those that everybody needs: nothing need be done for a new one.</remarks>
internal static class OptionGroups
{
    public const string Everyday = "Everyday options";
    public const string More = "More options";

    private const string Out = "--out";
    private const string Force = "--force";

    // With so few, groups would be more to read than options.
    private const int FewestForGroups = 9;

    private static readonly (string Title, string[] Names)[] s_groups =
    [
        (Everyday,
        [
            "--view", "--sizes-from", "--score", "--against", "--bundle", "--board", "--title", "--phase", Out, "--write", "--compare", "--predictions", "--ground-truth", Force, "--dataset", "--protocol",
            "--prediction-labels", "--name", "--images", "--classes", "--json",
        ]),
        ("What files hold", ["--encoding", "--remap", "--remap-ground-truth", "--ignore", "--strict", "--lenient", "--csv-class", "--layout", "--votes"]),
        ("Which images", ["--suffix", "--missing", "--extra", "--resize", "--follow-links", "--keep-going", "--pick", "--pairs"]),
        ("How views become one", ["--each", "--rule", "--input", "--order", "--corners", "--average", "--weights", "--confidence"]),
        ("Further scores", ["--classes-only", "--others", "--boundary", "--trimap", "--trimap-kind", "--errors", "--errors-width", "--sizes", "--rings", "--slices", "--calibration", "--groups"]),
        (More, []),
        ("How sure", ["--ci", "--scenes", "--draws"]),
        ("Gates", ["--gates", "--max-drop", "--warn-drop", "--max-rise", "--floor", "--max-drop-class", "--min-images", "--max-drop-image", "--max-bad-images", "--mode", "--allow-missing-baseline", "--require-identical"]),
        ("Charts as files", ["--theme", "--figure-width", "--dpi", "--no-titles", "--font"]),
        ("Many machines and hosted boards", ["--shard", "--for-participants", "--columns", "--decimals", "--participant-page", "--reveal", "--any-format"]),
        ("Terminal and speed", ["--workers", "--quiet", "--no-progress", "--color", "--help", "--version"]),
    ];

    /// <summary>The groups that have options of these, each in its order; those of a group in the order of the table where it gives one, else in the command's.</summary>
    public static IEnumerable<(string Title, IReadOnlyList<Option> Options)> Of(IReadOnlyList<Option> options)
    {
        if (options.Count < FewestForGroups)
        {
            return [("Options", options)];
        }

        return s_groups
            .Select(group => (group.Title, (IReadOnlyList<Option>)[.. options.Where(option => TitleOf(option, options) == group.Title).OrderBy(option => Array.IndexOf(group.Names, option.Name))]))
            .Where(group => group.Item2.Count > 0);
    }

    // What a command cannot do without is everyday, whatever its name.
    // Replacing files is rare where none are usually written.
    private static string TitleOf(Option option, IReadOnlyList<Option> all) => option.Required ? Everyday
        : option.Name == Force && all.All(other => other.Name != Out) ? More
        : s_groups.FirstOrDefault(group => group.Names.Contains(option.Name)).Title ?? More;
}
