using System.Globalization;
using System.IO.Compression;
using System.Numerics;
using System.Text;
using Ade20kEval.Files;
using Ade20kEval.Formats;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Decoding;
using Ade20kEval.Tests.Masks;

namespace Ade20kEval.Tests.Masks.Decoding;

public sealed class ArrayMaskTests
{
    [TestCase("|b1", 1)]
    [TestCase("|u1", 255)]
    [TestCase("|i1", 127)]
    [TestCase("<u2", 65535)]
    [TestCase(">u2", 65535)]
    [TestCase("<i2", 32767)]
    [TestCase(">i2", 255)]
    [TestCase("<u4", 65535)]
    [TestCase(">u4", 65535)]
    [TestCase("<i4", 300)]
    [TestCase(">i4", 300)]
    [TestCase("<u8", 65535)]
    [TestCase(">u8", 65535)]
    [TestCase("<i8", 65535)]
    [TestCase(">i8", 255)]
    public void Every_integer_type_byte_order_axis_order_and_version_gives_its_values(string type, int highest)
    {
        Random random = new(20_210);
        int[,] values = new int[37, 70];
        for (int row = 0; row < 37; row++)
        {
            for (int column = 0; column < 70; column++)
            {
                values[row, column] = random.Next(highest + 1);
            }
        }

        values[36, 69] = highest;
        foreach (bool fortran in new[] { false, true })
        {
            foreach (int version in new[] { 1, 2, 3 })
            {
                LabelMap map = Decode(Npy(type, fortran, version, values));
                Assert.That((map.Width, map.Height, map.IsWide), Is.EqualTo((70, 37, highest > 255)));
                for (int row = 0; row < 37; row++)
                {
                    for (int column = 0; column < 70; column++)
                    {
                        if (map[row, column] != values[row, column])
                        {
                            Assert.Fail($"{type}, Fortran {fortran}, version {version}: row {row}, column {column} is {map[row, column]}, expected {values[row, column]}");
                        }
                    }
                }
            }
        }
    }

    [TestCase("<i8", -1, "-1")]
    [TestCase("|i1", -7, "-7")]
    [TestCase("<i4", 65536, "65536")]
    [TestCase("<u8", 1 << 20, "1048576")]
    public void A_value_outside_0_to_65535_is_told_with_its_place(string type, int value, string shown)
    {
        int[,] values = new int[3, 4];
        values[1, 2] = value;
        values[2, 2] = value;
        foreach (bool fortran in new[] { false, true })
        {
            Assert.That(Refused(Npy(type, fortran, 1, values)), Does.Contain($"x: holds the value {shown} at row 1, column 2 (2 pixels outside 0..65535)"));
        }
    }

    [Test]
    public void An_axis_of_length_one_before_or_after_is_left_out()
    {
        Assert.That(Size(Decode(NpyWriter.Write<byte>(new byte[6], 1, 2, 3))), Is.EqualTo((3, 2)));
        Assert.That(Size(Decode(NpyWriter.Write<byte>(new byte[6], 2, 3, 1))), Is.EqualTo((3, 2)));
        Assert.That(Size(Decode(NpyWriter.Write<byte>(new byte[3], 1, 3))), Is.EqualTo((3, 1)));
    }

    [Test]
    public void Arrays_that_are_no_label_maps_are_refused()
    {
        Assert.That(Refused(NpyWriter.Write<float>([0, 1, 2, 3, 4, 0.5f], 2, 3)), Does.Contain("x: holds").And.Contain("fuse scores to label maps"));
        Assert.That(Refused(NpyWriter.Write<byte>(new byte[6], 6)), Does.Contain("x: has the shape (6,); expected (height, width)"));
        Assert.That(Refused(NpyWriter.Write<byte>(new byte[8], 2, 2, 2)), Does.Contain("(2, 2, 2)"));
        Assert.That(Refused(NpyWriter.Write<byte>([], 0, 3)), Does.Contain("(0, 3)"));
        Assert.That(Refused(NpyWriter.Write<byte>(new byte[20_000], 1, 20_000)), Does.Contain("at most 16384 a side"));
    }

    [Test]
    public void Whole_numbers_are_labels_in_whatever_type_and_axes_of_length_one_do_not_matter()
    {
        Assert.That(Decode(NpyWriter.Write<float>([0, 1, 2, 3, 4, 5], 2, 3)).Narrow.ToArray(), Is.EqualTo(new byte[] { 0, 1, 2, 3, 4, 5 }));
        Assert.That(Decode(NpyWriter.Write<long>([0, 1, 2, 3, 4, 5], 1, 1, 2, 3)).Narrow.ToArray(), Is.EqualTo(new byte[] { 0, 1, 2, 3, 4, 5 }));
    }

    [Test]
    public void A_file_cut_off_anywhere_is_refused()
    {
        byte[] file = NpyWriter.Write<ushort>([1, 2, 3, 4, 5, 6], 2, 3);
        for (int length = 1; length < file.Length; length++)
        {
            Assert.That(() => Decode(file[..length]), Throws.InstanceOf<InputException>(), $"first {length} of {file.Length} bytes");
        }
    }

    [Test]
    public void An_npz_with_one_array_is_that_map_however_well_it_packs()
    {
        long[] values = new long[600 * 800];
        Array.Fill(values, 9);

        LabelMap map = Decode(Npz(("arr_0", NpyWriter.Write<long>(values, 600, 800))));

        Assert.That(Size(map), Is.EqualTo((800, 600)));
        Assert.That(map.Narrow.ContainsAnyExcept((byte)9), Is.False);
    }

    [Test]
    public void An_npz_with_none_or_several_arrays_is_refused()
    {
        byte[] array = NpyWriter.Write<byte>(new byte[6], 2, 3);
        Assert.That(Refused(Npz(("labels", array), ("scores", array))), Does.Contain("x: holds 2 arrays ('labels', 'scores'); expected one label map"));
        Assert.That(Refused(Npz(("../x", array))), Does.Contain("'..' in its name"));
    }

    private static (int, int) Size(LabelMap map) => (map.Width, map.Height);

    private static LabelMap Decode(byte[] file)
    {
        LabelMap map = new();
        new MaskDecoder(new MaskReaderOptions(), 64 << 20).Decode(file, "x", map);
        return map;
    }

    private static string Refused(byte[] file) => Assert.Catch<InputException>(() => Decode(file))!.Message;

    /// <summary>An .npy file, written from the format's description.</summary>
    private static byte[] Npy(string type, bool fortran, int version, int[,] values)
    {
        int height = values.GetLength(0);
        int width = values.GetLength(1);
        string header = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '{type}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': ({height}, {width}), }}\n");
        List<byte> file = [0x93, .. "NUMPY"u8, (byte)version, 0, (byte)header.Length, (byte)(header.Length >> 8)];
        if (version > 1)
        {
            file.AddRange([0, 0]);
        }

        file.AddRange(Encoding.ASCII.GetBytes(header));
        int bytes = type[2] - '0';
        for (int i = 0; i < height * width; i++)
        {
            BigInteger value = fortran ? values[i % height, i / height] : values[i / width, i % width];
            for (int b = 0; b < bytes; b++)
            {
                int place = type[0] == '>' ? bytes - 1 - b : b;
                file.Add((byte)((value >> (8 * place)) & 255));
            }
        }

        return [.. file];
    }

    private static byte[] Npz(params (string Name, byte[] File)[] arrays)
    {
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] file) in arrays)
            {
                using Stream stream = zip.CreateEntry(name + ".npy").Open();
                stream.Write(file);
            }
        }

        return bytes.ToArray();
    }
}
