using Ade20kEval.Cli;
using Ade20kEval.Datasets;
using Ade20kEval.Datasets.Presets;
using Ade20kEval.Diagnosis;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Diagnosis;

/// <summary>Situations that people really had: the cause is named and mended to the very score, or nothing is asserted.</summary>
public sealed class DoctorLawTests
{
    [TestCase("rot90", FindingCause.Rotated, "with the clock")]
    [TestCase("rot270", FindingCause.Rotated, "against the clock")]
    [TestCase("rot180", FindingCause.Rotated, "180 degrees")]
    [TestCase("fliplr", FindingCause.Mirrored, "left is right")]
    [TestCase("flipud", FindingCause.Mirrored, "upside down")]
    [TestCase("transposed", FindingCause.Transposed, "rows are columns")]
    public void Turned_masks_are_turned_back(string turn, FindingCause cause, string words)
    {
        using Submission submission = new();
        using Submission untouched = new();
        submission.Change(Quartered);
        untouched.Change(Quartered);
        double? healthy = untouched.Examine().ScoreAsIs?.MeanIou;
        bool exchanged = turn is "rot90" or "rot270" or "transposed";
        submission.Change(image => image with { Guess = Turned(image, turn) });
        DoctorReport report = submission.Examine(predictionSize: (width, height) => exchanged ? (height, width) : (width, height));

        Finding finding = Only(report, cause);
        Assert.That(finding.Summary, Does.Contain(words));
        Assert.That(finding.ScoreWhenMended?.MeanIou, Is.EqualTo(healthy));
        Assert.That(report.NeedsOtherFiles, Is.True);
    }

    [TestCase("start", "at the upper left")]
    [TestCase("middle", "in the middle")]
    [TestCase("end", "at the lower right")]
    public void Padding_is_cut_away(string anchor, string words)
    {
        using Submission submission = new();
        double healthy = Healthy();
        const int Side = 72;
        submission.Change(image => image with { Guess = Padded(image, Side, anchor) });
        Finding finding = Only(submission.Examine(predictionSize: (_, _) => (Side, Side)), FindingCause.Padded);

        Assert.That(finding.Summary, Does.Contain(words));
        Assert.That(finding.ScoreWhenMended?.MeanIou, Is.EqualTo(healthy));
    }

    [Test]
    public void Classes_by_other_numbers_are_found_as_one_table()
    {
        using Submission submission = new("cityscapes-19");
        double healthy = Healthy("cityscapes-19");
        int[] ids = [.. submission.Dataset.Classes.Select(info => info.Id)];
        int[] shuffled = [.. ids];
        new Random(5).Shuffle(shuffled);
        submission.Renumber(id => shuffled[Array.IndexOf(ids, id)]);
        Finding finding = Only(submission.Examine(), FindingCause.ClassTable);

        Assert.That(AdviceWords.Options(finding.Advice, null), Is.EqualTo("--remap FILE"));
        Assert.That(finding.ScoreWhenMended?.MeanIou, Is.GreaterThan(0.95 * healthy));   // classes that only noise holds cannot be told
    }

    [Test]
    public void Label_ids_cut_to_eight_bits_are_found()
    {
        using Submission submission = new("cityscapes-19");
        double healthy = Healthy("cityscapes-19");
        submission.Renumber(id => (id * 1000 % 256) + 0);
        DoctorReport report = submission.Examine();
        Assert.That(report.Findings.Select(finding => finding.Cause), Does.Contain(FindingCause.ClassTable));
        Assert.That(report.ScoreWhenMended?.MeanIou, Is.GreaterThan(0.9 * healthy));
    }

    [TestCase(8)]
    [TestCase(12)]
    public void Values_stretched_over_a_byte_are_found(int step)
    {
        using Submission submission = new("voc2012-21");
        double healthy = Healthy("voc2012-21");
        submission.Renumber(id => id * step);
        Assert.That(Only(submission.Examine(), FindingCause.ScaledValues).ScoreWhenMended?.MeanIou, Is.EqualTo(healthy));
    }

    [Test]
    public void Drawings_with_red_and_blue_exchanged_are_told()
    {
        using Submission submission = new("voc2012-21");
        double healthy = Healthy("voc2012-21");
        DoctorReport report = submission.Examine(write: (stream, image, width, height) => Submission.WriteColors(stream, image.Guess, width, height, id =>
        {
            Rgb color = submission.Dataset.Classes[id].Color;
            return new Rgb(color.B, color.G, color.R);
        }));

        Finding finding = Only(report, FindingCause.ColoredMasks);
        Assert.That(finding.Summary, Does.Contain("red and blue exchanged"));
        Assert.That(finding.ScoreWhenMended?.MeanIou, Is.EqualTo(healthy));
    }

    [Test]
    public void Colours_of_nobodys_palette_are_matched_with_the_classes()
    {
        using Submission submission = new("voc2012-21");
        double healthy = Healthy("voc2012-21");
        DoctorReport report = submission.Examine(write: (stream, image, width, height) =>
            Submission.WriteColors(stream, image.Guess, width, height, id => new Rgb((byte)(31 + (7 * id)), (byte)(250 - (11 * id)), (byte)(3 * id))));

        Assert.That(report.Findings.Select(finding => finding.Cause), Is.EqualTo(new[] { FindingCause.ColoredMasks, FindingCause.ClassTable }));
        Assert.That(report.Findings[1].Summary, Does.StartWith("Each colour stands for one class: #"));
        Assert.That(report.ScoreWhenMended?.MeanIou, Is.GreaterThan(0.9 * healthy));
    }

    // Colours are looked for in 12 pairs.
    [TestCase(12, false)]
    [TestCase(14, true)]
    public void A_table_of_colours_says_in_how_many_predictions_they_were_looked_for(int images, bool isTold)
    {
        using Submission submission = new("voc2012-21", count: images);
        DoctorReport report = submission.Examine(write: (stream, image, width, height) =>
            Submission.WriteColors(stream, image.Guess, width, height, id => new Rgb((byte)(31 + (7 * id)), (byte)(250 - (11 * id)), (byte)(3 * id))));

        Finding table = report.Findings.Single(finding => finding.Cause == FindingCause.ClassTable);
        Assert.That(table.Evidence.Contains($"Colours were looked for in 12 of {images} predictions", StringComparison.Ordinal), Is.EqualTo(isTold));
    }

    [Test]
    public void Palette_files_whose_colours_name_the_classes_are_told()
    {
        using Submission submission = new("voc2012-21");
        double healthy = Healthy("voc2012-21");

        // Index i has the colour of class 20 - i.
        byte[] palette = [.. Enumerable.Range(0, 21).SelectMany(i => new[] { Color(20 - i).R, Color(20 - i).G, Color(20 - i).B })];
        DoctorReport report = submission.Examine(write: (stream, image, width, height) => stream.Write(
            new ReferencePngEncoder { Palette = palette }.Encode(new ReferencePngImage(width, height, 8, 3, [.. image.Guess.Select(id => 20 - id)]))));

        Finding finding = Only(report, FindingCause.PaletteOrder);
        Assert.That(AdviceWords.Options(finding.Advice, null), Is.EqualTo("--encoding palette"));
        Assert.That(finding.ScoreWhenMended?.MeanIou, Is.EqualTo(healthy));
    }

    [Test]
    public void Files_in_alphabetical_order_are_paired_by_what_is_in_them()
    {
        using Submission submission = new("cityscapes-19", count: 12);
        using Submission untouched = new("cityscapes-19", count: 12);
        double? healthy = untouched.Examine().ScoreAsIs?.MeanIou;

        // The n-th ground truth in alphabetical order was written as n.
        string[] spelt = [.. Enumerable.Range(1, 12).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal)];
        submission.Rename(i => spelt[i]);
        Dictionary<string, string> written = submission.Images.Select(image => image.Name).Order(StringComparer.Ordinal).Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => (pair.i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        DoctorReport report = submission.Examine(name => written[name]);

        Assert.That(report.Findings.Select(finding => finding.Cause), Does.Contain(FindingCause.PairOrder));
        Assert.That(report.ScoreWhenMended?.MeanIou, Is.EqualTo(healthy));
    }

    [Test]
    public void Numbers_that_begin_with_zero_are_not_paired_with_those_that_begin_with_one()
    {
        using Submission submission = new();
        double healthy = Healthy();
        DoctorReport report = submission.Examine(name => $"{int.Parse(name.Split('_')[2], System.Globalization.CultureInfo.InvariantCulture) - 1}");

        Assert.That(report.Findings[0].Cause, Is.EqualTo(FindingCause.Names).Or.EqualTo(FindingCause.PairOrder));
        Assert.That(report.ScoreWhenMended?.MeanIou, Is.EqualTo(healthy));
    }

    [Test]
    public void Weak_predictions_are_given_no_cause()
    {
        // Four classes; the network tells two groups apart and calls one 0, the other 1.
        using Submission submission = new("cityscapes-19");
        int[] ids = [.. submission.Dataset.Classes.Take(4).Select(info => info.Id)];
        Random random = new(11);
        submission.Change(image => image with
        {
            Truth = [.. image.Truth.Select((_, i) => (ushort)ids[i % image.Width * 4 / image.Width])],
            Guess = [.. image.Truth.Select((_, i) => (ushort)ids[(i % image.Width * 4 / image.Width / 2) ^ (random.Next(10) == 0 ? 1 : 0)])],
        });
        submission.Renumber(id => id == ids[0] ? ids[2] : ids[0]);
        DoctorReport report = submission.Examine();

        Assert.That(report.Findings.Where(finding => finding.IsMended), Is.Empty);
        Assert.That(report.Findings.Select(finding => finding.Cause), Is.EqualTo(new[] { FindingCause.AtChance }));
        Assert.That(report.Findings[0].Evidence, Does.Contain("strewn at random").And.Contain("Tried"));
    }

    [Test]
    public void Predictions_of_other_images_are_given_no_cause_whatever_their_sizes()
    {
        using Submission submission = new();
        Random random = new(13);
        submission.Change(image => image with { Guess = [.. Enumerable.Range(0, 50 * 50).Select(_ => (ushort)random.Next(1, 151))] });
        DoctorReport report = submission.Examine(predictionSize: (_, _) => (50, 50));

        Assert.That(report.Findings.Where(finding => finding.IsMended), Is.Empty);
        Assert.That(report.Findings[^1].Cause, Is.EqualTo(FindingCause.AtChance));
        Assert.That(report.ScoreWhenMended, Is.Null);
    }

    private static Rgb Color(int index) => Voc21.Dataset.Classes[index].Color;

    private static double Healthy(string dataset = "ade20k-150")
    {
        using Submission submission = new(dataset);
        return submission.Examine().ScoreAsIs!.MeanIou!.Value;
    }

    private static Finding Only(DoctorReport report, FindingCause cause)
    {
        Assert.That(report.Findings.Select(finding => finding.Cause), Is.EqualTo(new[] { cause }), string.Join('\n', report.Findings.Select(finding => finding.Summary + " " + finding.Evidence)));
        return report.Findings[0];
    }

    // Four quarters of four classes: no turn and no mirror leaves them as they are.
    private static Submission.Image Quartered(Submission.Image image)
    {
        Random random = new(image.Width + (100 * image.Height));
        int first = random.Next(1, 147);
        ushort[] truth = [.. Enumerable.Range(0, image.Truth.Length).Select(i => (ushort)(first + (i % image.Width * 2 / image.Width) + (2 * (i / image.Width * 2 / image.Height))))];
        return image with { Truth = truth, Guess = [.. truth.Select(id => random.Next(5) == 0 ? (ushort)random.Next(1, 151) : id)] };
    }

    // From the definitions of NumPy: where each pixel of the turned mask comes from.
    private static ushort[] Turned(Submission.Image image, string turn)
    {
        (int width, int height) = turn is "rot90" or "rot270" or "transposed" ? (image.Height, image.Width) : (image.Width, image.Height);
        ushort[] turned = new ushort[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (int row, int column) = turn switch
                {
                    "rot90" => (image.Height - 1 - x, y),          // with the clock
                    "rot270" => (x, image.Width - 1 - y),
                    "rot180" => (image.Height - 1 - y, image.Width - 1 - x),
                    "fliplr" => (y, image.Width - 1 - x),
                    "flipud" => (image.Height - 1 - y, x),
                    _ => (x, y),
                };
                turned[(y * width) + x] = image.Guess[(row * image.Width) + column];
            }
        }

        return turned;
    }

    private static ushort[] Padded(Submission.Image image, int side, string anchor)
    {
        (int left, int top) = anchor switch
        {
            "start" => (0, 0),
            "middle" => ((side - image.Width) / 2, (side - image.Height) / 2),
            _ => (side - image.Width, side - image.Height),
        };
        ushort[] padded = new ushort[side * side];
        Array.Fill(padded, (ushort)1);
        for (int y = 0; y < image.Height; y++)
        {
            Array.Copy(image.Guess, y * image.Width, padded, ((y + top) * side) + left, image.Width);
        }

        return padded;
    }
}
