using System.Diagnostics;
using System.IO.Compression;
using Ade20kEval.Cli;
using Ade20kEval.Tests.Processes;

namespace Ade20kEval.Tests.Cli.Shards;

/// <summary>Many submissions on a cluster. The printed script is run, with stand-ins for Slurm's commands that do at once what they are told.</summary>
public sealed class ClusterSubmissionTests
{
    private const string Sbatch = """
        #!/bin/sh
        array=
        for word; do case $word in --array=*) array=${word#--array=} ;; esac; done
        cat >"$STUBS/job.$$"
        case $array in
        "") sh "$STUBS/job.$$" >>"$STUBS/log" 2>&1 ;;
        *-*) for i in $(seq "${array%-*}" "${array#*-}"); do SLURM_ARRAY_TASK_ID=$i sh "$STUBS/job.$$" >>"$STUBS/log" 2>&1; done ;;
        *) for i in $(echo "$array" | tr , ' '); do SLURM_ARRAY_TASK_ID=$i sh "$STUBS/job.$$" >>"$STUBS/log" 2>&1; done ;;
        esac
        echo $$
        """;

    private TemporaryFolder _folder = null!;

    private string[] Plan => ["slurm", "--submissions", _folder["received"], "--out", _folder["results"], "--board", _folder["board"], "--teams", _folder["teams.csv"]];

    private string[] Score => ["--", _folder["gt"], "--ci", "none"];

    [SetUp]
    public void MakeSubmissions()
    {
        _folder = new TemporaryFolder();
        foreach (string set in new[] { "gt", "received/it's b", "first" })
        {
            MaskFolder.Write(_folder[set, "x.png"], "1 1 2 2", "1 1 2 0");
        }

        MaskFolder.Write(_folder["first", "x.png"], "1 1 2 1", "1 1 2 1");
        ZipFile.CreateFromDirectory(_folder["first"], _folder["received", "a.zip"]);
        File.WriteAllText(_folder["received", "c.tar.gz"], "no archive");
        File.WriteAllText(_folder["received", "notes.txt"], "about them");
        File.WriteAllText(_folder["teams.csv"], "submission,team,method,date\na.zip,Alpha,Net quick,2026-01-01\nit's b,\"Beta, Inc.\",Net,\nc,Gamma,Broken,2026-01-03\n");
        Must("leaderboard", "init", _folder["board"], "--title", "T", "--ground-truth", _folder["gt"]);
    }

    [TearDown]
    public void RemoveSubmissions() => _folder.Dispose();

    [Test]
    public void The_script_scores_each_submission_and_enters_all_of_them_once()
    {
        string script = Must([.. Plan, .. Score]).Output;
        RunScript(script);

        Assert.That(File.Exists(_folder["results", "a", "run.json"]), Is.True, Log());
        Assert.That(File.Exists(_folder["results", "it's b", "run.json"]), Is.True, Log());
        Assert.That(File.ReadAllText(_folder["results", "c", "error.json"]), Does.Contain("ade20k-eval/error/1"));
        string board = Must("leaderboard", "list", _folder["board"], "--no-ranges", "--no-ids").Output;
        Assert.That(board, Does.Contain("Net quick").And.Contains("Beta, Inc.").And.Contains("2026-01-01").And.Contains("Broken").And.Contains("Gamma"), Log());
        Assert.That(board.IndexOf("Beta", StringComparison.Ordinal), Is.LessThan(board.IndexOf("Alpha", StringComparison.Ordinal)), "the perfect one first");

        int records = Directory.GetFiles(_folder["board", "ledger"]).Length;
        RunScript(script);
        Assert.That(Directory.GetFiles(_folder["board", "ledger"]), Has.Length.EqualTo(records), "three entries and the beginning, however often it runs: " + Log());
        Assert.That(records, Is.EqualTo(4));
    }

    [Test]
    public void The_status_tells_those_that_cannot_be_scored_from_those_that_are_lost_and_how_to_redo_these()
    {
        RunScript(Must([.. Plan, "--only", "2,3", .. Score]).Output);

        string status = Status([]);

        Assert.That(status, Does.StartWith("1 of 3 submissions are scored, 2 entered on the board\n"), Log());
        Assert.That(status, Does.Contain("cannot be scored: 1\n  c: ").And.Contains("lost or never started: 1\n  a: "));
        string redo = status[(status.IndexOf("to redo them:\n", StringComparison.Ordinal) + 14)..];
        Assert.That(redo, Does.Contain(" slurm --submissions ").And.Contains(" --only 1 ").And.Contains(" --teams ").And.Contains(" --submit -- "));
        Assert.That(Status([]), Is.EqualTo(status));
        RunScript(Must([.. Plan, "--only", "1", .. Score]).Output);
        Assert.That(Status([]), Does.StartWith("2 of 3 submissions are scored, 3 entered on the board\n"), Log());
        Assert.That(Status(["3 RUNNING", "1 PENDING"]), Does.Contain("running: 3\n").And.Contains("pending: 1\n"));
    }

    // `score` warns of values that no class has and reads arrays; the board takes neither, and an entry of a run document would say that nobody saw masks.
    [Test]
    public void Masks_that_the_board_refuses_are_failed_attempts_though_score_took_them()
    {
        MaskFolder.Write(_folder["received", "d", "x.png"], "1 1 2 2", "1 1 2 200");
        byte[] npy = [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. System.Text.Encoding.ASCII.GetBytes("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 4), }".PadRight(117) + "\n"), 1, 1, 2, 2, 1, 1, 2, 1];
        Directory.CreateDirectory(_folder["received", "e"]);
        File.WriteAllBytes(_folder["received", "e", "x.npy"], npy);
        RunScript(Must("slurm", "--submissions", _folder["received"], "--out", _folder["results"], "--board", _folder["board"], "--", _folder["gt"]).Output);

        Assert.That(File.Exists(_folder["results", "d", "run.json"]) && File.Exists(_folder["results", "e", "run.json"]), Is.True, "score took both: " + Log());
        Ade20kEval.Boards.StoredEntry[] entries = [.. Ade20kEval.Boards.Board.Open(_folder["board"]).Entries];
        Assert.That(entries.Select(entry => $"{entry.Entry.Metadata.Team}: {entry.Entry.Error ?? "scored"}"), Is.EqualTo(new[]
        {
            "a: scored",
            "c: c.tar.gz: is no gzip file",
            "d: masks with values that no class has (expected 1..150, ignored 0): 1",
            "e: files that are no PNG: 1",
            "it's b: scored",
        }).Using<string>((found, expected) => found.StartsWith(expected, StringComparison.Ordinal) || (found.StartsWith("c: ", StringComparison.Ordinal) && expected.StartsWith("c: ", StringComparison.Ordinal)) ? 0 : 1), Log());
        Assert.That(entries.Where(entry => entry.Entry.Error is null).Select(entry => (entry.Entry.IsFromDocument, entry.Entry.Masks is null)), Is.All.EqualTo((false, false)), "their masks were seen");
        Assert.That(Directory.GetFiles(_folder["results"], "entered", SearchOption.AllDirectories), Has.Length.EqualTo(5));
        Assert.That(Must("leaderboard", "verify", _folder["board"]).ExitCode, Is.Zero);
    }

    [Test]
    public void A_task_that_was_lost_is_told_and_the_others_are_entered()
    {
        string script = Must([.. Plan, .. Score]).Output;
        int at = script.IndexOf("\n3) exec ", StringComparison.Ordinal);
        RunScript(script[..at] + "\n3) exit 4 ;; 30) exec " + script[(at + 9)..]);

        Assert.That(Log(), Does.Contain(Path.Combine("results", "it's b") + ": has neither run.json nor error.json; its task was lost"));
        Assert.That(Ade20kEval.Boards.Board.Open(_folder["board"]).Entries, Has.Count.EqualTo(2));
        Assert.That(Status([]), Does.StartWith("1 of 3 submissions are scored, 2 entered on the board\n").And.Contains("lost or never started: 3\n"));
    }

    [Test]
    public void What_was_entered_before_its_mark_was_made_is_not_entered_again()
    {
        string script = Must([.. Plan, .. Score]).Output;
        RunScript(script);
        File.Delete(_folder["results", "a", "entered"]);
        RunScript(script);

        Assert.That(File.Exists(_folder["results", "a", "entered"]), Is.True, Log());
        Assert.That(Ade20kEval.Boards.Board.Open(_folder["board"]).Ledger, Has.Count.EqualTo(4));
    }

    [Test]
    public void Dataset_and_protocol_are_the_boards_where_nobody_says_them()
    {
        MaskFolder.Write(_folder["voc", "x.png"], "1 1 2 2", "1 1 2 255");
        Must("leaderboard", "init", _folder["voc board"], "--title", "V", "--dataset", "voc2012-21", "--protocol", "mmseg", "--ground-truth", _folder["voc"]);
        string script = Must("slurm", "--submissions", _folder["received"], "--out", _folder["results"], "--board", _folder["voc board"], "--cpus", "3", "--", _folder["voc"]).Output;
        RunScript(script);

        Assert.That(script, Does.Contain($" {_folder["voc"]} --dataset voc2012-21 --protocol mmseg --keep-going "));
        Assert.That(script.Split('\n').Single(line => line.StartsWith("enter=", StringComparison.Ordinal)), Does.Contain("-enter --cpus-per-task=3 "));
        Assert.That(File.ReadAllText(_folder["results", "a", "run.json"]), Does.Contain("\"protocol\": \"mmseg\""), Log());
        Assert.That(Ade20kEval.Boards.Board.Open(_folder["voc board"]).Entries.Select(entry => entry.Entry.Protocol).Distinct(), Is.EqualTo(new[] { "mmseg" }), Log());
    }

    [Test]
    public void A_signed_board_gets_its_key_from_a_file()
    {
        using System.Security.Cryptography.ECDsa key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        using System.Security.Cryptography.ECDsa other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        File.WriteAllText(_folder["key.pem"], key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(_folder["other.pem"], other.ExportPkcs8PrivateKeyPem());
        Must("leaderboard", "init", _folder["signed"], "--title", "S", "--ground-truth", _folder["gt"], "--key", _folder["key.pem"]);
        string[] plan = ["slurm", "--submissions", _folder["received"], "--out", _folder["results"], "--board", _folder["signed"]];

        CliRun none = CliRun.Of([.. plan, .. Score]);
        CliRun wrong = CliRun.Of([.. plan, "--key", _folder["other.pem"], .. Score]);
        RunScript(Must([.. plan, "--key", _folder["key.pem"], .. Score]).Output);

        Assert.That((none.ExitCode, none.Output), Is.EqualTo((ExitCode.BadUsage, "")), none.Error);
        Assert.That(none.Error, Does.Contain("its records are signed, and the job that enters would have no key. Give --key FILE.pem"));
        Assert.That((wrong.ExitCode, wrong.Output), Is.EqualTo((ExitCode.BadInput, "")), wrong.Error);
        Assert.That(Ade20kEval.Boards.Board.Open(_folder["signed"]).Entries, Has.Count.EqualTo(3), Log());
        Assert.That(Must("leaderboard", "verify", _folder["signed"]).ExitCode, Is.Zero);
    }

    // Each is a thing that the job which enters could only say when all tasks have ended.
    [TestCase("nowhere", "", 3, "holds no board.json")]
    [TestCase("both", "", 3, "ranks several boards together and takes no entries itself. Give one of them: ")]
    [TestCase("closed", "", 3, "closed on 2025-01-01")]
    [TestCase("not yet", "", 3, "opens on 2999-01-01")]
    [TestCase("edited", "", 3, "was changed after the last record")]
    [TestCase("other labels", "", 3, "is another ground truth (digest ")]
    [TestCase("own dataset", "", 2, "is of the dataset mine, which is not built in. Give its file after --")]
    [TestCase("board", "--dataset voc2012-21", 2, "--dataset voc2012-21: is voc2012-21, and the board is of ade20k-150")]
    [TestCase("board", "--protocol mmseg", 2, "--protocol mmseg: the board ranks by sceneparse")]
    [TestCase("board", "--resize nearest", 2, "--resize: a board takes masks as they are")]
    [TestCase("board", "--missing=wrong", 2, "--missing: a board takes masks as they are")]
    [TestCase("board", "--extra skip", 2, "--extra: ")]
    [TestCase("board", "--suffix _pred", 2, "--suffix: ")]
    [TestCase("board", "--encoding palette", 2, "--encoding: ")]
    [TestCase("board", "--remap 1:2", 2, "--remap: ")]
    [TestCase("board", "--ignore 3", 2, "--ignore: ")]
    [TestCase("board", "--protocol nonsense", 2, "nonsense")]
    [TestCase("board", "--lenient", 2, "--lenient: ")]
    public void What_the_board_would_refuse_is_said_before_anything_is_printed_or_unpacked(string board, string options, int code, string message)
    {
        Must("leaderboard", "init", _folder["closed"], "--title", "T", "--ground-truth", _folder["gt"], "--closes", "2025-01-01");
        Must("leaderboard", "init", _folder["not yet"], "--title", "T", "--ground-truth", _folder["gt"], "--opens", "2999-01-01");
        Must("leaderboard", "init", _folder["both"], "--title", "T", "--over", _folder["board"], "--over", _folder["closed"]);
        MaskFolder.Write(_folder["labels", "x.png"], "1 1 2 2", "1 1 2 3");
        Must("leaderboard", "init", _folder["other labels"], "--title", "T", "--ground-truth", _folder["labels"]);
        Must("leaderboard", "init", _folder["edited"], "--title", "T", "--ground-truth", _folder["gt"]);
        File.WriteAllText(_folder["edited", "board.json"], File.ReadAllText(_folder["edited", "board.json"]).Replace("\"T\"", "\"U\"", StringComparison.Ordinal));
        File.WriteAllText(_folder["mine.json"], Must("datasets", "ade20k-150", "--json").Output.Replace("\"name\": \"ade20k-150\"", "\"name\": \"mine\"", StringComparison.Ordinal));
        Must("leaderboard", "init", _folder["own dataset"], "--title", "T", "--dataset", _folder["mine.json"]);

        CliRun run = CliRun.Of(["slurm", "--submissions", Archive("all.zip", "", []), "--out", _folder["results"], "--board", _folder[board], "--", _folder["gt"], .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.That(run.ExitCode, Is.EqualTo(code), run.Error);
        Assert.That(run.Error, Does.Contain(message));
        Assert.That((run.Output, Directory.Exists(_folder["results"])), Is.EqualTo(("", false)));
    }

    [Test]
    public void What_the_table_says_of_submissions_is_checked_by_the_boards_rules()
    {
        File.WriteAllText(_folder["teams.csv"], "submission,team,method,date\na.zip,Alpha,Net,2999-01-01\nit's b,,Net,\nc,Gamma,Net,2026-01-03\n");

        CliRun run = CliRun.Of([.. Plan, .. Score]);

        Assert.That((run.ExitCode, run.Output), Is.EqualTo((ExitCode.BadInput, "")));
        Assert.That(run.Error, Does.Contain("refuse for what is said of them: 2").And.Contains("a: faults in what is said of the entry").And.Contains("2999").And.Contains("team: expected 1 to 200 characters"));
    }

    [Test]
    public void A_team_without_attempts_is_told_and_the_plan_is_printed()
    {
        Must("leaderboard", "init", _folder["limited"], "--title", "T", "--ground-truth", _folder["gt"], "--entries", "1");
        Must("leaderboard", "add", _folder["limited"], _folder["first"], "--ground-truth", _folder["gt"], "--team", "Alpha", "--method", "Earlier");
        CliRun run = CliRun.Of([.. Plan.Select(word => word == _folder["board"] ? _folder["limited"] : word), .. Score]);

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Error, Does.Contain("warning: submissions that the board would not take today: 1\n  a: Alpha has used its only attempt"));
        RunScript(run.Output);
        Assert.That(Status([], "limited"), Does.StartWith("2 of 3 submissions are scored, 2 entered on the board\n").And.Contains($"not on the board: 1; {_folder["results", "slurm", "enter.log"]} says why"), Log());
    }

    // What a job decides by must be nothing that a team can be called.
    [TestCase("Alpha is on the board already")]
    [TestCase("Recorded as a failed attempt")]
    public void A_name_is_not_taken_for_an_answer(string team)
    {
        File.WriteAllText(_folder["teams.csv"], $"submission,team,method,date\na.zip,{team},Net,2026-01-01\nit's b,Beta,Net,\nc,Gamma,Broken,2026-01-03\n");
        Must("leaderboard", "init", _folder["limited"], "--title", "T", "--ground-truth", _folder["gt"], "--entries", "1");
        Must("leaderboard", "add", _folder["limited"], _folder["first"], "--ground-truth", _folder["gt"], "--team", team, "--method", "Earlier");
        RunScript(Must([.. Plan.Select(word => word == _folder["board"] ? _folder["limited"] : word), .. Score]).Output);

        Assert.That(Log(), Does.Contain(team + " has used its only attempt"));
        Assert.That(File.Exists(_folder["results", "a", "entered"]), Is.False, Log());
        Assert.That(File.Exists(_folder["results", "c", "entered"]), Is.True, "a failed attempt is an answer: " + Log());
    }

    [Test]
    public void Files_that_are_no_submission_are_told()
    {
        File.WriteAllText(_folder["received", "d.rar"], "another archive");

        Assert.That(Must([.. Plan, .. Score]).Error, Does.Contain("warning: files among the submissions that are neither an archive nor a folder: 2\n  d.rar\n  notes.txt").And.Contains("They are not scored."));
    }

    [Test]
    public void Without_a_board_there_is_the_array_alone()
    {
        string script = Must("slurm", "--submissions", _folder["received"], "--out", _folder["results"], "--cpus", "2", "--sbatch=--time=60", "--", _folder["gt"]).Output;

        Assert.That(script, Does.Contain(" --array=1-3 --cpus-per-task=2 --requeue --open-mode=append ").And.Contains(" --time=60 "));
        Assert.That(script.Split('\n').Count(line => line.Contains(") exec ", StringComparison.Ordinal) && line.EndsWith("--workers 2 ;;", StringComparison.Ordinal)), Is.EqualTo(3));
        Assert.That(script, Does.Not.Contain("leaderboard"));
    }

    [TestCase("--submissions RECEIVED --shards 2 --out o -- GT", 2, "--shards N, to divide one run, or --submissions DIR|ARCHIVE")]
    [TestCase("--out o -- GT", 2, "--shards N, to divide one run, or --submissions DIR|ARCHIVE")]
    [TestCase("--submissions RECEIVED --out o -- a.zip GT", 2, "expected GROUND_TRUTH after --")]
    [TestCase("--submissions RECEIVED --out o -- GT --shard 1/2", 2, "--shard: is said by the plan")]
    [TestCase("--submissions RECEIVED --out o -- GT --for-participants x.json", 2, "every task would refuse it")]
    [TestCase("--submissions RECEIVED --out RECEIVED -- GT", 2, "lie in one another")]
    [TestCase("--submissions RECEIVED --out RECEIVED/o -- GT", 2, "lie in one another")]
    [TestCase("--submissions RECEIVED --out RECEIVED/.. -- GT", 2, "lie in one another")]
    [TestCase("--submissions RECEIVED --out o -- GT --protocl all", 2, "there is no option --protocl")]
    [TestCase("--submissions RECEIVED --out o --write csv -- GT", 2, "--write: has no effect")]
    [TestCase("--submissions RECEIVED --out o --only 4 -- GT", 2, "expected submissions between commas, 1..3")]
    [TestCase("--submissions RECEIVED --out o --teams t.csv -- GT", 2, "--teams: has no effect without --board")]
    [TestCase("--shards 2 --out o --board b -- p GT", 2, "--board: has no effect without --submissions")]
    [TestCase("--shards 2 --out o --key k -- p GT", 2, "--key: has no effect without --board")]
    [TestCase("--submissions RECEIVED --out o -- GONE", 3, "gone: no such file or folder")]
    [TestCase("--submissions RECEIVED --out o -- GT --dataset voc", 2, "voc")]
    [TestCase("--submissions GT --out o -- GT", 3, "holds 0 submissions")]
    [TestCase("--submissions nowhere --out o -- GT", 3, "nowhere")]
    [TestCase("--submissions RECEIVED --out o --board b --teams HALF -- GT", 3, "names these submissions not once: 1\n  c.tar.gz in 0 rows")]
    public void What_no_task_could_do_is_said_before_anything_is_submitted(string line, int code, string message)
    {
        File.WriteAllText(_folder["half.csv"], "submission,team,method\na,A,M\nit's b,B,M\n");
        CliRun run = CliRun.Of(["slurm", .. line.Split(' ').Select(word => word switch { "RECEIVED" => _folder["received"], "RECEIVED/o" => _folder["received", "o"], "RECEIVED/.." => _folder.Path, "GT" => _folder["gt"], "HALF" => _folder["half.csv"], "GONE" => _folder["gone"], _ => word })]);

        Assert.That(run.ExitCode, Is.EqualTo(code), run.Error);
        Assert.That(run.Error, Does.Contain(message));
    }

    [Test]
    public void Two_submissions_of_one_name_are_refused()
    {
        ZipFile.CreateFromDirectory(_folder["first"], _folder["received", "c.zip"]);

        Assert.That(CliRun.Of([.. Plan, .. Score]).Error, Does.Contain("c.tar.gz and c.zip would both be called c"));
    }

    // As zipped: a folder around them, junk of a desktop, notes; or a tar of the same.
    [TestCase("flat.zip", "")]
    [TestCase("wrapped.zip", "all of them/")]
    [TestCase("wrapped.tar.gz", "all of them/")]
    public void An_archive_of_submissions_is_unpacked_once_and_scored_like_a_folder(string name, string around)
    {
        string archive = Archive(name, around, []);
        string[] plan = ["slurm", "--submissions", archive, "--out", _folder["results"], "--board", _folder["board"], "--teams", _folder["teams.csv"]];
        CliRun printed = Must([.. plan, .. Score]);
        string[] unpacked = Files(_folder["results", "slurm", "submissions"]);

        Assert.That(printed.Error, Does.Contain("3 submissions are unpacked in"));
        Assert.That(unpacked, Is.EqualTo(new[] { "a.zip", "c.tar.gz", "it's b/x.png" }));
        RunScript(printed.Output);
        Assert.That(File.Exists(_folder["results", "a", "run.json"]) && File.Exists(_folder["results", "it's b", "run.json"]), Is.True, Log());
        Assert.That(File.ReadAllText(_folder["results", "c", "error.json"]), Does.Contain("ade20k-eval/error/1"));
        Assert.That(Must("leaderboard", "list", _folder["board"], "--no-ranges", "--no-ids").Output, Does.Contain("Net quick").And.Contains("Beta, Inc.").And.Contains("Gamma"), Log());

        DateTime before = File.GetLastWriteTimeUtc(_folder["results", "slurm", "submissions", "a.zip"]);
        Assert.That(Must([.. plan, .. Score]).Output, Is.EqualTo(printed.Output), "the same plan");
        Assert.That(File.GetLastWriteTimeUtc(_folder["results", "slurm", "submissions", "a.zip"]), Is.EqualTo(before), "a task may be reading it");
    }

    [Test]
    public void The_status_of_an_archive_unpacks_nothing_and_names_the_archive_in_the_command_that_redoes()
    {
        string archive = Archive("all.zip", "", []);
        Stub("squeue", "#!/bin/sh\n");

        ToolProcess run = ToolProcess.Shell("exec \"$@\"", Variables(), ["slurm", "--submissions", archive, "--out", _folder["results"], "--status", .. Score]);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.StartWith("0 of 3 submissions are scored\n").And.Contains($" slurm --submissions {archive} ").And.Contains(" --only 1,2,3 "));
        Assert.That(Directory.Exists(_folder["results"]), Is.False);
    }

    [TestCase("../evil.zip", "evil.zip")]
    [TestCase("/evil.zip", "evil.zip")]
    [TestCase("loose.png", "files that are no part of a submission: 1\n  loose.png")]
    [TestCase("team/sub.zip", "files that are no part of a submission: 1\n  team/sub.zip")]
    [TestCase("a/y.png", "a and a.zip would both be called a")]
    public void An_archive_that_holds_anything_else_is_refused_and_nothing_unpacked(string more, string message)
    {
        CliRun run = CliRun.Of(["slurm", "--submissions", Archive("all.zip", "", [more]), "--out", _folder["results"], .. Score]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput), run.Output);
        Assert.That(run.Error, Does.Contain(message));
        Assert.That(Directory.Exists(_folder["results"]), Is.False);
        Assert.That(Directory.GetFiles(_folder.Path, "evil.zip", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public void Another_archive_is_not_unpacked_over_the_first()
    {
        Must(["slurm", "--submissions", Archive("one.zip", "", []), "--out", _folder["results"], .. Score]);
        CliRun fewer = CliRun.Of(["slurm", "--submissions", Archive("two.zip", "", ["d/x.png"]), "--out", _folder["results"], .. Score]);
        Assert.That(fewer.ExitCode, Is.Zero, "one more is no harm: " + fewer.Error);

        foreach (string path in new[] { "d/x.png", "a.zip" })
        {
            CliRun run = CliRun.Of(["slurm", "--submissions", path == "a.zip" ? Archive("three.zip", "", ["d/x.png"], first: "no archive") : _folder["one.zip"], "--out", _folder["results"], .. Score]);
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain($"{path}: is not as in ").And.Contains("Take ").And.Contains(" away"));
        }
    }

    private static string[] Files(string folder) => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private string Archive(string name, string around, string[] more, string? first = null)
    {
        List<(string Name, byte[] Bytes)> entries =
        [
            ("a.zip", first is null ? File.ReadAllBytes(_folder["received", "a.zip"]) : System.Text.Encoding.UTF8.GetBytes(first)), ("c.tar.gz", "no archive"u8.ToArray()), ("it's b/x.png", File.ReadAllBytes(_folder["received", "it's b", "x.png"])),
            ("notes.txt", "about them"u8.ToArray()), ("__MACOSX/._a.zip", [0, 5]), .. more.Select(path => (path, (byte[])[1, 2, 3])),
        ];
        using FileStream stream = File.Create(_folder[name]);
        if (name.EndsWith(".zip", StringComparison.Ordinal))
        {
            using ZipArchive zip = new(stream, ZipArchiveMode.Create);
            foreach ((string path, byte[] bytes) in entries)
            {
                using Stream entry = zip.CreateEntry(around + path).Open();
                entry.Write(bytes);
            }
        }
        else
        {
            using GZipStream gzip = new(stream, CompressionLevel.Fastest);
            using System.Formats.Tar.TarWriter tar = new(gzip);
            foreach ((string path, byte[] bytes) in entries)
            {
                tar.WriteEntry(new System.Formats.Tar.UstarTarEntry(System.Formats.Tar.TarEntryType.RegularFile, around + path) { DataStream = new MemoryStream(bytes) });
            }
        }

        return _folder[name];
    }

    private string Status(string[] queue, string board = "board")
    {
        Stub("squeue", $"#!/bin/sh\nprintf '%s\\n' {string.Join(' ', queue.Select(line => $"'{line}'"))}\n");
        ToolProcess run = ToolProcess.Shell("exec \"$@\"", Variables(), [.. Plan.Select(word => word == _folder["board"] ? _folder[board] : word), "--status", .. Score]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return run.Output;
    }

    private void RunScript(string script)
    {
        ToolProcess.SkipUnlessLinux();
        Stub("sbatch", Sbatch);
        Stub("ade20k-eval", $"#!/bin/sh\nexec {string.Join(' ', ToolProcess.CommandIn(AppContext.BaseDirectory).Select(word => $"'{word}'"))} \"$@\"\n");
        ProcessStartInfo start = new("sh") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in Variables())
        {
            start.Environment[name] = value;
        }

        using Process shell = Process.Start(start)!;
        shell.StandardInput.Write(script);
        shell.StandardInput.Close();
        string output = shell.StandardOutput.ReadToEnd();
        Assert.That(shell.WaitForExit(TimeSpan.FromSeconds(120)), Is.True);
        Assert.That(shell.ExitCode, Is.Zero, shell.StandardError.ReadToEnd() + Log());
        Assert.That(output, Does.Match("^array [0-9]+, enter [0-9]+\n$"));
    }

    private Dictionary<string, string> Variables() => new() { ["STUBS"] = _folder["stubs"], ["PATH"] = $"{_folder["stubs"]}:{Environment.GetEnvironmentVariable("PATH")}" };

    private string Log() => File.Exists(_folder["stubs", "log"]) ? File.ReadAllText(_folder["stubs", "log"]) : "no log";

    private void Stub(string name, string text)
    {
        Directory.CreateDirectory(_folder["stubs"]);
        File.WriteAllText(_folder["stubs", name], text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder["stubs", name], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static CliRun Must(params string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return run;
    }
}
