using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Formats;
using Ade20kEval.Masks;
using Ade20kEval.Tests.Masks;

namespace Ade20kEval.Tests.Masks.Tables;

public sealed class RleJsonMaskSourceTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Segments_go_down_the_columns_and_leave_the_rest_void()
    {
        // 2 rows, 3 columns:  4 7 7
        //                     4 . 7      places down the columns: 4 4 | 7 . | 7 7
        LabelMap map = Read("""
            [{"file_name": "a.jpg", "category_id": 4, "segmentation": {"size": [2, 3], "counts": [0, 2, 4]}},
             {"category_id": 7, "segmentation": {"counts": [2, 1, 1, 2], "size": [2, 3]}, "file_name": "a.jpg"}]
            """);

        Assert.That((map.Width, map.Height), Is.EqualTo((3, 2)));
        Assert.That(map.Wide.ToArray(), Is.EqualTo(new ushort[] { 4, 7, 7, 4, Dataset.NoPrediction, 7 }));
    }

    [Test]
    public void Pixels_in_no_segment_take_the_value_asked_for()
    {
        LabelMap map = Read("""[{"image_id": 1, "category_id": 4, "segmentation": {"size": [1, 3], "counts": [1, 1, 1]}}]""", new MaskReaderOptions { UncoveredValue = 1000 });

        Assert.That(map.Wide.ToArray(), Is.EqualTo(new ushort[] { 1000, 4, 1000 }));
    }

    [Test]
    public void A_backslash_in_packed_counts_is_unescaped()
    {
        // '\' is 92 - 48 = 44 = 32 + 12: twelve and more to come; 'l1' would do as well, but 60 = 28 + 32: needs 'l1'. 12 + 32·1 = 44: '\1'.
        LabelMap map = Read("""[{"image_id": 1, "category_id": 1, "segmentation": {"size": [1, 50], "counts": "0\\16"}}]""");

        Assert.That(map.Wide.ToArray(), Is.EqualTo(Enumerable.Repeat((ushort)1, 44).Concat(Enumerable.Repeat(Dataset.NoPrediction, 6))));
    }

    [Test]
    public void Entries_are_named_by_file_or_by_id()
    {
        const string Segment = """ "category_id": 1, "segmentation": {"size": [1, 1], "counts": [0, 1]}} """;
        _folder.Write("x.json", $$"""
            { "info": {"file_name": "no"}, "annotations": [
              {"file_name": "b/c.d.jpg", {{Segment}}, {"image_id": 12, {{Segment}}, {"image_id": "text", {{Segment}}, {"image_id": 13, {{Segment}} ],
              "images": [ {"id": 12, "file_name": "val/000012.jpg", "width": 1} ] }
            """);

        using MaskSource source = MaskSource.Open(_folder["x.json"]);

        Assert.That(source.Entries.Select(e => (e.RelativePath, e.Stem)), Is.EqualTo(new[] { ("13", "13"), ("b/c.d.jpg", "c.d"), ("text", "text"), ("val/000012.jpg", "000012") }));
        Assert.That(source.Name, Is.EqualTo("x"));
    }

    [Test]
    public void The_bytes_to_digest_are_the_image_s_own_segments()
    {
        const string One = """{"image_id": "a", "category_id": 1, "segmentation": {"size": [1, 1], "counts": [0, 1]}}""";
        const string Other = """{"image_id": "b", "category_id": 1, "segmentation": {"size": [1, 1], "counts": [0, 1]}}""";
        const string Again = """{"image_id": "a", "category_id": 2, "segmentation": {"size": [1, 1], "counts": [1]}}""";
        _folder.Write("x.json", $"[{One}, {Other},\n {Again}]");

        using MaskSource source = MaskSource.Open(_folder["x.json"]);
        using MaskReader reader = source.CreateReader();
        reader.Read(source.Entries[0], new LabelMap());

        Assert.That(System.Text.Encoding.UTF8.GetString(reader.FileBytes), Is.EqualTo(One + Again));
        Assert.That(source.Entries[0].LengthBytes, Is.EqualTo((One + Again).Length));
    }

    [Test]
    public void Segments_of_one_category_may_overlap_and_lie_in_each_other()
    {
        // Down the columns of 2 x 3: places 0..3, 1 and 3..4 of category 4, then place 5 of category 7.
        File.WriteAllText(_folder["x.json"], """
            [{"image_id": "a", "category_id": 4, "segmentation": {"size": [2, 3], "counts": [0, 4, 2]}},
             {"image_id": "a", "category_id": 4, "segmentation": {"size": [2, 3], "counts": [1, 1, 4]}},
             {"image_id": "a", "category_id": 4, "segmentation": {"size": [2, 3], "counts": [3, 2, 1]}},
             {"image_id": "a", "category_id": 7, "segmentation": {"size": [2, 3], "counts": [5, 1]}}]
            """);
        using MaskSource source = MaskSource.Open(_folder["x.json"]);
        using MaskReader reader = source.CreateReader();
        LabelMap map = new();
        reader.Read(source.Entries[0], map);

        Assert.That(map.Narrow.ToArray(), Is.EqualTo(new byte[] { 4, 4, 4, 4, 4, 7 }));
    }

    [Test]
    public void Segments_that_share_pixels_are_refused_with_both_categories_and_the_place() =>
        Assert.That(
            Refused("""
                [{"image_id": "a", "category_id": 4, "segmentation": {"size": [2, 3], "counts": [0, 4, 2]}},
                 {"image_id": "a", "category_id": 7, "segmentation": {"size": [2, 3], "counts": [3, 3]}}]
                """),
            Does.Contain("image 'a': segments of category 4 and 7 share pixels, first at row 1, column 1 (1 pixel in all)"));

    [TestCase("""{"size": [2, 3], "counts": [0, 5]}""", "cover 5 pixels; expected 6")]
    [TestCase("""{"size": [2, 3], "counts": [0, 7]}""", "cover 7 pixels; expected 6")]
    [TestCase("""{"size": [2, 3], "counts": [-1, 7]}""", "run 1 has the length -1")]
    [TestCase("""{"size": [2, 3], "counts": [0.5]}""", "its counts hold 0.5; expected whole numbers")]
    [TestCase("""{"size": [2, 3], "counts": [[1]]}""", "its counts hold StartArray")]
    [TestCase("""{"size": [2, 3], "counts": 6}""", "neither text nor a list")]
    [TestCase("""{"size": [2, 3], "counts": "6 "}""", "the character 0x20")]
    [TestCase("""{"size": [2, 3], "counts": "\ud800"}""", "not valid Unicode")]
    [TestCase("""{"size": [2, 3]}""", "has no counts in its segmentation")]
    [TestCase("""{"counts": [6]}""", "has no size")]
    [TestCase("""{"size": [2, 3, 1], "counts": [6]}""", "has no valid size")]
    [TestCase("""{"size": [0, 3], "counts": [6]}""", "has no valid size")]
    [TestCase("""{"size": [20000, 1], "counts": [20000]}""", "expected at most 16384 a side")]
    [TestCase("""{"size": [16000, 16000], "counts": [256000000]}""", "67,108,864 pixels")]
    [TestCase("""[[1, 2, 3, 4, 5, 6]]""", "polygons are not read")]
    [TestCase("null", "a segmentation that is null")]
    public void A_malformed_segment_is_told_with_image_and_number(string segmentation, string expected) =>
        Assert.That(
            Refused($$"""[{"image_id": "a", "category_id": 4, "segmentation": {{segmentation}}}]"""),
            Does.StartWith(_folder["x.json"] + ": image 'a': its segment 1 ").And.Contain(expected));

    [TestCase("-1", "-1")]
    [TestCase("65536", "65536")]
    [TestCase("1.5", "1.5")]
    [TestCase("\"wall\"", "text")]
    public void A_category_that_is_no_raw_value_is_refused(string category, string shown) =>
        Assert.That(
            Refused($$$"""[{"image_id": "a", "category_id": {{{category}}}, "segmentation": {"size": [1, 1], "counts": [1]}}]"""),
            Does.Contain($"has the category_id {shown}; expected a whole number of 0 to 65535"));

    [Test]
    public void Segments_of_two_sizes_in_one_image_are_refused() =>
        Assert.That(
            Refused("""
                [{"image_id": "a", "category_id": 4, "segmentation": {"size": [2, 3], "counts": [6]}},
                 {"image_id": "a", "category_id": 7, "segmentation": {"size": [3, 2], "counts": [6]}}]
                """),
            Does.Contain("its segment 2 has the size 3 x 2 (height x width), other segments of this image 2 x 3"));

    [TestCase("", "too short")]
    [TestCase("[1]", "has a Number as entry 1 of its list")]
    [TestCase("17", "holds a single Number")]
    [TestCase("{}", "without a list 'annotations'")]
    [TestCase("[{}]", "neither file_name nor image_id in entry 1")]
    [TestCase("[{\"image_id\": 1.5}]", "names an image by a Number")]
    [TestCase("[{\"image_id\": \"\\ud800\"}]", "not valid Unicode")]
    [TestCase("[{\"image_id\": 1}", "not valid JSON")]
    [TestCase("[] []", "not valid JSON")]
    [TestCase("[{\"image_id\": 1},]", "not valid JSON")]
    public void Another_form_is_refused_when_opened(string json, string expected)
    {
        _folder.Write("x.json", json + (json.Length == 0 ? "x" : ""));
        Assert.That(() => MaskSource.Open(_folder["x.json"]), Throws.TypeOf<InputException>().With.Message.StartWith(_folder["x.json"] + ": ").And.Message.Contains(expected));
    }

    [Test]
    public void A_file_above_the_limit_is_refused()
    {
        _folder.Write("x.json", "[                              ]");
        Assert.That(() => MaskSource.Open(_folder["x.json"], new MaskSourceOptions { MaxTableBytes = 20 }), Throws.TypeOf<InputException>().With.Message.Contains("at most 20"));
    }

    private LabelMap Read(string json, MaskReaderOptions? options = null)
    {
        _folder.Write("x.json", json);
        using MaskSource source = MaskSource.Open(_folder["x.json"]);
        using MaskReader reader = source.CreateReader(options);
        LabelMap map = new();
        reader.Read(source.Entries.Single(), map);
        return map;
    }

    private string Refused(string json) => Assert.Throws<InputException>(() => Read(json))!.Message;
}
