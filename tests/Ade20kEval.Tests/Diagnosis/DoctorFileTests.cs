using System.Text.Json;
using Ade20kEval.Diagnosis;
using Ade20kEval.Tests.Cli;

namespace Ade20kEval.Tests.Diagnosis;

/// <summary>Some predictions that are wrong while the others are right; folders that hold the ground truth beside predictions; tables that flatter.</summary>
public sealed class DoctorFileTests
{
    [Test]
    public void Six_of_twenty_four_masks_off_by_one_are_found_and_listed([Values(1, -1)] int off)
    {
        using Submission submission = new(count: 24);
        double healthy = submission.Examine().ScoreAsIs!.MeanIou!.Value;
        int[] wrong = [0, 3, 4, 11, 17, 23];
        foreach (int i in wrong)
        {
            submission.Images[i] = submission.Images[i] with { Guess = [.. submission.Images[i].Guess.Select(value => (ushort)(value + off))] };
        }

        DoctorReport report = submission.Examine();

        Finding finding = report.Findings.Single(found => found.Files.Count > 0);
        Assert.That(finding.Cause, Is.EqualTo(off > 0 ? FindingCause.LabelOffset : FindingCause.ClassIndices));
        Assert.That(finding.Files, Is.EqualTo(wrong.Select(i => submission.Images[i].Name)));
        Assert.That(finding.Summary, Does.StartWith("6 of 24 predictions hold ").And.EndsWith("; the others do not."));
        Assert.That(finding.Evidence, Does.Contain($"mean IoU would be {100 * healthy:0.00} %").And.EndsWith("ADE_val_00000018, ADE_val_00000024."));
        Assert.That(finding.Advice, Is.Empty, "what is done to all files alike does not mend six of them");
        Assert.That(report.FoundCause, Is.True);
    }

    [Test]
    public void Where_most_are_off_by_one_it_is_they_who_are_listed_and_not_those_that_fit([Values(1, -1)] int off, [Values(12, 16, 18, 23)] int count, [Values] bool everySecond)
    {
        using Submission submission = new(count: 24);
        double healthy = submission.Examine().ScoreAsIs!.MeanIou!.Value;
        int[] wrong = [.. Enumerable.Range(0, 24).OrderBy(i => everySecond ? i % 2 : 0).ThenBy(i => i).Take(count).Order()];
        foreach (int i in wrong)
        {
            submission.Images[i] = submission.Images[i] with { Guess = [.. submission.Images[i].Guess.Select(value => (ushort)(value + off))] };
        }

        DoctorReport report = submission.Examine();

        // Zeros and 151 come from the files that are shifted, and are no cause of their own.
        Finding finding = report.Findings.Single();
        Assert.That(finding.Files, Is.EqualTo(wrong.Select(i => submission.Images[i].Name)));
        Assert.That(finding.Summary, Is.EqualTo($"{count} of 24 predictions hold {(off > 0 ? "every value plus 1" : "class indices (train ids) 0..149 where label ids are expected")}; the others do not."));
        Assert.That(finding.Remap, Is.Empty, "no table is for all files");
        Assert.That(report.ScoreWhenMended!.MeanIou, Is.EqualTo(healthy));
    }

    [Test]
    public void Mended_masks_of_files_that_fit_are_what_they_were_and_those_of_others_are_right()
    {
        using TemporaryFolder folder = new();
        for (int i = 0; i < 6; i++)
        {
            MaskFolder.Write(folder["gt", $"{i}.png"], "1 2 3 4 5 6", "7 8 9 10 11 12");
            MaskFolder.Write(folder["pred", $"{i}.png"], i > 1 ? "0 1 2 3 4 5" : "1 2 3 4 5 6", i > 1 ? "6 7 8 9 10 11" : "7 8 9 10 11 12");
        }

        CliRun doctor = CliRun.Of("doctor", folder["pred"], folder["gt"], "--write-mended", folder["mended"]);
        CliRun score = CliRun.Of("score", folder["mended"], folder["gt"], "--no-progress");

        Assert.That(doctor.Output, Does.Contain("4 of 6 predictions hold class indices").And.Not.Contain("times 1"));
        Assert.That(doctor.Output, Does.Not.Contain("arg-max over the classes only"));
        Assert.That(score.Output, Does.Match(@"pixel accuracy +100\.00 %"));
    }

    [Test]
    public void The_doctor_lists_every_second_file_that_is_numbered_otherwise()
    {
        using TemporaryFolder folder = new();
        for (int i = 0; i < 6; i++)
        {
            MaskFolder.Write(folder["gt", $"{i}.png"], "1 2 3 4 5 6", "7 8 9 10 11 12");
            MaskFolder.Write(folder["pred", $"{i}.png"], i % 2 == 0 ? "2 3 4 5 6 7" : "1 2 3 4 5 6", i % 2 == 0 ? "8 9 10 11 12 13" : "7 8 9 10 11 12");
        }

        Assert.That(string.Join(' ', CliRun.Of("doctor", folder["pred"], folder["gt"]).Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), Does.Contain("3 of 6 predictions hold every value plus 1; the others do not."));
    }

    [Test]
    public void Of_two_rules_of_names_that_of_most_pairs_is_taken()
    {
        using Submission submission = new(count: 24);
        submission.Rename(i => $"scene_{i + 1:0000}");

        DoctorReport report = submission.Examine(predictionName: name => int.Parse(name[6..], System.Globalization.CultureInfo.InvariantCulture).ToString(System.Globalization.CultureInfo.InvariantCulture));

        Assert.That(report.ExaminedCount, Is.EqualTo(24), "1 for scene_0001; taking 'scene_00' away pairs from 10 on only");
        Assert.That(report.Findings.Single().Cause, Is.EqualTo(FindingCause.Names));
    }

    [Test]
    public void No_file_of_a_poor_network_is_accused()
    {
        using Submission submission = new(count: 24);
        Random random = new(5);
        submission.Change(image => image with { Guess = [.. image.Guess.Select(id => random.NextDouble() < 0.75 ? (ushort)random.Next(1, 151) : id)] });

        Assert.That(submission.Examine().Findings.Where(finding => finding.Files.Count > 0), Is.Empty);
    }

    [Test]
    public void Files_are_in_the_json()
    {
        using TemporaryFolder folder = new();
        for (int i = 0; i < 6; i++)
        {
            MaskFolder.Write(folder["gt", $"{i}.png"], "1 2 3 4 5 6", "7 8 9 10 11 12");
            MaskFolder.Write(folder["pred", $"{i}.png"], i == 2 ? "2 3 4 5 6 7" : "1 2 3 4 5 6", i == 2 ? "8 9 10 11 12 13" : "7 8 9 10 11 12");
        }

        JsonElement root = JsonDocument.Parse(CliRun.Of("doctor", folder["pred"], folder["gt"], "--json").Output).RootElement;

        JsonElement finding = root.GetProperty("findings").EnumerateArray().Single(one => one.TryGetProperty("files", out _));
        Assert.That(finding.GetProperty("files").EnumerateArray().Select(file => file.GetString()), Is.EqualTo(new[] { "2" }));
    }

    [Test]
    public void A_folder_above_both_sides_gives_predictions_and_not_the_ground_truth_itself([Values] bool sameNames)
    {
        using TemporaryFolder folder = new();
        for (int i = 0; i < 6; i++)
        {
            MaskFolder.Write(folder["set", "gt", $"{i}.png"], "1 2 3 4 5 6", "7 8 9 10 11 12");
            MaskFolder.Write(folder["set", "pred", sameNames ? $"{i}.png" : $"{i}_out.png"], "2 3 4 5 6 7", "8 9 10 11 12 13");
        }

        CliRun doctor = CliRun.Of("doctor", folder["set"], folder["set", "gt"]);
        CliRun score = CliRun.Of("score", folder["set"], folder["set", "gt"], sameNames ? "--no-progress" : "--suffix", sameNames ? "--quiet" : "_out");

        Assert.That(doctor.Output, Does.Contain("every value plus 1"));
        Assert.That(score.Output, Does.Contain(" 0.00"), score.Error);
        if (!sameNames)
        {
            Assert.That(score.Error, Does.Contain($"{folder["set"]} holds {folder["set", "gt"]}, which is the other side: 6 masks there left out"));
        }
    }

    [Test]
    public void A_folder_that_holds_nothing_but_the_other_side_is_refused()
    {
        using TemporaryFolder folder = new();
        MaskFolder.Write(folder["set", "gt", "a.png"], "1 2");

        CliRun score = CliRun.Of("score", folder["set"], folder["set", "gt"]);

        Assert.That((score.ExitCode, score.Error), Is.EqualTo((3, score.Error)));
        Assert.That(score.Error, Does.Contain("holds no masks but those of").And.Contain("Give the two folders"));
    }

    [Test]
    public void A_copy_of_the_ground_truth_beside_predictions_is_not_taken_for_them()
    {
        using TemporaryFolder folder = new();
        for (int i = 0; i < 6; i++)
        {
            MaskFolder.Write(folder["gt", $"{i}.png"], "1 2 3 4 5 6", "7 8 9 10 11 12");
            MaskFolder.Write(folder["set", "annotations", $"{i}.png"], "1 2 3 4 5 6", "7 8 9 10 11 12");
            MaskFolder.Write(folder["set", "results", $"{i}.png"], "1 2 3 4 5 5", "7 8 9 10 11 11");
        }

        CliRun doctor = CliRun.Of("doctor", folder["set"], folder["gt"]);

        string words = string.Join(' ', doctor.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.That(words, Does.Contain("those in 'results' are the masks").And.Contain("'annotations' equal the ground truth"));
    }

    [Test]
    public void A_fitted_table_says_that_it_flatters_and_what_it_gives_on_images_it_was_not_fitted_to()
    {
        using Submission submission = new(count: 12);
        int[] order = [.. Enumerable.Range(1, 150)];
        new Random(9).Shuffle(order);
        submission.Renumber(id => order[id - 1]);

        Finding finding = submission.Examine().Findings.Single(found => found.Cause == FindingCause.ClassTable);

        Assert.That(finding.Evidence, Does.Contain("The table was fitted to these very images, so that agreement and score with it flatter: fitted to every other image and judged on the rest, "));
        string held = finding.Evidence[(finding.Evidence.IndexOf("mean IoU is ", StringComparison.Ordinal) + 12)..].Split(' ')[0];
        Assert.That(double.Parse(held, System.Globalization.CultureInfo.InvariantCulture) / 100, Is.LessThan(finding.ScoreWhenMended!.MeanIou!.Value), "classes of one half are unknown in the other");
    }
}
