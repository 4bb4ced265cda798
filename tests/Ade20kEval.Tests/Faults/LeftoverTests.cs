using Ade20kEval.Files;

namespace Ade20kEval.Tests.Faults;

/// <summary>Fault D9: what killed runs left is taken away when it is older than any run takes, and nothing else is.</summary>
public sealed class LeftoverTests
{
    private static readonly string s_guid = new('a', 32);

    [Test]
    public void Old_temporary_files_of_ours_go_with_the_next_output_and_all_others_stay()
    {
        using TemporaryFolder folder = new();
        string old = Aged(folder.Write($".run.json.{s_guid}.tmp", "half"));
        string empty = Aged(folder.Write($".report.html.{s_guid}.tmp", ""));
        string fresh = folder.Write($".classes.csv.{s_guid}.tmp", "of a run that goes on");
        string[] others = [Aged(folder.Write("run.json", "old")), Aged(folder.Write($"run.json.{s_guid}.tmp", "no dot")), Aged(folder.Write(".run.json.tmp", "no number")), Aged(folder.Write($".run.json.{s_guid[1..]}G.tmp", "no hexadecimal")), Aged(folder.Write($".run.json.{s_guid}.tmp.bak", "another ending"))];

        AtomicFile.Write(folder["index.html"], "new"u8);

        Assert.That(new[] { old, empty }.Where(File.Exists), Is.Empty);
        Assert.That(others.Append(fresh).Where(path => !File.Exists(path)), Is.Empty);
        Assert.That(File.ReadAllText(folder["index.html"]), Is.EqualTo("new"));
    }

    [Test]
    public void A_link_of_such_a_name_is_left_alone_and_so_is_what_it_leads_to()
    {
        using TemporaryFolder folder = new();
        string precious = Aged(folder.Write("elsewhere/precious.txt", "mine"));
        string link = folder.MakeFolder("out") + $"/.run.json.{s_guid}.tmp";
        File.CreateSymbolicLink(link, precious);

        AtomicFile.Write(folder["out", "index.html"], "new"u8);

        Assert.That(File.ReadAllText(precious), Is.EqualTo("mine"));
        Assert.That(File.Exists(link), Is.True);
    }

    private static string Aged(string path)
    {
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow - Leftovers.Age - TimeSpan.FromMinutes(1));
        return path;
    }
}
