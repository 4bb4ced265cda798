using System.Text;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Formats;

namespace Ade20kEval.Tests.Datasets;

public sealed class DatasetFileTests
{
    private const string Small = """{ "name": "d", "classes": [ { "id": 1, "name": "a" }, { "id": 2, "name": "b" } ], "ignored": [0] }""";

    private static IEnumerable<string> Presets => DatasetCatalog.Names;

    [Test]
    public void The_template_is_a_valid_dataset()
    {
        Dataset dataset = Parse(DatasetFile.Template);
        Assert.That(dataset.Classes.Select(c => (c.Id, c.Name)), Is.EqualTo(new[] { (1, "road"), (2, "car"), (3, "other") }));
        Assert.That(dataset.Classes[1].Color, Is.EqualTo(new Rgb(0, 0, 142)));
        Assert.That(dataset.ClassifyGroundTruth(13), Is.EqualTo(LabelMeaning.OfClass(1)));
        Assert.That(dataset.InstanceOf(2001), Is.EqualTo(2));
        Assert.That(dataset.BackgroundIndex, Is.EqualTo(2));
        Assert.That(dataset.IgnoredValues, Is.EqualTo(new[] { 0, 255 }));
        Assert.That(dataset.IgnoredLabelOf(255)?.Color, Is.EqualTo(new Rgb(0xe0, 0xe0, 0xc0)));
        Assert.That(dataset.HasPalette, Is.True);
        Assert.That(dataset.Pairing.KeyOf("main_road_000001_gt_ids"), Is.EqualTo("main_road_000001"));
        Assert.That(dataset.Pairing.GroundTruthEndings, Is.EqualTo(new[] { "_gt_ids", "_gt" }));
    }

    [TestCaseSource(nameof(Presets))]
    public void Every_preset_survives_being_written_and_read(string name)
    {
        Dataset written = DatasetCatalog.Find(name);
        string text = DatasetWriter.Text(written).Replace($"\"name\": \"{name}\"", "\"name\": \"mine\"", StringComparison.Ordinal);
        Dataset read = Parse(text);
        Assert.That(read.Classes, Is.EqualTo(written.Classes));
        Assert.That(read.IgnoredValues, Is.EqualTo(written.IgnoredValues));
        Assert.That(read.IgnoredLabels, Is.EqualTo(written.IgnoredLabels));
        Assert.That(read.GroundTruthAliases, Is.EquivalentTo(written.GroundTruthAliases));
        Assert.That((read.Title, read.Source, read.DefaultProtocol), Is.EqualTo((written.Title, written.Source, written.DefaultProtocol)));
        Assert.That((read.BackgroundIndex, read.InstanceDivisor, read.HasPalette), Is.EqualTo((written.BackgroundIndex, written.InstanceDivisor, written.HasPalette)));
        Assert.That((read.Pairing.Key, read.Pairing.KeyMeaning), Is.EqualTo((written.Pairing.Key, written.Pairing.KeyMeaning)));
        Assert.That(read.Pairing.GroundTruthEndings, Is.EqualTo(written.Pairing.GroundTruthEndings));
        Assert.That(DatasetWriter.Text(read), Is.EqualTo(text));
    }

    [Test]
    public void Names_alone_are_enough_where_ids_count_up()
    {
        Dataset dataset = Parse("""{ "name": "d", "firstId": 5, "classes": ["a", "b"] }""");
        Assert.That(dataset.Classes.Select(c => (c.Id, c.Name)), Is.EqualTo(new[] { (5, "a"), (6, "b") }));
        Assert.That(dataset.HasPalette, Is.False);
        Assert.That(dataset.Classes[0].Color, Is.Not.EqualTo(dataset.Classes[1].Color));
    }

    [Test]
    public void Ids_take_sixteen_bits() =>
        Assert.That(Parse("""{ "name": "d", "classes": [ { "id": 65534, "name": "a" }, { "id": 300, "name": "b" } ] }""").ClassifyGroundTruth(65_534), Is.EqualTo(LabelMeaning.OfClass(0)));

    [Test]
    public void Eight_hundred_and_forty_seven_names_make_a_dataset()
    {
        string names = string.Join(",", Enumerable.Range(0, 847).Select(i => $"\"class {i}\""));
        Assert.That(Parse($$"""{ "name": "ade20k-847", "firstId": 0, "classes": [{{names}}], "ignored": [65535] }""").ClassCount, Is.EqualTo(847));
    }

    [Test]
    public void A_byte_order_mark_is_no_obstacle() =>
        Assert.That(DatasetFile.Parse("d.json", Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(Small)).ToArray()).ClassCount, Is.EqualTo(2));

    [TestCase("""{ "classes": ["a"] }""", "d.json: $ has no \"name\", which is required.")]
    [TestCase("""{ "name": "d" }""", "d.json: $ has no \"classes\", which is required.")]
    [TestCase("""{ "name": "d", "clases": [] }""", "d.json: $: There is no key 'clases'. Did you mean 'classes'")]
    [TestCase("""{ "name": "d", "classes": [] }""", "d.json: $.classes: 0 classes; expected 1 to 4096.")]
    [TestCase("""{ "name": "d", "classes": {} }""", "d.json: $.classes is {}; expected a list.")]
    [TestCase("""{ "name": "d", "classes": ["a"] }""", "d.json: $.classes[0]: 'a' has no \"id\". Give every class one, or let them count up from a \"firstId\" beside \"classes\".")]
    [TestCase("""{ "name": "d", "classes": [{ "id": 1, "name": "a" }, { "id": 70000, "name": "b" }] }""", "d.json: $.classes[1].id is 70000; expected a whole number from 0 to 65534.")]
    [TestCase("""{ "name": "d", "classes": [{ "id": 1.5, "name": "a" }] }""", "d.json: $.classes[0].id is 1.5; expected a whole number from 0 to 65534.")]
    [TestCase("""{ "name": "d", "classes": [{ "id": "1", "name": "a" }] }""", "d.json: $.classes[0].id is \"1\"; expected a whole number from 0 to 65534.")]
    [TestCase("""{ "name": "d", "classes": [{ "id": 1, "name": "a" }, { "id": 1, "name": "b" }] }""", "d.json: $.classes[1].id: value 1 means 'b' here and 'a' before; a value can mean one thing only.")]
    [TestCase("""{ "name": "d", "classes": [{ "id": 1, "name": "a", "also": [2] }, { "id": 2, "name": "b" }] }""", "d.json: $.classes[0].also[0]: value 2 means 'a' here and 'b' before; a value can mean one thing only.")]
    [TestCase("""{ "name": "d", "classes": [{ "id": 1, "name": "a" }], "ignored": [1] }""", "d.json: $.ignored[0]: value 1 means an ignored value here and 'a' before; a value can mean one thing only.")]
    [TestCase("""{ "name": "d", "firstId": 1, "classes": [{ "id": 1, "name": "a" }] }""", "d.json: $.classes[0].id: ids are counted from \"firstId\". Remove one of the two.")]
    [TestCase("""{ "name": "d", "firstId": 65534, "classes": ["a", "b"] }""", "d.json: $.classes[1]: 'b' would get id 65535; classes have at most 65534.")]
    [TestCase("""{ "name": "d", "classes": [{ "id": 1, "name": "a", "color": "#123456" }, { "id": 2, "name": "b" }] }""", "d.json: $.classes: 1 of 2 classes have a \"color\". Give all of them one, or none.")]
    [TestCase("""{ "name": "d", "classes": [{ "id": 1, "name": "a", "color": "red" }] }""", "d.json: $.classes[0].color is \"red\"; expected a colour, \"#rrggbb\" or [red, green, blue].")]
    [TestCase("""{ "name": "d", "classes": [{ "id": 1, "name": "a", "color": [0, 0, 256] }] }""", "d.json: $.classes[0].color[2] is 256; expected a whole number from 0 to 255.")]
    [TestCase("""{ "name": "d", "classes": [{ "id": 1, "name": "" }] }""", "d.json: $.classes[0].name is \"\"; expected a text of 1 to 200 characters, on one line.")]
    [TestCase("""{ "name": "d", "classes": [{ "id": 1, "name": "a", "stuff": "yes" }] }""", "d.json: $.classes[0].stuff is \"yes\"; expected true or false.")]
    [TestCase("""{ "name": "d", "classes": [{ "id": 1, "name": "a" }], "background": 0 }""", "d.json: $.background is 0; expected the id of a class.")]
    [TestCase("""{ "name": "d", "classes": [{ "id": 7, "name": "a" }], "instanceDivisor": 5 }""", "d.json: $.instanceDivisor is 5; expected more than the largest value, 7 ('a')")]
    [TestCase("""{ "name": "d", "classes": [{ "id": 7, "name": "a" }], "pairing": { "key": "a_*", "groundTruthEndings": ["_gt"] } }""", "d.json: $.pairing.key is \"a_*\"; expected one \"*\", for any text, at the beginning")]
    [TestCase("""{ "name": "d", "classes": [{ "id": 7, "name": "a" }], "pairing": { "key": "*_#", "groundTruthEndings": [] } }""", "d.json: $.pairing.groundTruthEndings is []; expected at least one ending")]
    [TestCase("""{ "name": "d", "classes": [{ "id": 7, "name": "a" }], "pairing": { "key": "*_#" } }""", "d.json: $.pairing has no \"groundTruthEndings\"")]
    [TestCase("""{ "name": "ade20k-150", "classes": [{ "id": 7, "name": "a" }] }""", "d.json: $.name: 'ade20k-150' is a dataset of the catalogue.")]
    [TestCase("""{ "name": "../d", "classes": [{ "id": 7, "name": "a" }] }""", "d.json: $.name is \"../d\"; expected letters, digits, dots, dashes and underscores")]
    [TestCase("""{ "name": "d", "name": "e" }""", "d.json: line 1: the key 'name' stands twice in $; expected it once. Delete one of the two.")]
    [TestCase("[]", "d.json: $ is []; expected an object.")]
    [TestCase("{ \"name\": \"d\",\n  \"classes\" [] }", "d.json: line 2, byte 13: is not valid JSON")]
    [TestCase("", "d.json: line 1, byte 1: is not valid JSON")]
    [TestCase("""{ "name": "\ud800" }""", "d.json: $.name is \"\\ud800\"; expected a text of 1 to 64")]
    [TestCase("""{ "\ud800": "d" }""", "d.json: a key holds half of a surrogate pair")]
    public void What_is_wrong_is_said_with_its_place(string json, string message) =>
        Assert.That(() => Parse(json), Throws.InstanceOf<InputException>().With.Message.StartsWith(message));

    [Test]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.That(() => DatasetFile.Parse("d.json", new byte[] { 0x7b, 0xff, 0x7d }), Throws.InstanceOf<InputException>().With.Message.Contains("UTF-8"));

    [Test]
    public void Deep_nesting_is_refused() =>
        Assert.That(() => Parse(new string('[', 100_000)), Throws.InstanceOf<InputException>());

    [Test]
    public void A_file_cut_anywhere_is_refused()
    {
        byte[] whole = Encoding.UTF8.GetBytes(DatasetFile.Template.TrimEnd());
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.That(() => DatasetFile.Parse("d.json", whole.AsMemory(0, length)), Throws.InstanceOf<InputException>());
        }
    }

    [Test]
    public void A_missing_file_is_named() =>
        Assert.That(() => DatasetCatalog.Find("no/such/file.json"), Throws.InstanceOf<InputException>().With.Message.StartsWith("no/such/file.json: no such file"));

    [Test]
    public void A_file_is_found_by_its_path()
    {
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".json");
        try
        {
            File.WriteAllText(path, Small);
            Assert.That(DatasetCatalog.Find(path).Name, Is.EqualTo("d"));
            File.WriteAllText(path, "");
            Assert.That(() => DatasetCatalog.Find(path), Throws.InstanceOf<InputException>().With.Message.Contains("is empty"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Dataset Parse(string json) => DatasetFile.Parse("d.json", Encoding.UTF8.GetBytes(json));
}
