using System.Reflection;

namespace Ade20kEval.Tests.Architecture;

/// <summary>The house keeps its order: a room, which is the first folder below an assembly's root, may use only the rooms of the levels before its own.</summary>
/// <remarks>
/// What counts is what the compiler made (<see cref="CompiledUses"/>), so that neither a name without <c>using</c> nor an inferred type slips through.
/// Scoring (the figures and their formulas) comes before Protocols, because a protocol returns scores and is made of formulas.
/// </remarks>
public sealed class LayerTests
{
    // What stands in the root itself: the doors, which use all rooms, and what is handed in and out there, which Diagnosis and Evaluation alone see.
    private const string FrontDoor = "front door";
    private const string HandedIn = "handed in";

    // A level a line; the rooms of one level do not use each other.
    private static readonly string[][] s_engine =
    [
        ["Files"],
        ["Text"],   // after Files, not beside it: the cursor over JSON names the file and the place in its InputException
        ["Formats", "Kernels"],
        ["Sources"],
        ["Masks"],
        ["Calibration"],   // before Fusion, which hands it probabilities
        ["Counting", "Fusion"],
        ["Datasets"],
        ["Scoring"],
        ["Boundaries"],
        ["Errors"],   // after Boundaries, whose tables from raw value to class it reads
        ["Protocols"],
        ["Statistics"],
        ["Slices"],
        ["Runs"],
        ["Panoptic", "Instances"],
        ["Comparison", "Boards"],
        [HandedIn],
        ["Diagnosis"],   // its findings mend the options that are handed in
        ["Evaluation"],
        [FrontDoor],
    ];

    private static readonly string[][] s_reporting = [["Analysis"], ["Tables"], ["Ci"], ["Pictures"], ["Charts"], ["Pages"], ["Boards"], [HandedIn]];

    // User > used: what breaks the order today, and why it may. An entry that is no longer needed fails, too.
    private static readonly string[] s_tolerated = [];

    private static IEnumerable<TestCaseData> Houses =>
    [
        new TestCaseData(typeof(Evaluator).Assembly, "Ade20kEval", s_engine).SetArgDisplayNames("Ade20kEval"),
        new TestCaseData(typeof(Ade20kEval.Reporting.ReportFiles).Assembly, "Ade20kEval.Reporting", s_reporting).SetArgDisplayNames("Ade20kEval.Reporting"),
    ];

    [TestCaseSource(nameof(Houses))]
    public void A_room_uses_only_rooms_before_it(Assembly assembly, string root, string[][] order)
    {
        IReadOnlyList<(string User, string Used)> uses = CompiledUses.Of(assembly);
        HashSet<string> doors = Doors(uses, root);
        string[] breaches = [.. uses
            .Where(use => Breaks(RoomOf(use.User, root, doors), RoomOf(use.Used, root, doors), order))
            .Select(use => $"{Short(use.User)} > {Short(use.Used)}")];
        string[] tolerated = [.. s_tolerated.Where(entry => entry.StartsWith("Reporting.", StringComparison.Ordinal) == root.EndsWith("Reporting", StringComparison.Ordinal))];

        Assert.That(uses, Has.Count.GreaterThan(100), "the rule must have been applied to something");
        Assert.That(string.Join("\n", breaches.Except(tolerated)), Is.Empty, "upwards, or across one level");
        Assert.That(string.Join("\n", tolerated.Except(breaches)), Is.Empty, "tolerated, and no longer there: delete the entry");
    }

    [TestCaseSource(nameof(Houses))]
    public void Every_room_has_its_place_in_the_order(Assembly assembly, string root, string[][] order) =>
        Assert.That(assembly.GetTypes().Select(type => RoomOf(type.FullName!, root, [])).OfType<string>().Distinct(), Is.SubsetOf(order.SelectMany(level => level).Append(HandedIn)));

    // A type of a later room, or of another one of the same level.
    private static bool Breaks(string? user, string? used, string[][] order) =>
        user is not null && used is not null && user != used && LevelOf(used, order) >= LevelOf(user, order);

    private static int LevelOf(string room, string[][] order) => Array.FindIndex(order, level => level.Contains(room));

    /// <summary>The room that a type stands in; <see langword="null"/> for what the compiler adds outside the root.</summary>
    private static string? RoomOf(string type, string root, HashSet<string> doors)
    {
        if (!type.StartsWith(root + ".", StringComparison.Ordinal))
        {
            return null;
        }

        string[] parts = type[(root.Length + 1)..].Split('.');
        return parts.Length > 1 ? parts[0] : doors.Contains(type) ? FrontDoor : HandedIn;
    }

    /// <summary>The types of the root that use Evaluation, or one that does.</summary>
    private static HashSet<string> Doors(IReadOnlyList<(string User, string Used)> uses, string root)
    {
        HashSet<string> doors = [];
        bool IsNew((string User, string Used) use) =>
            IsOfRoot(use.User) && (use.Used.StartsWith($"{root}.Evaluation.", StringComparison.Ordinal) || doors.Contains(use.Used)) && doors.Add(use.User);
        bool IsOfRoot(string type) => type.LastIndexOf('.') == root.Length && type.StartsWith(root, StringComparison.Ordinal);
        while (uses.Any(IsNew))
        {
        }

        return doors;
    }

    private static string Short(string type) => type["Ade20kEval.".Length..];

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
}
