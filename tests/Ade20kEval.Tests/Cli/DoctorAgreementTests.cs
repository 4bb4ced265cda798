using System.Text.RegularExpressions;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Formats.Png;

namespace Ade20kEval.Tests.Cli;

/// <summary>The doctor reads and pairs as <c>score</c> does: whatever score reads, the doctor examines with the same score.</summary>
public sealed partial class DoctorAgreementTests
{
    private const int Width = 12;
    private const int Height = 8;
    private const string Four =
        """{"name": "four", "classes": [{"id": 0, "name": "ground", "color": "#000000"}, {"id": 1, "name": "road", "color": "#800000"}, {"id": 2, "name": "car", "color": "#008000"}, {"id": 3, "name": "sky", "color": "#808000"}], "ignored": [255]}""";

    private static readonly byte[] s_colors = [0, 0, 0, 0x80, 0, 0, 0, 0x80, 0, 0x80, 0x80, 0];

    private TemporaryFolder _folder = null!;
    private string _dataset = "";

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        _dataset = _folder.Write("four.json", Four);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    /// <summary>Forms, names, gaps and sizes at random, with the options that score needs for them.</summary>
    [Test]
    public void Whatever_score_reads_the_doctor_examines_with_the_same_score([Range(1, 24)] int seed)
    {
        Random random = new(seed);
        List<string> options = ["--dataset", _dataset];
        bool rgb = random.Next(3) == 0;
        string ending = random.Next(2) == 0 ? "" : "_pred", truthEnding = random.Next(3) == 0 ? "_gt" : "";
        options.AddRange(rgb ? ["--encoding", "palette"] : []);
        options.AddRange(ending.Length > 0 ? ["--suffix", ending] : []);
        options.AddRange(truthEnding.Length > 0 ? ["--suffix", truthEnding] : []);
        int missing = random.Next(2), extra = random.Next(2), scale = 1 + random.Next(2);
        options.AddRange(missing > 0 ? ["--missing", "skip"] : []);
        options.AddRange(extra > 0 ? ["--extra", "skip"] : []);
        options.AddRange(scale > 1 ? ["--resize", "nearest"] : []);
        for (int i = 0; i < 4 + extra; i++)
        {
            byte[] truth = [.. Enumerable.Range(0, Width * Height).Select(at => (byte)((at % Width * 4 / Width) + (at / Width / 4 * (i + 1)) & 3))];
            byte[] guess = [.. truth.Select(value => random.Next(5) == 0 ? (byte)random.Next(4) : value)];
            if (i < 4)
            {
                Write(_folder["gt", $"img_{i}{truthEnding}.png"], truth, 1, rgb: false);
            }

            if (i >= missing)
            {
                Write(_folder["pred", $"img_{i}{ending}{(random.Next(3) == 0 && !rgb ? ".npy" : ".png")}"], guess, scale, rgb);
            }
        }

        CliRun score = CliRun.Of(["score", _folder["pred"], _folder["gt"], .. options]);
        CliRun doctor = CliRun.Of(["doctor", _folder["pred"], _folder["gt"], .. options]);

        string expected = ScoreRegex().Match(score.Output) is { Success: true } match ? match.Groups[1].Value : throw new InvalidOperationException(score.Output + score.Error);
        Assert.That(doctor.Output, Does.Contain($"score as it is:      mean IoU {expected} %"), string.Join(' ', options));
        Assert.That(doctor.Output, Does.Contain("Nothing suspicious"), string.Join(' ', options));
    }

    [Test]
    public void Endings_of_names_are_found_and_the_command_leaves_them_aside()
    {
        for (int i = 0; i < 3; i++)
        {
            byte[] truth = [.. Enumerable.Range(0, Width * Height).Select(at => (byte)((at + i) % Width * 4 / Width))];
            Write(_folder["gt", $"street_{i}_mask.png"], truth, 1, rgb: false);
            Write(_folder["pred", $"street_{i}_pred.png"], [.. truth.Select((value, at) => at % 7 == 0 ? (byte)0 : value)], 1, rgb: false);
        }

        Assert.That(CliRun.Of("score", _folder["pred"], _folder["gt"], "--dataset", _dataset).ExitCode, Is.EqualTo(3));
        CliRun doctor = CliRun.Of("doctor", _folder["pred"], _folder["gt"], "--dataset", _dataset);
        Assert.That(doctor.ExitCode, Is.EqualTo(1), doctor.Output);
        string command = doctor.Output.Split('\n').Single(line => line.StartsWith("   ade20k-eval score ", StringComparison.Ordinal)).Trim();
        Assert.That(command, Does.EndWith("--suffix _mask --suffix _pred"));

        CliRun pasted = CliRun.Of([.. command.Split(' ')[1..], "--json"]);
        Assert.That(pasted.ExitCode, Is.Zero, pasted.Error);
        Assert.That(pasted.Output, Does.Contain("\"street_0\"").And.Not.Contain("street_0_mask"), "images are called without the ending");
        string promised = PromisedRegex().Match(doctor.Output).Groups[1].Value;
        Assert.That(CliRun.Of(command.Split(' ')[1..]).Output, Does.Contain($"mean IoU              {promised} %"));
    }

    [TestCase("")]
    [TestCase("a/b")]
    public void An_ending_that_is_none_is_refused(string suffix) =>
        Assert.That(CliRun.Of("score", _folder["pred"], _folder["gt"], "--suffix", suffix).Error, Does.Contain("expected the end of a file name"));

    private static void Write(string path, byte[] values, int scale, bool rgb)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        byte[] scaled = [.. Enumerable.Range(0, values.Length * scale * scale).Select(at => values[(at / (Width * scale) / scale * Width) + (at % (Width * scale) / scale)])];
        if (path.EndsWith(".npy", StringComparison.Ordinal))
        {
            File.WriteAllBytes(path, NpyWriter.Write<byte>(scaled, Height * scale, Width * scale));
            return;
        }

        using FileStream file = File.Create(path);
        if (rgb)
        {
            PngWriter.WriteRgb8(file, [.. scaled.SelectMany(value => s_colors[(3 * value)..((3 * value) + 3)])], Width * scale, Height * scale);
        }
        else
        {
            PngWriter.WriteGray8(file, scaled, Width * scale, Height * scale);
        }
    }

    [GeneratedRegex(@"mean IoU +(\d+\.\d\d) %")]
    private static partial Regex ScoreRegex();

    [GeneratedRegex(@"mended: +mean IoU (\d+\.\d\d) %")]
    private static partial Regex PromisedRegex();
}
