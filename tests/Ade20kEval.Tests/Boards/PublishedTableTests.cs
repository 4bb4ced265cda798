using System.Text;
using Ade20kEval.Boards;
using Ade20kEval.Files;
using Ade20kEval.Scoring;
using Ade20kEval.TestSupport;
using Ade20kEval.Text;

namespace Ade20kEval.Tests.Boards;

/// <summary>Published figures: all of them load, what follows from others is computed, and what disagrees is told.</summary>
public sealed class PublishedTableTests
{
    private static string Folder => Path.Combine(TestFolders.SampleData, "published");

    private static IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*.csv").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Files))]
    public void Every_published_table_loads_with_a_citation_for_each_row(string file)
    {
        PublishedTable table = Read(file);

        Assert.That(table.Entries, Has.Count.EqualTo(File.ReadLines(Path.Combine(Folder, file)).Count() - 1));
        Assert.That(table.Entries.Select(entry => entry.Citation), Has.All.Contains("row").Or.All.Contains("year"));
        Assert.That(table.Entries.Select(entry => entry.Metadata.Method), Is.Unique);
    }

    [Test]
    public void The_derived_figures_of_the_paragraphs_of_PSPNet_come_out_of_its_tables()
    {
        BoardEntry[] rows = [.. Files.Where(file => file.StartsWith("pspnet-table", StringComparison.Ordinal) && file[12] is '1' or '3' or '4').SelectMany(file => Read(file).Entries)];
        double Of(string method, Metric metric) => 100 * rows.First(row => row.Metadata.Method == method).Figure(metric)!.Value;
        (double, double) Gain(string to, string from, Func<double, double, double> gain) =>
            (Math.Round(gain(Of(to, Metrics.MeanIou), Of(from, Metrics.MeanIou)), 2), Math.Round(gain(Of(to, Metrics.PixelAccuracy), Of(from, Metrics.PixelAccuracy)), 2));
        double Absolute(double to, double from) => to - from;
        double Relative(double to, double from) => 100 * (to - from) / from;

        // Printed: 60.86 at depth 50, 62.35 at depth 269: (43.81 + 80.88) / 2 = 62.345.
        Assert.That(Of("PSPNet(50)", Metrics.ChallengeScore), Is.EqualTo(60.86).Within(1e-9));
        Assert.That(Of("PSPNet(269)", Metrics.ChallengeScore), Is.EqualTo(62.345).Within(1e-9));
        Assert.That(Gain("ResNet50+B1236+AVE+DR", "ResNet50+B1+AVE", Absolute), Is.EqualTo((1.61, 0.52)));
        Assert.That(Gain("ResNet50+DA+AL+PSP", "ResNet50+DA+AL", Absolute), Is.EqualTo((4.45, 2.03)));
        Assert.That(Gain("ResNet50+DA+AL+PSP", "ResNet50+DA+AL", Relative), Is.EqualTo((11.95, 2.60)));
        Assert.That(Gain("ResNet50+DA", "FCN [26]", Absolute).Item1, Is.EqualTo(6.43), "35.82 - 29.39, a check of the reckoning itself");

        // Table 4's baseline is the plain one; table 1's row of the same name has augmentation and auxiliary loss already.
        rows = [.. Read("pspnet-table4-analysis.csv").Entries];
        Assert.That(Gain("ResNet50+DA+AL+PSP", "ResNet50-Baseline", Absolute), Is.EqualTo((7.40, 3.69)));
        Assert.That(Gain("ResNet50+DA+AL+PSP", "ResNet50-Baseline", Relative), Is.EqualTo((21.59, 4.83)));
        Assert.That(Gain("ResNet50+DA", "ResNet50-Baseline", Absolute), Is.EqualTo((1.54, 0.72)));
        Assert.That(Gain("ResNet50+DA+AL", "ResNet50+DA", Absolute), Is.EqualTo((1.41, 0.94)));
    }

    [Test]
    public void The_same_figures_stand_in_every_table_that_repeats_them_and_all_that_disagrees_is_known()
    {
        BoardEntry Of(string file, string method) => Read(file).Entries.Single(entry => entry.Metadata.Method == method);
        (string File, string Method)[][] same =
        [
            [("pspnet-table1-pooling.csv", "ResNet50-Baseline"), ("pspnet-table2-auxiliary-loss.csv", "ResNet50 (with alpha = 0.4 )"), ("pspnet-table4-analysis.csv", "ResNet50+DA+AL")],
            [("pspnet-table1-pooling.csv", "ResNet50+B1236+AVE+DR"), ("pspnet-table3-depth.csv", "PSPNet(50)"), ("pspnet-table4-analysis.csv", "ResNet50+DA+AL+PSP")],
            [("pspnet-table2-auxiliary-loss.csv", "ResNet50 (without AL)"), ("pspnet-table4-analysis.csv", "ResNet50+DA")],
            [("pspnet-table3-depth.csv", "PSPNet(269)"), ("pspnet-table4-analysis.csv", "ResNet269+DA+AL+PSP")],
            [("pspnet-table3-depth.csv", "PSPNet(269)+MS"), ("pspnet-table4-analysis.csv", "ResNet269+DA+AL+PSP+MS")],
        ];
        foreach ((string File, string Method)[] places in same)
        {
            Assert.That(places.Select(place => Of(place.File, place.Method).Figures).Distinct(new FiguresComparer()).Count(), Is.EqualTo(1), places[0].Method);
        }

        foreach (BoardEntry row in Read("pspnet-table8-cityscapes-classes.csv").Entries.Where(row => row.Metadata.Method != "SiCNN+CRF [16]"))
        {
            Assert.That(row.Figure(Metrics.MeanIou), Is.EqualTo(Of("pspnet-table7-cityscapes.csv", row.Metadata.Method).Figure(Metrics.MeanIou)), row.Metadata.Method);
        }

        // Several scales never score less; and no file but these two holds anything that disagrees.
        Assert.That(Read("internimage-ade20k.csv").Entries.Chunk(2).Select(pair => pair[1].Figure(Metrics.MeanIou) > pair[0].Figure(Metrics.MeanIou)), Has.All.True);
        Assert.That(Files.Where(file => Read(file).Disagreements.Count > 0), Is.EqualTo(new[] { "class-competition.csv", "pspnet-table6-voc2012.csv" }));
    }

    private sealed class FiguresComparer : IEqualityComparer<IReadOnlyList<KeyValuePair<string, double?>>>
    {
        public bool Equals(IReadOnlyList<KeyValuePair<string, double?>>? a, IReadOnlyList<KeyValuePair<string, double?>>? b) => a!.SequenceEqual(b!);

        public int GetHashCode(IReadOnlyList<KeyValuePair<string, double?>> figures) => figures.Count;
    }

    [Test]
    public void Means_over_the_classes_shown_are_compared_with_the_printed_ones()
    {
        // 20 of VOC's 21 classes are shown, so that all 18 rows differ from the printed mean; of Cityscapes all 19 are.
        Assert.That(Read("pspnet-table6-voc2012.csv").Disagreements, Has.Count.EqualTo(18));
        Assert.That(Read("pspnet-table6-voc2012.csv").Disagreements[0], Is.EqualTo("FCN [26]: mean IoU printed 62.2 %; the 20 classes shown give 60.75 %; one more class, not shown, would account for it with 91.2 %"));

        // 21 x 62.2 - 1215.0 = 91.2, and so on: what a background may have, in every row.
        Assert.That(Read("pspnet-table6-voc2012.csv").Disagreements.Select(sentence => double.Parse(sentence.Split(' ')[^2], System.Globalization.CultureInfo.InvariantCulture)), Has.All.InRange(91.1, 96.2));
        Assert.That(PublishedTable.Read("x", "method,source,meanIou %,iou:a %,iou:b %\nm,s,90,10,20\n"u8, BoardBench.Rules).Disagreements.Single(), Is.EqualTo("m: mean IoU printed 90.0 %; the 2 classes shown give 15.00 %; no one class more could account for it"));
        Assert.That(Read("pspnet-table8-cityscapes-classes.csv").Disagreements, Is.Empty);
    }

    [Test]
    public void A_Dice_above_one_is_called_impossible_and_the_entry_says_so_itself()
    {
        PublishedTable table = Read("class-competition.csv");

        Assert.That(table.Disagreements.Single(), Does.StartWith("Attention UNet 50 epochs: meanDice is 1.00579, which a share cannot be"));
        Assert.That(table.Entries[2].Metadata.Text("notes"), Does.Contain("cannot be"));
    }

    [TestCase("method,meanIou %\na,1\n", "no column 'source'")]
    [TestCase("method,source,meanIou %\na,s,x\n", "expected a number")]
    [TestCase("method,source,meanIou %\na,s\n", "line 2 has 2 fields; expected 3")]
    [TestCase("method,source,meanIuo %\na,s,3\n", "meanIou")]
    [TestCase("method,source\na,\"s\n", "never closed")]
    [TestCase("method,source,meanIou %\na,,3\n", "reported figures need one")]
    public void What_is_wrong_with_a_table_is_told(string csv, string expected) =>
        Assert.That(() => PublishedTable.Read("x.csv", Encoding.UTF8.GetBytes(csv), BoardBench.Rules), Throws.TypeOf<InputException>().With.Message.Contains(expected));

    [Test]
    public void Quoted_fields_hold_commas_quotes_and_line_breaks() =>
        Assert.That(CsvText.Read("x", "a,b\r\n\"1,\"\"2\"\"\",\"x\ny\"\r\n"u8), Is.EqualTo(new[] { new[] { "a", "b" }, ["1,\"2\"", "x\ny"] }));

    private static PublishedTable Read(string file) => PublishedTable.Read(file, File.ReadAllBytes(Path.Combine(Folder, file)), BoardBench.Rules);
}
