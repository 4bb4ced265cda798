using System.Formats.Tar;
using System.IO.Compression;
using Ade20kEval.Files;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Masks;
using Ade20kEval.Sources;
using Ade20kEval.Tests.Formats.Png;
using Ade20kEval.Tests.References;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Ade20kEval.Tests.Faults;

/// <summary>What we accept of changed archives, arrays and pictures is what others read of them: the platform's ZipArchive and TarReader, ImageSharp, a naive reader of arrays.</summary>
public sealed class SecondOpinionTests
{
    private const int Cases = 1500;

    [TestCase("zip")]
    [TestCase("tar")]
    public void Every_entry_that_is_read_from_a_changed_archive_holds_what_the_platform_finds_there(string kind)
    {
        using TemporaryFolder folder = new();
        Random random = new(27);
        int read = 0;
        for (int i = 0; i < Cases; i++)
        {
            byte[] seed = SeedFiles.Of(kind)[0];
            byte[] file = [.. seed];
            for (int change = random.Next(1, 3); change > 0; change--)
            {
                file[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
            }

            foreach ((string name, byte[] bytes) in Ours(folder.Write($"a.{kind}", file)))
            {
                List<byte[]>? others = OrRefused(() => kind == "zip" ? ByZipArchive(file, name) : ByTarReader(file, name));
                read += others is null ? 0 : 1;
                Assert.That(others is null || others.Any(other => other.AsSpan().SequenceEqual(bytes)), Is.True, $"case {i}, {name}: {Convert.ToBase64String(file)}");
            }
        }

        Assert.That(read, Is.GreaterThan(Cases / 20), "some must be read");
    }

    [Test]
    public void Samples_of_8_bit_gray_are_those_of_ImageSharp_whatever_the_filters_and_blocks()
    {
        Random random = new(8);
        for (int i = 0; i < 300; i++)
        {
            (int width, int height) = (random.Next(1, 70), random.Next(1, 50));
            ReferencePngImage image = i % 2 == 0 ? ReferencePngImage.Random(random, width, height, 8, 0) : ReferencePngImage.Mask(random, width, height, 9);
            int filter = random.Next(6);
            bool isInterlaced = i % 3 == 0;
            byte[] file = new ReferencePngEncoder { Interlaced = isInterlaced, Filter = row => filter < 5 ? filter : row % 5, IdatLength = i % 4 == 0 ? _ => 37 : null }.Encode(image);

            byte[] ours = Decoding.Decode(file).Bytes;
            Assert.That(ours, Is.EqualTo(image.Bytes), $"case {i}, {width} x {height}");
            if (isInterlaced)
            {
                continue;   // of some narrow ones ImageSharp 2.1.13 gives other samples than were encoded
            }

            using Image<L8> other = Image.Load<L8>(file);
            byte[] samples = new byte[width * height];
            other.CopyPixelDataTo(samples);
            Assert.That(ours, Is.EqualTo(samples), $"case {i}, {width} x {height}");
        }
    }

    [Test]
    public void Arrays_of_every_shape_and_order_are_those_of_a_naive_reader()
    {
        Random random = new(9);
        for (int i = 0; i < 300; i++)
        {
            (int rows, int columns) = (random.Next(1, 20), random.Next(1, 20));
            int size = 1 << random.Next(3);
            bool isBig = random.Next(2) == 0;
            bool isFortran = random.Next(2) == 0;
            byte[] elements = new byte[rows * columns * size];
            random.NextBytes(elements);
            string header = $"{{'descr': '{(size == 1 ? "|" : isBig ? ">" : "<")}u{size}', 'fortran_order': {(isFortran ? "True" : "False")}, 'shape': ({rows}, {columns}), }}";
            byte[] text = System.Text.Encoding.ASCII.GetBytes(header.PadRight(117) + '\n');
            byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. text, .. elements];

            Ade20kEval.Formats.Arrays.NumericArray array = NpyReader.Read("a.npy", file).ToRowMajor();

            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++)
                {
                    // From the definition: the element's place in the file, and its bytes in the order that the header says.
                    int at = (isFortran ? (column * rows) + row : (row * columns) + column) * size;
                    long expected = 0;
                    for (int b = 0; b < size; b++)
                    {
                        expected |= (long)elements[at + (isBig ? size - 1 - b : b)] << (8 * b);
                    }

                    Assert.That(array.IntegerAt((row * columns) + column), Is.EqualTo(expected), $"case {i}: {header}");
                }
            }
        }
    }

    // Of fields that nobody needs, such as the number of a disk or of a user, one reader is stricter than the other.
    private static List<byte[]>? OrRefused(Func<List<byte[]>> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static List<(string Name, byte[] Bytes)> Ours(string path)
    {
        List<(string, byte[])> files = [];
        try
        {
            using MaskSource source = MaskSource.Open(path);
            using MaskReader reader = source.CreateReader();
            foreach (FileEntry entry in source.Entries)
            {
                try
                {
                    files.Add((entry.RelativePath, reader.ReadBytes(entry).ToArray()));
                }
                catch (InputException)
                {
                    // Refused, which is no second opinion's matter.
                }
            }
        }
        catch (InputException)
        {
            // The whole archive is.
        }

        return files;
    }

    private static List<byte[]> ByZipArchive(byte[] file, string name)
    {
        using ZipArchive zip = new(new MemoryStream(file));
        List<byte[]> found = [];
        foreach (ZipArchiveEntry entry in zip.Entries.Where(entry => entry.FullName.EndsWith(name, StringComparison.Ordinal)))
        {
            using MemoryStream bytes = new();
            using Stream stream = entry.Open();
            stream.CopyTo(bytes);
            found.Add(bytes.ToArray());
        }

        return found;
    }

    private static List<byte[]> ByTarReader(byte[] file, string name)
    {
        using TarReader tar = new(new MemoryStream(file));
        List<byte[]> found = [];
        while (tar.GetNextEntry(copyData: true) is TarEntry entry)
        {
            if (entry.Name.EndsWith(name, StringComparison.Ordinal) && entry.DataStream is Stream data)
            {
                using MemoryStream bytes = new();
                data.CopyTo(bytes);
                found.Add(bytes.ToArray());
            }
        }

        return found;
    }
}
