using System.Buffers.Binary;
using System.Text;
using Ade20kEval.Files;
using Ade20kEval.Formats;
using Ade20kEval.Formats.Arrays;
using Ade20kEval.Formats.Safetensors;

namespace Ade20kEval.Tests.Formats.Safetensors;

public sealed class SafetensorsReaderTests
{
    private const string Two =
        """{"__metadata__":{"format":"pt"},"b":{"dtype":"BF16","shape":[2],"data_offsets":[4,8]},"a":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}}""";

    // 1.5 as binary32; 1 and -2 as bfloat16.
    private static readonly byte[] s_elements = [0, 0, 0xC0, 0x3F, 0x80, 0x3F, 0x00, 0xC0];

    [Test]
    public void Arrays_come_in_the_order_of_their_places()
    {
        byte[] file = FileOf(Two, s_elements);
        IReadOnlyList<SafetensorsEntry> entries = SafetensorsReader.ReadEntries("s", new MemoryStream(file));

        Assert.That(entries.Select(entry => entry.Name), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(entries[0].Shape.ToArray(), Is.EqualTo(new[] { 1, 1 }));
        Assert.That(SafetensorsReader.Read("s", file, "a").NumberAt(0), Is.EqualTo(1.5));
        Assert.That(SafetensorsReader.Read("s", file, "b").NumberAt(1), Is.EqualTo(-2));
        Assert.That(SafetensorsReader.Read("s", file, "b").Source, Is.EqualTo("s/b"));
    }

    [TestCase("F16", "003E", 1.5)]
    [TestCase("F64", "000000000000F83F", 1.5)]
    [TestCase("I64", "FEFFFFFFFFFFFFFF", -2)]
    [TestCase("U8", "FE", 254)]
    [TestCase("BOOL", "01", 1)]
    public void The_only_array_needs_no_name_whatever_its_type(string type, string hex, double expected)
    {
        string header = $$$"""{"x":{"dtype":"{{{type}}}","shape":[],"data_offsets":[0,{{{hex.Length / 2}}}]}}   """;
        Assert.That(SafetensorsReader.Read("s", FileOf(header, Convert.FromHexString(hex))).NumberAt(0), Is.EqualTo(expected));
    }

    [Test]
    public void Of_several_arrays_one_is_named()
    {
        byte[] file = FileOf(Two, s_elements);
        Assert.That(() => SafetensorsReader.Read("s", file), Throws.InstanceOf<InputException>().With.Message.Contains("2 arrays; expected one. It holds: a, b."));
        Assert.That(() => SafetensorsReader.Read("s", file, "c"), Throws.InstanceOf<InputException>().With.Message.Contains("no array named 'c'"));
    }

    [TestCase("""{"a":{"dtype":"F8_E4M3","shape":[8],"data_offsets":[0,8]}}""", "type 'F8_E4M3' of 'a'")]
    [TestCase("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "offsets 0 to 8 for 'a' of shape [3]")]
    [TestCase("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "as many bytes as shape and type need")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[3,7]}}""", "without holes or overlaps")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "without holes or overlaps")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "something appended")]
    [TestCase("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", "cut short")]
    [TestCase("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "malformed")]
    [TestCase("""{"a":{"dtype":"F32","shape":[2]}}""", "malformed")]
    [TestCase("""{"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", "malformed")]
    [TestCase("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", "malformed")]
    [TestCase("""["a"]""", "malformed")]
    [TestCase("""{"a":""", "malformed")]
    public void A_malformed_table_is_refused(string header, string text) => Assert.That(
        () => SafetensorsReader.ReadEntries("s", FileOf(header, s_elements)), Throws.InstanceOf<InputException>().With.Message.StartsWith("s: at byte ").And.Message.Contains(text));

    [Test]
    public void A_file_cut_anywhere_is_refused()
    {
        byte[] file = FileOf(Two, s_elements);
        for (int length = 0; length < file.Length; length++)
        {
            byte[] cut = file[..length];
            Assert.That(() => SafetensorsReader.ReadEntries("s", new MemoryStream(cut)), Throws.InstanceOf<ArrayFormatException>(), $"{length} of {file.Length} bytes");
            Assert.That(() => SafetensorsReader.Read("s", cut, "a"), Throws.InstanceOf<ArrayFormatException>(), $"{length} of {file.Length} bytes");
        }
    }

    private static byte[] FileOf(string header, byte[] elements)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] file = new byte[8 + text.Length + elements.Length];
        BinaryPrimitives.WriteInt64LittleEndian(file, text.Length);
        text.CopyTo(file, 8);
        elements.CopyTo(file, 8 + text.Length);
        return file;
    }
}
