using Ade20kEval.Formats.Arrays;
using Ade20kEval.Formats.Npy;

namespace Ade20kEval.Tests.Formats.Npy;

public sealed class NpyReaderTests
{
    [TestCase("|b1", "01", 1)]
    [TestCase("|i1", "FE", -2)]
    [TestCase("|u1", "FE", 254)]
    [TestCase("<i2", "FEFF", -2)]
    [TestCase(">i2", "FFFE", -2)]
    [TestCase("<u2", "0201", 258)]
    [TestCase(">u2", "0102", 258)]
    [TestCase("<i4", "FEFFFFFF", -2)]
    [TestCase(">i4", "00010000", 65536)]
    [TestCase("<u4", "FFFFFFFF", 4294967295)]
    [TestCase("<i8", "FEFFFFFFFFFFFFFF", -2)]
    [TestCase(">i8", "0000000000000096", 150)]
    [TestCase("<u8", "9600000000000000", 150)]
    public void Every_integer_type_is_read_in_both_byte_orders(string type, string hex, long expected)
    {
        NumericArray array = NpyReader.Read("a.npy", NpyFile.OfType(type, Convert.FromHexString(hex), "(1,)"));

        Assert.That(array.IntegerAt(0), Is.EqualTo(expected));
        Assert.That(array.NumberAt(0), Is.EqualTo((double)expected));
    }

    [TestCase("<f2", "003E", 1.5)]
    [TestCase(">f2", "3E00", 1.5)]
    [TestCase("<f4", "0000C03F", 1.5)]
    [TestCase(">f4", "3FC00000", 1.5)]
    [TestCase("<f8", "000000000000F83F", 1.5)]
    [TestCase(">f8", "3FF8000000000000", 1.5)]
    public void Every_floating_type_is_read_in_both_byte_orders(string type, string hex, double expected)
    {
        NumericArray array = NpyReader.Read("a.npy", NpyFile.OfType(type, Convert.FromHexString(hex), "()"));
        float[] single = new float[1];
        array.CopyTo(0, single);

        Assert.That(array.NumberAt(0), Is.EqualTo(expected));
        Assert.That(single[0], Is.EqualTo((float)expected));
        Assert.That(array.Rank, Is.Zero);
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Header_versions_one_to_three_are_read(byte version)
    {
        NumericArray array = NpyReader.Read("a.npy", NpyFile.OfType("|u1", [1, 2, 3, 4, 5, 6], "(2, 3)", version: version));

        Assert.That(array.Shape.ToArray(), Is.EqualTo(new[] { 2, 3 }));
        Assert.That(array.AsSpan<byte>().ToArray(), Is.EqualTo(new byte[] { 1, 2, 3, 4, 5, 6 }));
    }

    [TestCase("{'shape': (2,), 'fortran_order': False, 'descr': '|u1'}")]
    [TestCase("{\"descr\":\"|u1\",\"fortran_order\":False,\"shape\":(2L,)}      \n")]
    [TestCase(" { 'descr' : '|u1' , 'fortran_order' : False , 'shape' : ( 2 , ) , } ")]
    public void The_dictionary_may_be_written_in_any_way_python_allows(string dictionary) =>
        Assert.That(NpyReader.Read("a.npy", NpyFile.Of(dictionary, [7, 9])).IntegerAt(1), Is.EqualTo(9));

    [Test]
    public void A_fortran_ordered_array_becomes_row_major()
    {
        // Rows (1 2 3) and (4 5 6) are stored column by column.
        NumericArray stored = NpyReader.Read("a.npy", NpyFile.OfType("<u2", [1, 0, 4, 0, 2, 0, 5, 0, 3, 0, 6, 0], "(2, 3)", isColumnMajor: true));

        Assert.That(stored.IsColumnMajor, Is.True);
        Assert.That(stored.ToRowMajor().AsSpan<ushort>().ToArray(), Is.EqualTo(new ushort[] { 1, 2, 3, 4, 5, 6 }));
    }

    [TestCase("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", 10 + 10, "Python objects")]
    [TestCase("{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }", 10 + 10, "type '<c8'")]
    [TestCase("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", 10 + 10, "structured type")]
    [TestCase("{'descr': '|u1', 'fortran_order': 0, 'shape': (1,), }", 10 + 34, "True or False")]
    [TestCase("{'descr': '|u1', 'fortran_order': False, 'shape': (-1,), }", 10 + 51, "a length of 0 to")]
    [TestCase("{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999,), }", 10 + 51, "a length of 0 to")]
    [TestCase("{'descr': '|u1', 'fortran_order': False, 'shape': (1,), 'more': 1}", 10 + 56, "the key 'more'")]
    [TestCase("{'descr': '|u1', 'descr': '|u1', 'fortran_order': False, 'shape': (1,)}", 10 + 17, "once each")]
    [TestCase("{'descr': '|u1', 'fortran_order': False}", 10, "a key missing")]
    [TestCase("{'descr': '|u1', 'fortran_order': False, 'shape': (1,)} x", 10 + 56, "nothing after")]
    [TestCase("{'descr: 1", 10 + 1, "without an end")]
    [TestCase("", 10, "the end of the header")]
    public void A_malformed_header_is_refused_with_the_place(string dictionary, long offset, string text)
    {
        ArrayFormatException error = Assert.Throws<ArrayFormatException>(() => NpyReader.Read("scores/a.npy", NpyFile.Of(dictionary, [7, 0, 0])))!;

        Assert.That(error.Message, Does.StartWith("scores/a.npy: at byte ").And.Contain(text));
        Assert.That(error.Offset, Is.EqualTo(offset));
        Assert.That(error.FileName, Is.EqualTo("scores/a.npy"));
    }

    [Test]
    public void Too_few_and_too_many_elements_are_refused()
    {
        Assert.That(
            () => NpyReader.Read("a.npy", NpyFile.OfType("<f4", new byte[23], "(2, 3)")),
            Throws.TypeOf<ArrayFormatException>().With.Message.Contains("found 23 bytes of elements; expected 24 (shape (2, 3) of float32). The file is cut short."));
        Assert.That(
            () => NpyReader.Read("a.npy", NpyFile.OfType("<f4", new byte[25], "(2, 3)")),
            Throws.TypeOf<ArrayFormatException>().With.Message.Contains("nothing after it"));
    }

    [Test]
    public void A_shape_beyond_all_memory_is_refused_without_taking_any() => Assert.That(
        () => NpyReader.Read("a.npy", NpyFile.OfType("<f8", [], "(2147483647, 2147483647, 2147483647, 2147483647)")),
        Throws.TypeOf<ArrayFormatException>().With.Message.Contains("at most"));

    [Test]
    public void A_file_cut_anywhere_is_refused()
    {
        byte[] file = NpyFile.OfType("<i4", new byte[24], "(2, 3)");
        for (int length = 0; length < file.Length; length++)
        {
            byte[] cut = file[..length];
            Assert.That(() => NpyReader.Read("a.npy", cut), Throws.TypeOf<ArrayFormatException>(), $"{length} of {file.Length} bytes");
            Assert.That(() => NpyReader.ReadHeader("a.npy", new MemoryStream(cut)), Throws.TypeOf<ArrayFormatException>(), $"{length} of {file.Length} bytes, streamed");
        }
    }

    [Test]
    public void A_file_that_is_no_npy_says_what_it_begins_with() => Assert.That(
        () => NpyReader.Read("a.npy", "PK and more of it"u8.ToArray()),
        Throws.TypeOf<ArrayFormatException>().With.Message.Contains("found 'PK and more '"));

    [Test]
    public void Only_the_header_can_be_read_from_a_stream()
    {
        MemoryStream stream = new(NpyFile.OfType("<i4", new byte[24], "(2, 3)"));
        NpyHeader header = NpyReader.ReadHeader("a.npy", stream);

        Assert.That(header.Shape.ToArray(), Is.EqualTo(new[] { 2, 3 }));
        Assert.That(stream.Position, Is.EqualTo(header.DataOffset));
        Assert.That(header.DataLength, Is.EqualTo(24));
    }

    [Test]
    public void What_is_written_is_read_back()
    {
        float[] values = [1.5f, -2, float.NaN, float.PositiveInfinity, 0, 1e-40f];
        byte[] file = NpyWriter.Write<float>(values, 3, 1, 2);
        NumericArray array = NpyReader.Read("a.npy", file);

        Assert.That(array.Offset % 64, Is.Zero);
        Assert.That(array.ShapeText, Is.EqualTo("(3, 1, 2)"));
        Assert.That(array.AsSpan<float>().ToArray(), Is.EqualTo(values));
        Assert.That(NpyReader.Read("a.npy", NpyWriter.Write<long>([150], 1)).IntegerAt(0), Is.EqualTo(150));
    }
}
