using Ade20kEval.Cli;
using Ade20kEval.Datasets;
using Ade20kEval.Datasets.Presets;
using Ade20kEval.Diagnosis;
using Ade20kEval.Files;
using Ade20kEval.Formats;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;

namespace Ade20kEval.Tests.Diagnosis;

/// <summary>Deliberately broken copies of one set of predictions: the doctor names the cause, the option that mends it, and the score of the set before it was broken.</summary>
public sealed class DoctorTests
{
    [Test]
    public void Healthy_predictions_have_no_findings()
    {
        using Submission submission = new();
        DoctorReport report = submission.Examine();
        Assert.That(report.Findings, Is.Empty);
        Assert.That(report.ExaminedCount, Is.EqualTo(6));
        Assert.That(report.ScoreAsIs?.PixelAccuracy, Is.InRange(0.75, 0.85));
        Assert.That(report.ScoreWhenMended?.MeanIou, Is.EqualTo(report.ScoreAsIs?.MeanIou));
        Assert.That(report.Advice, Is.Empty);
    }

    [Test]
    public void Class_indices_for_label_ids()
    {
        using Submission submission = new();
        double healthy = HealthyScore();
        submission.Renumber(id => id - 1);
        DoctorReport report = submission.Examine();
        Expect(report, FindingCause.ClassIndices, "--prediction-labels indices", healthy);
        Assert.That(report.ScoreAsIs?.MeanIou, Is.LessThan(healthy / 4));
    }

    [Test]
    public void Label_ids_for_class_indices()
    {
        using Submission submission = new();
        DoctorReport report = submission.Examine(labels: PredictionLabels.Indices);
        Expect(report, FindingCause.LabelIds, "--prediction-labels ids", HealthyScore());
    }

    [Test]
    public void Values_one_too_high()
    {
        using Submission submission = new();
        submission.Renumber(id => id + 1);
        DoctorReport report = submission.Examine();
        Finding finding = Expect(report, FindingCause.LabelOffset, "--remap FILE", HealthyScore());
        Assert.That(finding.Remap[151], Is.EqualTo(150));
        Assert.That(finding.Remap[2], Is.EqualTo(1));
        Assert.That(finding.Summary, Is.EqualTo("Predictions hold every value plus 1."));
    }

    [Test]
    public void Values_two_too_low_wrap_round_in_bytes()
    {
        using Submission submission = new();
        submission.Renumber(id => (id + 254) % 256);
        Finding finding = Expect(submission.Examine(), FindingCause.LabelOffset, "--remap FILE", HealthyScore());
        Assert.That(finding.Remap[255], Is.EqualTo(1));
    }

    [Test]
    public void Train_ids_for_label_ids_of_cityscapes()
    {
        using Submission submission = new("cityscapes-19");
        double healthy = HealthyScore("cityscapes-19");
        submission.Renumber(id => Index(Cityscapes19.Dataset, id));
        Expect(submission.Examine(), FindingCause.ClassIndices, "--prediction-labels indices", healthy);
    }

    [Test]
    public void Eight_bits_stretched_to_sixteen()
    {
        using Submission submission = new();
        submission.Renumber(id => id * 257);
        Finding finding = Expect(submission.Examine(), FindingCause.ScaledValues, "--remap FILE", HealthyScore());
        Assert.That(finding.Remap[257 * 7], Is.EqualTo(7));
    }

    [Test]
    public void Category_numbers_of_coco()
    {
        using Submission submission = new("coco-21");
        double healthy = HealthyScore("coco-21");
        submission.Renumber(id => Coco21.Dataset.OtherNumberings.Single().Ids.Single(pair => pair.Value == id).Key);
        Expect(submission.Examine(), FindingCause.OtherNumbering, "--remap FILE", healthy);
    }

    [TestCase(149, true)]
    [TestCase(149, false)]
    public void Class_indices_stretched_to_the_whole_range_of_bytes(int last, bool isRounded)
    {
        using Submission submission = new();
        double healthy = HealthyScore();
        submission.Renumber(id => isRounded ? (int)Math.Round((id - 1) * 255.0 / last, MidpointRounding.AwayFromZero) : (id - 1) * 255 / last);
        Finding finding = Expect(submission.Examine(), FindingCause.ScaledValues, "--remap FILE", healthy);
        Assert.That(finding.Summary, Is.EqualTo($"Predictions hold every class index stretched by 255/149, {(isRounded ? "rounded" : "rounded down")}."));
    }

    [Test]
    public void Masks_drawn_in_the_colours_of_the_palette()
    {
        using Submission submission = new();
        double healthy = HealthyScore();
        DoctorReport report = submission.Examine(write: Draw);
        Assert.That(report.Findings.Select(found => (found.Cause, found.IsFault)), Is.EqualTo(new[] { (FindingCause.ColoredMasks, true), (FindingCause.SharedColor, false) }));
        Finding finding = Expect(report with { Findings = [report.Findings[0]] }, FindingCause.ColoredMasks, "--encoding palette", null);
        Assert.That(finding.Evidence, Does.Contain("6 of 6 predictions").And.Contain("100.00 % of their pixels"));

        // Skyscrapers have the colour of roads, and are read as these.
        submission.Renumber(id => id == 49 ? 7 : id);
        Assert.That(finding.ScoreWhenMended?.MeanIou, Is.EqualTo(submission.Examine().ScoreAsIs?.MeanIou));
        Assert.That(finding.ScoreWhenMended?.MeanIou, Is.EqualTo(healthy).Within(0.02));
    }

    [Test]
    public void Masks_drawn_over_a_photograph()
    {
        using Submission submission = new();
        DoctorReport report = submission.Examine(write: (stream, image, width, height) =>
            Submission.WriteColors(stream, [.. Enumerable.Range(0, image.Guess.Length).Select(i => (ushort)i)], width, height, i => new Rgb((byte)i, (byte)(i * 7), (byte)(i * 13))));
        Assert.That(report.Findings[0].Cause, Is.EqualTo(FindingCause.ColoredMasks));
        Assert.That(report.Findings[0].Advice, Is.Empty);
        Assert.That(report.Findings[0].Summary, Does.Contain("no palette that we know"));
        Assert.That(report.Findings[0].Evidence, Does.Contain("pixels have other colours: #"));
    }

    [Test]
    public void Gray_masks_with_three_channels()
    {
        using Submission submission = new();
        DoctorReport report = submission.Examine(write: (stream, image, width, height) =>
            Submission.WriteColors(stream, image.Guess, width, height, id => new Rgb((byte)id, (byte)id, (byte)id)));
        Expect(report, FindingCause.GrayAsRgb, "--encoding gray", HealthyScore());
        Assert.That(report.ScoreAsIs, Is.Null, "score refuses these files");
    }

    [Test]
    public void Gray_values_of_drawn_masks()
    {
        using Submission submission = new("voc2012-21");
        double healthy = HealthyScore("voc2012-21");
        submission.Renumber(id =>
        {
            Rgb color = Voc21.Dataset.Classes[id].Color;
            return (int)Math.Round((0.299 * color.R) + (0.587 * color.G) + (0.114 * color.B));
        });
        DoctorReport report = submission.Examine();
        Finding finding = Expect(report, FindingCause.GrayOfColors, null, null);
        Assert.That(finding.Remap, Is.Empty);

        // Aeroplane (128, 0, 0) and potted plant (0, 64, 0) are both gray 38: a little is lost.
        Assert.That(finding.ScoreWhenMended?.MeanIou, Is.InRange(0.8 * healthy, healthy));
    }

    [Test]
    public void Transposed_masks()
    {
        using Submission submission = new();
        submission.Change(Turn);
        Finding finding = Expect(submission.Examine(predictionSize: (width, height) => (height, width)), FindingCause.Transposed, null, HealthyScore());
        Assert.That(finding.Evidence, Does.StartWith("5 of 6 predictions have another size").And.Contains("prediction 30 x 40, ground truth 40 x 30"));
    }

    [Test]
    public void Transposed_squares()
    {
        using Submission submission = new(square: true);
        double? healthy = submission.Examine().ScoreAsIs?.MeanIou;
        submission.Change(Turn);
        Expect(submission.Examine(), FindingCause.Transposed, null, healthy);
    }

    [Test]
    public void One_fixed_size()
    {
        using Submission submission = new();
        submission.Change(image => image with { Guess = Resize(image, 64, 64) });
        Finding finding = Expect(submission.Examine(predictionSize: (_, _) => (64, 64)), FindingCause.OneFixedSize, "--resize nearest", null);
        Assert.That(finding.Summary, Does.Contain("64 x 64"));
        Assert.That(finding.ScoreWhenMended?.PixelAccuracy, Is.GreaterThan(0.7));
    }

    [Test]
    public void Half_the_size()
    {
        using Submission submission = new();
        submission.Change(image => image with { Guess = Resize(image, image.Width / 2, image.Height / 2) });
        Finding finding = Expect(submission.Examine(predictionSize: (width, height) => (width / 2, height / 2)), FindingCause.ScaledSize, "--resize nearest", null);
        Assert.That(finding.Summary, Does.Contain("1/2 times"));
    }

    [Test]
    public void One_value_everywhere()
    {
        using Submission submission = new();
        submission.Renumber(_ => 1);
        DoctorReport report = submission.Examine();
        Assert.That(report.Findings.Select(finding => finding.Cause), Is.EqualTo(new[] { FindingCause.ConstantPrediction }));
        Assert.That(report.Findings[0].Summary, Does.Contain("the value 1."));
    }

    [Test]
    public void Some_predictions_of_one_value()
    {
        using Submission submission = new();
        submission.Images[2] = submission.Images[2] with { Guess = [.. submission.Images[2].Guess.Select(_ => (ushort)9)] };
        Finding finding = submission.Examine().Findings.Single();
        Assert.That(finding.Cause, Is.EqualTo(FindingCause.ConstantPrediction));
        Assert.That(finding.Evidence, Is.EqualTo("The first: ADE_val_00000003."));
    }

    [Test]
    public void Values_beyond_the_classes()
    {
        using Submission submission = new();
        submission.Change(image => image with { Guess = [.. image.Guess.Select((id, i) => i % 10 == 0 ? (ushort)200 : id)] });
        Finding finding = submission.Examine().Findings.Single();
        Assert.That(finding.Cause, Is.EqualTo(FindingCause.ValuesBeyondClasses));
        Assert.That(finding.Summary, Does.EndWith(": 200."));
        Assert.That(finding.Evidence, Does.Contain("expected 1..150"));
    }

    [Test]
    public void The_ignored_value_predicted()
    {
        using Submission submission = new();
        submission.Change(image => image with { Guess = [.. image.Guess.Select((id, i) => i % 10 == 0 ? (ushort)0 : id)] });
        Finding finding = submission.Examine().Findings.Single();
        Assert.That(finding.Cause, Is.EqualTo(FindingCause.IgnoredValuePredicted));
        Assert.That(finding.Summary, Does.Contain("(0)"));
    }

    [Test]
    public void Predictions_that_are_the_ground_truth()
    {
        using Submission submission = new();
        submission.Change(image => image with { Guess = image.Truth });
        Finding finding = submission.Examine().Findings.Single();
        Assert.That(finding.Cause, Is.EqualTo(FindingCause.EqualsGroundTruth));
        Assert.That(finding.IsFault, Is.False);
    }

    [TestCase("pred_{0}", "predictions begin with 'pred_'")]
    [TestCase("{0}.jpg", "predictions end with '.jpg'")]
    [TestCase("out_{0}_mask", "predictions begin with 'out_' and predictions end with '_mask'")]
    public void Names_with_something_before_or_behind(string pattern, string rule)
    {
        using Submission submission = new();
        DoctorReport report = submission.Examine(name => string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, name));
        Finding finding = Expect(report, FindingCause.Names, pattern[0] == '{' ? "--suffix TEXT" : null, HealthyScore());
        Assert.That(finding.Summary, Does.Contain(rule));
        Assert.That(finding.Evidence, Does.StartWith("There is no prediction of the same name for 6 of 6 ground truths; by this rule there is one for 6 of them"));
    }

    [Test]
    public void Names_of_another_ending_on_both_sides()
    {
        using Submission submission = new();
        submission.Change(image => image with { Name = image.Name + "_labels" });
        DoctorReport report = submission.Examine(name => name.Replace("_labels", "_photo", StringComparison.Ordinal));
        Finding finding = Expect(report, FindingCause.Names, "--suffix TEXT", HealthyScore());
        Assert.That(finding.Summary, Does.Contain("predictions end with '_photo' and ground truths end with '_labels'"));
        Assert.That(finding.Suffixes, Is.EqualTo(new[] { "_labels", "_photo" }));
    }

    [Test]
    public void Names_in_other_letters()
    {
        using Submission submission = new();
        Expect(submission.Examine(name => name.ToLowerInvariant()), FindingCause.Names, null, HealthyScore());
    }

    [Test]
    public void Names_that_are_mere_numbers()
    {
        using Submission submission = new();
        Finding finding = Expect(submission.Examine(name => name.Split('_')[2].TrimStart('0')), FindingCause.Names, null, HealthyScore());
        Assert.That(finding.Remedy, Does.Contain("'1' to 'ADE_val_00000001'"));
    }

    [Test]
    public void A_prediction_that_is_missing()
    {
        using Submission submission = new();
        DoctorReport report = submission.Examine(name => name == "ADE_val_00000002" ? "something else" : name);
        Assert.That(report.Findings.Single().Cause, Is.EqualTo(FindingCause.MissingPredictions));
        Assert.That(report.Findings[0].Evidence, Is.EqualTo("The first: ADE_val_00000002. Predictions that belong to no ground truth: 1."));
        Assert.That((report.GroundTruthCount, report.ExaminedCount), Is.EqualTo((6, 5)));
    }

    [Test]
    public void Files_that_are_no_masks()
    {
        using Submission submission = new();
        DoctorReport report = submission.Examine(write: (stream, _, _, _) => stream.Write("\u00ff\u00d8\u00ff\u00e0 JFIF"u8));
        Assert.That(report.Findings.Single().Cause, Is.EqualTo(FindingCause.Unreadable));
        Assert.That(report.ExaminedCount, Is.Zero);
        Assert.That(report.ScoreWhenMended, Is.Null);
    }

    [Test]
    public void Ground_truth_that_holds_train_ids()
    {
        using Submission submission = new("ade20k-150-trainids");
        DoctorReport report = submission.Examine(dataset: "ade20k-150");
        Finding finding = report.Findings[0];
        Assert.That((finding.Cause, AdviceWords.Options(finding.Advice, finding.Dataset)), Is.EqualTo((FindingCause.GroundTruthValues, "--dataset ade20k-150-trainids")));
        Assert.That(report.ScoreWhenMended?.PixelAccuracy, Is.InRange(0.75, 0.85));
    }

    [Test]
    public void Ground_truth_of_no_dataset_that_we_know()
    {
        using Submission submission = new();
        submission.Change(image => image with { Truth = [.. image.Truth.Select(id => (ushort)(id == 0 ? 0 : 40_000 + id))] });
        Finding finding = submission.Examine().Findings[0];
        Assert.That((finding.Cause, finding.Advice.Count), Is.EqualTo((FindingCause.GroundTruthValues, 0)));
    }

    [Test]
    public void Several_faults_are_mended_one_after_the_other()
    {
        using Submission submission = new();
        submission.Change(image => image with { Guess = Resize(image, image.Width * 2, image.Height * 2) });
        submission.Renumber(id => id - 1);
        DoctorReport report = submission.Examine(name => name + ".jpg", predictionSize: (width, height) => (width * 2, height * 2));
        Assert.That(report.Findings.Select(finding => finding.Cause), Is.EqualTo(new[] { FindingCause.Names, FindingCause.ScaledSize, FindingCause.ClassIndices }));
        Assert.That(AdviceWords.Options(report.Advice, report.Dataset), Is.EqualTo("--suffix TEXT --resize nearest --prediction-labels indices"));
        Assert.That(report.ScoreAsIs, Is.Null);
        Assert.That(report.ScoreWhenMended?.MeanIou, Is.EqualTo(HealthyScore()));   // doubled and halved is what it was
    }

    [Test]
    public void Poor_but_honest_predictions_are_left_alone()
    {
        using Submission submission = new();
        Random random = new(3);
        submission.Renumber(id => random.NextDouble() < 0.8 ? random.Next(1, 151) : id);
        Assert.That(submission.Examine().Findings, Is.Empty);
    }

    [Test]
    public void Few_of_many_pairs_are_read_when_so_asked()
    {
        using Submission submission = new();
        submission.Examine();
        using MaskSource truth = MaskSource.Open(Path.Combine(submission.Predictions, "..", "truth"));
        using MaskSource predictions = MaskSource.Open(submission.Predictions);
        DoctorReport report = Doctor.Examine(truth, predictions, new DoctorOptions { Dataset = submission.Dataset, Protocol = ProtocolCatalog.Find("sceneparse"), MostPairs = 2 });
        Assert.That((report.GroundTruthCount, report.ExaminedCount), Is.EqualTo((6, 2)));
    }

    [Test]
    public void The_benchmarks_own_sample_predictions_are_its_ground_truth()
    {
        using MaskSource truth = MaskSource.Open(TestFolders.SharedOrSkip("real", "sceneparsing", "sampleData", "annotations"));
        using MaskSource predictions = MaskSource.Open(TestFolders.SharedOrSkip("real", "sceneparsing", "sampleData", "predictions"));
        DoctorReport report = Doctor.Examine(truth, predictions, new DoctorOptions { Dataset = Ade20k150.Dataset, Protocol = ProtocolCatalog.Find("sceneparse") });
        Assert.That(report.Findings.Select(finding => finding.Cause), Is.EqualTo(new[] { FindingCause.EqualsGroundTruth }));
        Assert.That(report.ScoreAsIs?.MeanIou, Is.EqualTo(0.1).Within(1e-4));
    }

    [Test]
    public void The_same_folder_twice_is_refused()
    {
        using Submission submission = new();
        submission.Examine();
        using MaskSource once = MaskSource.Open(submission.Predictions);
        using MaskSource twice = MaskSource.Open(submission.Predictions);
        DoctorOptions options = new() { Dataset = submission.Dataset, Protocol = ProtocolCatalog.Find("sceneparse") };
        Assert.That(() => Doctor.Examine(once, twice, options), Throws.InstanceOf<InputException>());
    }

    private static double HealthyScore(string dataset = "ade20k-150")
    {
        using Submission submission = new(dataset);
        return submission.Examine().ScoreAsIs!.MeanIou!.Value;
    }

    /// <summary>Exactly this finding, this option, and the score of the set before it was broken.</summary>
    private static Finding Expect(DoctorReport report, FindingCause cause, string? options, double? meanIou)
    {
        Assert.That(report.Findings.Select(finding => finding.Cause), Is.EqualTo(new[] { cause }));
        Finding finding = report.Findings[0];
        Assert.That(AdviceWords.Options(finding.Advice, finding.Dataset), Is.EqualTo(options ?? ""));
        Assert.That(finding.IsFault, Is.True);
        if (meanIou is not null)
        {
            Assert.That(finding.ScoreWhenMended?.MeanIou, Is.EqualTo(meanIou));
            Assert.That(report.ScoreWhenMended?.MeanIou, Is.EqualTo(meanIou));
        }

        return finding;
    }

    private static void Draw(Stream stream, Submission.Image image, int width, int height) =>
        Submission.WriteColors(stream, image.Guess, width, height, id => Ade20k150.Dataset.Classes[id - 1].Color);

    private static int Index(Dataset dataset, int id) => dataset.ClassifyGroundTruth(id).ClassIndex!.Value;

    private static Submission.Image Turn(Submission.Image image) =>
        image with { Guess = [.. Enumerable.Range(0, image.Guess.Length).Select(i => image.Guess[(i % image.Height * image.Width) + (i / image.Height)])] };

    private static ushort[] Resize(Submission.Image image, int width, int height) =>
        [.. Enumerable.Range(0, width * height).Select(i => image.Guess[((((2 * (i / width)) + 1) * image.Height / (2 * height)) * image.Width) + (((2 * (i % width)) + 1) * image.Width / (2 * width))])];
}
