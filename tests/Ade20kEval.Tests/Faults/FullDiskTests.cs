using System.Runtime.Versioning;
using Ade20kEval.Fuzzing;
using Ade20kEval.Runs.Json;
using Ade20kEval.Tests.Boards;
using Ade20kEval.Tests.Processes;

namespace Ade20kEval.Tests.Faults;

/// <summary>Fault O1 for everything that writes: on a file system that is full, exit code 4 and a file's name, what was there is as it was, and no temporary file is left.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FullDiskTests
{
    // In a name space of its own, so that the mount is gone with the process, whatever becomes of it. What is in SEED is there before the rest is filled up.
    private const string Script = """
        unshare -m sh -c '
        mount -t tmpfs -o size=512k none "$DISK" || exit 99
        cp -r "$SEED/." "$DISK" || exit 99
        cat /dev/zero >"$DISK/filling" 2>/dev/null
        (cd "$DISK" && find . -type f ! -name .lock | sort | xargs sha256sum) >"$BEFORE"
        "$@"
        code=$?
        (cd "$DISK" && find . -type f ! -name .lock | sort | xargs sha256sum) | diff "$BEFORE" - >&2 || exit 98
        exit $code' sh "$@"
        """;

    private static readonly string[] s_commands =
    [
        "report RUN --out DISK --write html,csv,md,tex,svg,json", "rescore RUN --protocol mmseg --out DISK", "compare RUN RUN --out DISK --write html,csv,junit,metrics,benchmark",
        "instances RESULTS TRUTH --out DISK --write csv,arrays", "pack P --out DISK/x.zip", "validate P --ground-truth G2 --host-log DISK/log.txt", "score P G --out DISK --write html,csv --quiet",
        "score P G --shard 1/1 --out DISK --quiet", "fuse --votes --view P --sizes-from G --out DISK --force", "colorize P DISK --force",
        "leaderboard add DISK/board ITS --team T --method M --date 2026-01-01", "leaderboard publish BOARD DISK", "leaderboard export BOARD DISK/board.csv --force", "leaderboard init DISK/new --ground-truth G --title T",
        "merge SHARD --out DISK --write html,csv", "convert FULL DISK --force", "panoptic PANOPTICRESULTS PANOPTIC --out DISK", "doctor P G --write-mended DISK/mended", "codabench GROUND --bundle DISK --title T --phase Dev=2027-01-01 --executable EXECUTABLE",
        "evalai GROUND --bundle DISK --title T --phase Dev=2027-01-01..2027-02-01 --executable EXECUTABLE", "score P G --for-participants DISK/figures.json --quiet", "demo DISK/demo",
        "leaderboard withdraw DISK/board HERE --reason R", "leaderboard import DISK/board PUBLISHED", "leaderboard rescore DISK/board --reason R",
    ];

    [SetUp]
    public void AsRoot()
    {
        ToolProcess.SkipUnlessLinux();
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("Mounting a small file system needs root.");
        }
    }

    [TestCaseSource(nameof(s_commands))]
    public void A_full_disk_is_exit_code_4_and_changes_nothing(string commandLine)
    {
        using TemporaryFolder folder = new();
        using BoardBench bench = new();
        using PlaceBench places = new();
        string entry = bench.Add("net", BoardBench.Run(70)).Id;
        string seed = folder.MakeFolder("seed");
        foreach (string name in new[] { "run.json", "report.html", "classes.csv", "comparison.json", "a.png", "x.zip", "index.html", "board.csv" })
        {
            folder.Write($"seed/{name}", $"old {name} of ade20k-eval");
        }

        foreach (string file in Directory.GetFiles(bench.Folder, "*", SearchOption.AllDirectories))
        {
            folder.Write($"seed/board/{Path.GetRelativePath(bench.Folder, file)}", File.ReadAllBytes(file));
        }

        folder.WriteMask("p/a.png", values: [1, 2]);
        folder.WriteMask("g/a.png", values: [1, 2]);
        folder.WriteMask("g2/a.png", 5, 3, 1, 2);
        string disk = folder.MakeFolder("disk");
        ToolProcess run = ToolProcess.Shell(
            Script,
            new Dictionary<string, string> { ["DISK"] = disk, ["SEED"] = seed, ["BEFORE"] = folder["before"] },
            [.. commandLine.Split(' ').Select(word => word switch
            {
                "RUN" => folder.Write("run.json", RunJsonWriter.Write(BoardBench.Run(80, images: 60))), "ITS" => folder.Write("its.json", RunJsonWriter.Write(BoardBench.Run(80))), "RESULTS" => folder.Write("results.json", Seeds.CocoResults), "TRUTH" => folder.Write("truth.json", Seeds.CocoTruth),
                "P" => folder["p"], "G" => folder["g"], "G2" => folder["g2"], "BOARD" => bench.Folder, "HERE" => entry,
                _ => places.Word(word).Replace("DISK", disk, StringComparison.Ordinal),
            })]);
        if (run.ExitCode == 99 || run.Error.Contains("unshare", StringComparison.Ordinal))
        {
            Assert.Ignore($"No small file system could be mounted here: {run.Error}");
        }

        Assert.That(run.ExitCode, Is.EqualTo(4), run.Error);

        // A participant is told nothing of the host's disk.
        Assert.That(run.Error, commandLine.Contains("--for-participants", StringComparison.Ordinal)
            ? Does.Contain("not your fault").And.Not.Contain(disk).And.Not.Contain("   at ")
            : Does.Contain(disk).And.Contain("No space left on device").And.Not.Contain("   at "));
    }
}
