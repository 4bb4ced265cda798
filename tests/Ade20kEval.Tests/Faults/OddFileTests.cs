using System.Text;
using System.Text.RegularExpressions;
using Ade20kEval.Cli;
using Ade20kEval.Tests.Cli;

namespace Ade20kEval.Tests.Faults;

/// <summary>Every place of every command that takes a file, against every kind of wrong content: exit code 3, one message that names the file and repeats little of it, soon, and nothing written.</summary>
[NonParallelizable]   // measures the seconds that the process takes
public sealed partial class OddFileTests
{
    private const int Longest = 4000;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(2);

    // Lists end where they end, and a half executable is one for all that is looked at; whether more was meant shows elsewhere.
    private static readonly string[] s_cuttable = [".csv", ".txt", "tool"];

    // Participants are not told what the labels are called; labels whose digest is another one are not read.
    private static readonly string[] s_unnamed = ["validate --ground-truth", "leaderboard verify --ground-truth"];

    // A new board takes the digest of labels and does not read them. Pages are made without a picture that cannot be shown, and say so; what verifies, checks or looks answers with findings; a site does not need every document.
    private static readonly string[] s_going = ["score --images", "report --images", "compare --images", "leaderboard init --ground-truth"];
    private static readonly string[] s_judging = ["doctor", "validate", "leaderboard verify"];

    // The ones that must be refused come first: others may change a board that the next would be put on.
    private static readonly (string Name, bool IsRefused, bool OfText, Func<byte[], byte[]> Make)[] s_contents =
    [
        ("junk", true, false, _ => Junk()), ("zeros", true, false, _ => new byte[3000]), ("one byte", true, false, _ => [0xFE]), ("one line of a million letters", true, false, _ => Filled("z", 1_000_000)),
        ("lists in lists", true, false, _ => Filled("[", 100_000)), ("objects in objects", true, false, _ => Filled("{\"a\":", 100_000)), ("UTF-16", true, true, good => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(good))]),
        ("half", true, false, good => good[..(good.Length / 2)]), ("byte order mark", false, true, good => [0xEF, 0xBB, 0xBF, .. good]), ("NULs", false, true, good => Changed(good, ",", ",\0")),
        ("infinite numbers", false, true, good => Encoding.UTF8.GetBytes(Numbers().Replace(Encoding.UTF8.GetString(good), "1e999"))), ("no numbers", false, true, good => Encoding.UTF8.GetBytes(Numbers().Replace(Encoding.UTF8.GetString(good), "NaN"))),
        ("negative numbers", false, true, good => Encoding.UTF8.GetBytes(Numbers().Replace(Encoding.UTF8.GetString(good), "-1"))), ("long numbers", false, true, good => Encoding.UTF8.GetBytes(Numbers().Replace(Encoding.UTF8.GetString(good), new string('9', 30)))),
        ("twice", false, false, good => [.. good, .. good]),
    ];

    private static IEnumerable<InputPlace> Places => InputPlace.All;

    [Test]
    public void Every_option_and_argument_that_takes_a_path_is_among_the_places_that_are_tried()
    {
        HashSet<string> known = [.. InputPlace.Others, .. InputPlace.All.Select(place => place.Symbol)];
        IReadOnlyList<string> symbols = PathSymbols.Of();

        Assert.That(symbols, Has.Count.GreaterThan(80));
        Assert.That(symbols.Where(symbol => !known.Contains(symbol)), Is.Empty, "add a row to InputPlace.All, or what is written to InputPlace.Others");
        Assert.That(known.Where(symbol => !symbols.Contains(symbol)), Is.Empty, "no command has these");
    }

    [TestCaseSource(nameof(Places))]
    public void Every_place_takes_what_is_well(InputPlace place)
    {
        using PlaceBench bench = new();
        string path = bench.PathOf(place, "good");
        Write(path, GoodOrSkip(bench, place, path));

        CliRun run = CliRun.Of(bench.Words(place, path));

        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }

    [TestCaseSource(nameof(Places))]
    public void Wrong_content_is_one_short_message_that_names_the_file(InputPlace place)
    {
        using PlaceBench bench = new();
        byte[] good = GoodOrSkip(bench, place, bench.PathOf(place, "good"));
        bool isText = good.All(b => b is >= 32 or (byte)'\n' or (byte)'\r') && System.Text.Unicode.Utf8.IsValid(good);
        int trial = 0;
        List<string> failures = [];
        string huge = bench.PathOf(place, "huge");
        File.Delete(huge);
        using (FileStream file = File.Create(huge))
        {
            file.SetLength(5L << 30);   // a hole: nothing on the disk
        }

        Try(bench, place, huge, "5 GiB", isRefused: true, failures);
        File.Delete(huge);
        foreach ((string name, bool isRefused, bool ofText, Func<byte[], byte[]> make) in s_contents.Where(content => isText || !content.OfText))
        {
            string path = bench.PathOf(place, $"trial{trial++}");
            Write(path, make(good));
            Try(bench, place, path, name, isRefused && !(name == "half" && s_cuttable.Any(place.Name.EndsWith)), failures);
        }

        Assert.That(failures, Is.Empty);
    }

    private static void Try(PlaceBench bench, InputPlace place, string path, string content, bool isRefused, List<string> failures)
    {
        CliRun run = new(0, "", "");
        TimeSpan elapsed = TimeSpan.MaxValue;
        for (int attempt = 0; attempt < 4 && elapsed > s_limit; attempt++)   // of the process: code is compiled at first
        {
            string[] words = bench.Words(place, path);
            TimeSpan before = Environment.CpuUsage.TotalTime;
            run = CliRun.Of(words);
            elapsed = Environment.CpuUsage.TotalTime - before;
        }

        string talk = run.Error + run.Output;
        Expect(elapsed < s_limit, $"takes {elapsed.TotalSeconds:0.0} s");
        Expect(!TypeNames().IsMatch(talk), "names a type of the platform");
        Expect(!talk.Contains(new string('z', 81), StringComparison.Ordinal) && !talk.Contains(new string('[', 81), StringComparison.Ordinal) && !talk.Contains(new string('9', 81), StringComparison.Ordinal), "repeats more than 80 characters");
        Expect(run.Error.Length < Longest, $"says {run.Error.Length} characters");
        bool isJudging = s_judging.Any(command => place.CommandLine.StartsWith(command, StringComparison.Ordinal));
        bool goesOn = s_going.Contains(place.Symbol) || place.CommandLine == "leaderboard list KEYED";
        if (isRefused)
        {
            Expect(run.ExitCode == ExitCode.BadInput || (isJudging && run.ExitCode == ExitCode.GateFailed) || (goesOn && run.ExitCode == ExitCode.Done), "is not refused");
            Expect(goesOn || s_unnamed.Contains(place.Symbol) || Names(talk, Path.GetFileName(path)), "does not name the file");
        }
        else
        {
            Expect(run.ExitCode is ExitCode.Done or ExitCode.GateFailed or ExitCode.BadInput or ExitCode.NotComparable, "has no right exit code");
        }

        Expect(run.ExitCode == ExitCode.Done || goesOn || !Directory.Exists(bench.Output) || Directory.GetFileSystemEntries(bench.Output).Length == 0, "leaves something");

        void Expect(bool holds, string otherwise)
        {
            if (!holds)
            {
                failures.Add($"{content}: {otherwise} (exit code {run.ExitCode}): {talk[..Math.Min(400, talk.Length)]}");
            }
        }
    }

    private static byte[] GoodOrSkip(PlaceBench bench, InputPlace place, string path)
    {
        if (place.Symbol.StartsWith("figure", StringComparison.Ordinal) && PlaceBench.Good("font").Length == 0)
        {
            Assert.Ignore("Needs a font.");
        }

        byte[] good = bench.GoodOf(place, path);
        return good.Length > 0 ? good : throw new IgnoreException("Needs a font.");
    }

    private static void Write(string path, byte[] bytes)
    {
        File.Delete(path);
        File.WriteAllBytes(path, bytes);
    }

    private static byte[] Junk()
    {
        byte[] junk = new byte[3000];
        new Random(5).NextBytes(junk);
        junk[0] = 0xFE;   // never text, and the beginning of no format
        return junk;
    }

    private static byte[] Filled(string with, int times) => Encoding.ASCII.GetBytes(new StringBuilder().Insert(0, with, times).ToString());

    private static byte[] Changed(byte[] good, string what, string into) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(good).Replace(what, into, StringComparison.Ordinal));

    // Numbers that stand alone: not parts of names, nor of digests.
    [GeneratedRegex(@"(?<![\w.""'-])-?\d+(\.\d+)?(?![\w""'.])")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\b(System|Microsoft|SixLabors|SkiaSharp)\.[A-Z]|\bAde20kEval\.(?!Cli\b)[A-Z]|[a-z]Exception\b|^\s+at \S+\(", RegexOptions.Multiline)]
    private static partial Regex TypeNames();

    // What is called by a digest of 64 digits is named by the first 16.
    private static bool Names(string talk, string file) => talk.Contains(file, StringComparison.Ordinal) || (file.Length > 64 && talk.Contains($"{file[..16]}…", StringComparison.Ordinal));
}
