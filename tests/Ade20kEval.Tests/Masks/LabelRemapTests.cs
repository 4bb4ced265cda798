using Ade20kEval.Files;
using Ade20kEval.Formats;
using Ade20kEval.Masks;

namespace Ade20kEval.Tests.Masks;

public sealed class LabelRemapTests
{
    [Test]
    public void Example_e12_is_renumbered_at_once_and_not_in_a_chain()
    {
        // E12 (Protocols/worked-examples.md): {0:1, 1:2} on 0 1 2 is 1 2 2; chained it would be 2 2 2.
        LabelMap map = Narrow(0, 1, 2);
        new LabelRemap([(0, 1), (1, 2)]).Apply(map);

        Assert.That(map.Narrow.ToArray(), Is.EqualTo(new byte[] { 1, 2, 2 }));
    }

    [Test]
    public void Two_values_can_be_exchanged()
    {
        LabelMap map = Narrow(7, 9, 7, 1);
        new LabelRemap([(7, 9), (9, 7)]).Apply(map);

        Assert.That(map.Narrow.ToArray(), Is.EqualTo(new byte[] { 9, 7, 9, 1 }));
    }

    [Test]
    public void A_map_becomes_wide_when_a_new_value_is_above_255()
    {
        LabelMap map = Narrow(7, 1);
        new LabelRemap([(7, 700)]).Apply(map);

        Assert.That(map.Wide.ToArray(), Is.EqualTo(new ushort[] { 700, 1 }));
    }

    [Test]
    public void Others_take_the_value_given_for_them()
    {
        LabelMap map = new();
        ((ReadOnlySpan<ushort>)[2978, 312, 5]).CopyTo(map.ResizeWide(3, 1));
        new LabelRemap([(2978, 1), (312, 2)], others: 0).Apply(map);

        Assert.That(map.Wide.ToArray(), Is.EqualTo(new ushort[] { 1, 2, 0 }));
    }

    [TestCase("0,1\n1,2\n")]
    [TestCase("from,to\r\n0,1\r\n\r\n# a note: 3,4\r\n1,2")]
    [TestCase("0 1\n1\t2")]
    [TestCase("0; 1\n1 ;2")]
    [TestCase("{\"0\": 1, \"1\": 2}")]
    public void Lines_and_json_give_the_same(string text)
    {
        LabelRemap remap = LabelRemapFile.Parse(text, "x");

        Assert.That(new[] { remap[0], remap[1], remap[2], remap[65535] }, Is.EqualTo(new[] { 1, 2, 2, 65535 }));
    }

    [TestCase("1,5\n*,0")]
    [TestCase("{\"*\": 0, \"1\": 5}")]
    public void A_star_stands_for_all_others(string text)
    {
        LabelRemap remap = LabelRemapFile.Parse(text, "x");

        Assert.That(new[] { remap[0], remap[1], remap[255] }, Is.EqualTo(new[] { 0, 5, 0 }));
    }

    [TestCase("", "x: renumbers nothing")]
    [TestCase("from,to\n", "x: renumbers nothing")]
    [TestCase("0,1,2", "x: line 1: '0,1,2' has 3 fields")]
    [TestCase("0,1\n7", "x: line 2: '7' has 1 fields")]
    [TestCase("0,-1", "x: line 1: '-1' is no raw value")]
    [TestCase("65536,1", "x: line 1: '65536' is no raw value")]
    [TestCase("0,1\n0,1", "x: line 2: the value 0 is given a second time")]
    [TestCase("*,1\n*,2", "x: line 2: the value * is given a second time")]
    [TestCase("{\"0\": 1, \"0\": 2}", "x: \"0\": the value 0 is given a second time")]
    [TestCase("{\"0\": [1]}", "x: \"0\": '[1]' is no raw value")]
    [TestCase("{\"0\": 1", "x: is not valid JSON")]
    public void What_is_malformed_is_told_with_its_place(string text, string expected) =>
        Assert.That(() => LabelRemapFile.Parse(text, "x"), Throws.TypeOf<InputException>().With.Message.StartWith(expected));

    [Test]
    public void A_file_is_read_with_or_without_byte_order_mark([Values("", "\uFEFF")] string mark)
    {
        using TemporaryFolder folder = new();
        Assert.That(LabelRemapFile.Read(folder.Write("m.csv", mark + "3,4\n"))[3], Is.EqualTo(4));
    }

    private static LabelMap Narrow(params byte[] values)
    {
        LabelMap map = new();
        values.CopyTo(map.ResizeNarrow(values.Length, 1));
        return map;
    }
}
