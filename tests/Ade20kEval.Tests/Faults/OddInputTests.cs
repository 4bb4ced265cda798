using System.Text;
using Ade20kEval.Files;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Formats.Safetensors;
using Ade20kEval.Masks;
using NUnit.Framework.Constraints;

namespace Ade20kEval.Tests.Faults;

/// <summary>Small oddities that were once accepted, or answered with a number that nobody meant (faults D5 and D11).</summary>
public sealed class OddInputTests
{
    private const string Segment = """{"file_name":"a","category_id":1,"segmentation":{"size":[3,4],"counts":[0,12]}}""";

    [TestCase("""{"annotations":[SEGMENT],"images":[1]}""", "has a Number as entry 1 of its list 'images'")]
    [TestCase("""{"annotations":[SEGMENT],"images":[{"id":1}, "b"]}""", "has a String as entry 2 of its list 'images'")]
    [TestCase("""{"annotations":[SEGMENT],"annotations":[SEGMENT]}""", "has the list 'annotations' twice")]
    public void A_table_of_segments_is_read_whole_or_refused(string json, string reason)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("a.json", json.Replace("SEGMENT", Segment, StringComparison.Ordinal));

        Assert.That(() => MaskSource.Open(path), Throws.InstanceOf<InputException>().With.Message.Contains(reason));
    }

    [Test]
    public void A_table_that_is_no_UTF_8_is_refused_wherever_that_shows()
    {
        using TemporaryFolder folder = new();
        byte[] json = Encoding.UTF8.GetBytes($"[{Segment.Replace("\"category_id\"", "\"note\":\"?\",\"category_id\"", StringComparison.Ordinal)}]");
        json[Array.IndexOf(json, (byte)'?')] = 0xFF;

        Assert.That(() => MaskSource.Open(folder.Write("a.json", json)), Throws.InstanceOf<InputException>().With.Message.Contains("is not UTF-8"));
    }

    [Test]
    public void A_table_holds_at_most_as_many_images_as_an_archive()
    {
        using TemporaryFolder folder = new();
        MaskSourceOptions three = new() { Archive = new() { MaxEntries = 3 } };
        foreach ((string name, Func<int, string> table) in new (string, Func<int, string>)[]
        {
            ("a.csv", n => "image,runs\n" + string.Concat(Enumerable.Range(0, n).Select(i => $"{i},1 12\n"))),
            ("b.csv", n => "ImageId,ClassId,EncodedPixels\n" + string.Concat(Enumerable.Range(0, n).Select(i => $"{i},1,1 12\n"))),
            ("c.json", n => $"[{string.Join(',', Enumerable.Range(0, n).Select(i => Segment.Replace("\"a\"", $"\"{i}\"", StringComparison.Ordinal)))}]"),
            ("d.json", n => $"{{\"annotations\":[],\"images\":[{string.Join(',', Enumerable.Range(0, n).Select(i => $"{{\"id\":{i}}}"))}]}}"),
        })
        {
            using (MaskSource source = MaskSource.Open(folder.Write(name, table(3)), three))
            {
                Assert.That(source.Entries, Has.Count.EqualTo(3), name);
            }

            Assert.That(() => MaskSource.Open(folder.Write(name, table(4)), three), Throws.InstanceOf<InputException>().With.Message.Contains("more than 3 images"), name);
        }
    }

    [Test]
    public void Runs_of_length_0_are_read_up_to_two_for_every_pixel_and_refused_beyond()
    {
        using TemporaryFolder folder = new();
        foreach ((int zeros, bool isRead) in new[] { (26, true), (28, false) })
        {
            // 12 pixels, so 26 runs with the empty one outside that all begin with; an odd number before the last, which covers all and so stands inside.
            string counts = string.Concat(Enumerable.Repeat("0,", zeros - 1)) + "12";
            using MaskSource source = MaskSource.Open(folder.Write("a.json", $"[{Segment.Replace("0,12", counts, StringComparison.Ordinal)}]"));
            using MaskReader reader = source.CreateReader();
            Assert.That(() => reader.Read(source.Entries[0], new LabelMap()), isRead ? (IResolveConstraint)Throws.Nothing : Throws.InstanceOf<InputException>().With.Message.Contains("most of length 0"));
        }
    }

    [Test]
    public void Booleans_are_0_or_1()
    {
        using TemporaryFolder folder = new();
        byte[] file = NpyWriter.Write<byte>([0, 1, 1, 0, 1, 7], 2, 3);
        int type = file.AsSpan().IndexOf("|u1"u8);
        Assert.That(type, Is.Positive);
        "|b1"u8.CopyTo(file.AsSpan(type));
        using MaskSource source = MaskSource.Open(folder.Write("a.npy", file));
        using MaskReader reader = source.CreateReader();

        Assert.That(() => reader.Read(source.Entries[0], new LabelMap()), Throws.InstanceOf<InputException>().With.Message.Contains("element 5 of its boolean array is stored as 7"));
    }

    [TestCase("1\0,2")]
    [TestCase("1,2\0")]
    [TestCase("+1,2")]
    public void A_number_of_a_remap_is_digits(string line) =>
        Assert.That(() => LabelRemapFile.Parse(line, "remap.csv"), Throws.InstanceOf<InputException>().With.Message.Contains("is no raw value"));

    [Test]
    public void Elements_behind_the_end_of_the_largest_file_are_no_place_before_its_beginning()
    {
        string header = """{"a":{"dtype":"U8","shape":[0],"data_offsets":[9223372036854775807,9223372036854775807]}}""";
        byte[] file = [.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header)];

        string message = Assert.Throws(Is.InstanceOf<InputException>(), () => SafetensorsReader.ReadEntries("a", file))!.Message;

        Assert.That(message, Does.Contain("where the file ends").And.Not.Contain("byte -"));
    }

    [TestCase("007, 2", false)]
    [TestCase("7, 02", false)]
    [TestCase("7, 2", true)]
    [TestCase("14, 1", true)]
    public void Lengths_of_axes_are_numbers_as_Python_writes_them(string shape, bool isRead)
    {
        byte[] text = Encoding.ASCII.GetBytes($"{{'descr': '|u1', 'fortran_order': False, 'shape': ({shape}), }}".PadRight(117) + '\n');
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. text, .. new byte[14]];

        Assert.That(() => NpyReader.Read("a.npy", file), isRead ? (IResolveConstraint)Throws.Nothing : Throws.InstanceOf<InputException>());
    }
}
