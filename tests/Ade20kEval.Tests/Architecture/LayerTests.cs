using System.Text.RegularExpressions;

namespace Ade20kEval.Tests.Architecture;

/// <summary>The house keeps its order: a folder of the engine may use only the folders before it.</summary>
/// <remarks>
/// Differs from the first plan in one place: Scoring (the figures and their formulas) comes before Protocols, because a protocol
/// returns scores and is made of formulas.
/// </remarks>
public sealed partial class LayerTests
{
    private static readonly string[][] s_order =
    [
        ["Formats", "Statistics"], ["Masks"], ["Counting", "Fusion"], ["Datasets"], ["Scoring"], ["Protocols"], ["Runs"], ["Diagnosis"], ["Synthetic"],
    ];

    [Test]
    public void A_folder_of_the_engine_uses_only_folders_before_it()
    {
        string engine = Path.Combine(TestFolders.Repository, "src", "Ade20kEval");
        List<string> wrong = [];
        int checkedFiles = 0;
        foreach (string file in Directory.EnumerateFiles(engine, "*.cs", SearchOption.AllDirectories))
        {
            string folder = Path.GetRelativePath(engine, file).Split(Path.DirectorySeparatorChar)[0];
            int level = LevelOf(folder);
            if (level < 0)
            {
                continue;
            }

            checkedFiles++;
            foreach (Match use in Uses().Matches(File.ReadAllText(file)))
            {
                string used = use.Groups[1].Value;
                if (LevelOf(used) > level || (LevelOf(used) == level && used != folder))
                {
                    wrong.Add($"{Path.GetRelativePath(engine, file)} uses {used}");
                }
            }
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(checkedFiles, Is.GreaterThan(30), "the rule must have been applied to something");
    }

    [Test]
    public void No_source_file_of_the_product_is_longer_than_400_lines()
    {
        string[] tooLong = [.. Directory.EnumerateFiles(Path.Combine(TestFolders.Repository, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => File.ReadLines(file).Count() > 400)];

        Assert.That(tooLong, Is.Empty);
    }

    [Test]
    public void The_engine_touches_no_console_clock_or_current_culture()
    {
        string[] forbidden = ["Console.", "DateTime.Now", "DateTime.UtcNow", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "CurrentCulture", "Environment.GetEnvironmentVariable"];
        string[] wrong = [.. Directory.EnumerateFiles(Path.Combine(TestFolders.Repository, "src", "Ade20kEval"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => forbidden.Where(word => File.ReadAllText(file).Contains(word, StringComparison.Ordinal)).Select(word => $"{Path.GetFileName(file)}: {word}"))];

        Assert.That(wrong, Is.Empty);
    }

    private static int LevelOf(string folder) => Array.FindIndex(s_order, level => level.Contains(folder));

    [GeneratedRegex(@"\bAde20kEval\.(\w+)")]
    private static partial Regex Uses();
}
