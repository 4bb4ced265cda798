using System.Text.RegularExpressions;
using Ade20kEval.Formats.Png;

namespace Ade20kEval.Tests.Cli;

/// <summary>What the doctor says is true: statements that were once false, and promises that the printed command once broke.</summary>
public sealed partial class DoctorTruthTests
{
    private const int Width = 24;
    private const int Height = 16;

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Zero_and_255_on_both_sides_are_two_classes_though_255_is_ignored()
    {
        string dataset = Dataset(2, ignored: 255);
        (string truth, string guess) = Write(2, value => value == 1 ? (byte)255 : (byte)0, value => value == 1 ? (byte)255 : (byte)0);

        CliRun score = CliRun.Of("score", guess, truth, "--dataset", dataset);
        Assert.That(score.Error, Does.Contain("Were 0, 255 meant as the two classes?"));

        // 94 % of one class is more than 75 % of two, so that no mend is promised; but the fact is told.
        CliRun doctor = CliRun.Of("doctor", guess, truth, "--dataset", dataset);
        Assert.That(doctor.ExitCode, Is.EqualTo(1), doctor.Output);
        Assert.That(doctor.Output, Does.Contain("Ground truth and predictions mean 'c1' by 255").And.Not.Contain("with this command"));
        CliRun mended = CliRun.Of("score", guess, truth, "--dataset", dataset, "--remap", "255:1", "--remap-ground-truth", "255:1");
        Assert.That(MeanIou(mended.Output), Is.EqualTo(Right(2)));
    }

    [Test]
    public void Two_values_are_no_dataset_of_nineteen_classes()
    {
        string dataset = Dataset(2, ignored: null);
        (string truth, string guess) = Write(2, value => value == 1 ? (byte)255 : (byte)0, value => value == 1 ? (byte)255 : (byte)0);
        CliRun doctor = CliRun.Of("doctor", guess, truth, "--dataset", dataset);

        Assert.That(doctor.Output, Does.Not.Contain("cityscapes"));
        Pasted(doctor, "--remap-ground-truth 255:1", Right(2));
    }

    [Test]
    public void Another_void_of_the_ground_truth_is_named_as_void()
    {
        string dataset = Dataset(6, ignored: 0, first: 1);
        (string truth, string guess) = Write(6, value => value == 5 ? (byte)255 : (byte)(value + 1), value => (byte)(value + 1));
        CliRun doctor = CliRun.Of("doctor", guess, truth, "--dataset", dataset);

        Assert.That(doctor.Output, Does.Not.Contain("cityscapes").And.Contain("is void"));
        Pasted(doctor, "--remap-ground-truth 255:0", null);
    }

    [Test]
    public void The_command_for_another_dataset_keeps_the_protocol_of_the_promise()
    {
        (string truth, string guess) = Write(150, value => (byte)value, value => (byte)value, void255: true);
        Pasted(CliRun.Of("doctor", guess, truth), "--protocol sceneparse", null);
    }

    [Test]
    public void Missing_predictions_that_count_as_wrong_count_for_the_doctor_too()
    {
        string dataset = Dataset(4, ignored: 255);
        (string truth, string guess) = Write(4, value => (byte)value, value => (byte)value);
        File.Delete(Path.Combine(guess, "img_1.png"));

        string score = MeanIou(CliRun.Of("score", guess, truth, "--dataset", dataset, "--missing", "wrong").Output);
        Assert.That(CliRun.Of("doctor", guess, truth, "--dataset", dataset, "--missing", "wrong").Output, Does.Contain($"score as it is:      mean IoU {score} %"));
    }

    [Test]
    public void A_cycle_of_classes_is_a_table_and_no_shift()
    {
        string dataset = Dataset(6, ignored: 255);
        (string truth, string guess) = Write(6, value => (byte)value, value => (byte)((value + 1) % 6));
        CliRun doctor = CliRun.Of("doctor", guess, truth, "--dataset", dataset);

        Assert.That(doctor.Output, Does.Not.Contain("every value").And.Not.Contain("ignored values"));
        Pasted(doctor, "--remap", Right(6));
    }

    [Test]
    public void Of_0_and_255_for_0_and_1_nobody_says_every_value()
    {
        string dataset = Dataset(2, ignored: 255);
        (string truth, string guess) = Write(2, value => (byte)value, value => value == 1 ? (byte)255 : (byte)0);
        CliRun doctor = CliRun.Of("doctor", guess, truth, "--dataset", dataset);

        Assert.That(doctor.Output, Does.Not.Contain("minus 2"));
        Pasted(doctor, "--remap", Right(2));
        Assert.That(CliRun.Of("score", guess, truth, "--dataset", dataset).Error, Does.Not.Contain("exchanged"));
    }

    [Test]
    public void Files_in_spelling_order_against_numbers_from_nought_are_paired_by_their_order()
    {
        string dataset = Dataset(4, ignored: 255);
        int[] numbers = [1, 2, 3, 10, 11, 20];
        string[] spelt = [.. numbers.Select(number => $"{number}").Order(StringComparer.Ordinal)];
        foreach (int number in numbers)
        {
            byte[] truth = Truth(4, number);
            MaskFile(Path.Combine(_folder["gt"], $"{number}.png"), truth);
            MaskFile(Path.Combine(_folder["pred"], $"{Array.IndexOf(spelt, $"{number}"):d5}.png"), Guess(truth, 4, number));
        }

        CliRun doctor = CliRun.Of("doctor", _folder["pred"], _folder["gt"], "--dataset", dataset);
        Assert.That(doctor.Output, Does.Contain("6 of 6 pairs examined").And.Contain("ground truths in alphabetical order"));
        Assert.That(double.Parse(PromisedRegex().Match(doctor.Output).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), Is.GreaterThan(60));
    }

    private static void Pasted(CliRun doctor, string part, string? right)
    {
        Assert.That(doctor.ExitCode, Is.EqualTo(1), doctor.Output);
        string command = doctor.Output.Split('\n').Single(line => line.StartsWith("   ade20k-eval score ", StringComparison.Ordinal)).Trim();
        Assert.That(command, Does.Contain(part));
        string promised = PromisedRegex().Match(doctor.Output).Groups[1].Value;
        Assert.That(MeanIou(CliRun.Of(command.Split(' ')[1..]).Output), Is.EqualTo(promised), command);
        Assert.That(promised, Is.EqualTo(right ?? promised));
    }

    // What the same masks score when they are stored as they should be.
    private string Right(int classes)
    {
        string dataset = _folder.Write($"right-{classes}.json", $$"""{"name": "right", "classes": [{{string.Join(',', Enumerable.Range(0, classes).Select(c => $$"""{"id": {{c}}, "name": "c{{c}}"}"""))}}], "ignored": [250]}""");
        for (int i = 0; i < 3; i++)
        {
            byte[] truth = Truth(classes, i);
            MaskFile(_folder["right-gt", $"img_{i}.png"], truth);
            MaskFile(_folder["right", $"img_{i}.png"], Guess(truth, classes, i));
        }

        return MeanIou(CliRun.Of("score", _folder["right"], _folder["right-gt"], "--dataset", dataset).Output);
    }

    private string Dataset(int classes, int? ignored, int first = 0) => _folder.Write("own.json",
        $$"""{"name": "own", "classes": [{{string.Join(',', Enumerable.Range(first, classes).Select(c => $$"""{"id": {{c}}, "name": "c{{c}}"}"""))}}], "ignored": [{{ignored}}]}""");

    private (string Truth, string Guess) Write(int classes, Func<byte, byte> truthValue, Func<byte, byte> guessValue, bool void255 = false)
    {
        for (int i = 0; i < 3; i++)
        {
            byte[] truth = Truth(classes, i);
            MaskFile(_folder["gt", $"img_{i}.png"], [.. truth.Select((value, at) => void255 && at % 11 == 0 ? (byte)255 : truthValue(value))]);
            MaskFile(_folder["pred", $"img_{i}.png"], [.. Guess(truth, classes, i).Select(guessValue)]);
        }

        return (_folder["gt"], _folder["pred"]);
    }

    private static byte[] Truth(int classes, int seed) =>
        [.. Enumerable.Range(0, Width * Height).Select(at => (byte)(((at % Width * Math.Min(classes, 6) / Width) + (at / Width / 4 * ((seed % 3) + 1))) % classes))];

    private static byte[] Guess(byte[] truth, int classes, int seed)
    {
        Random random = new(seed + 1);
        return [.. truth.Select(value => random.Next(7) == 0 ? (byte)random.Next(classes) : value)];
    }

    private static void MaskFile(string path, byte[] values)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using FileStream file = File.Create(path);
        PngWriter.WriteGray8(file, values, Width, Height);
    }

    private static string MeanIou(string output) => ScoreRegex().Match(output) is { Success: true } match ? match.Groups[1].Value : throw new InvalidOperationException(output);

    [GeneratedRegex(@"mean IoU +(\d+\.\d\d) %")]
    private static partial Regex ScoreRegex();

    [GeneratedRegex(@"mended: +mean IoU (\d+\.\d\d) %")]
    private static partial Regex PromisedRegex();
}
