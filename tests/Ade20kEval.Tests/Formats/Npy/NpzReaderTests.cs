using System.IO.Compression;
using Ade20kEval.Files;
using Ade20kEval.Formats;
using Ade20kEval.Formats.Arrays;
using Ade20kEval.Formats.Npy;

namespace Ade20kEval.Tests.Formats.Npy;

public sealed class NpzReaderTests
{
    [TestCase(CompressionLevel.NoCompression)]
    [TestCase(CompressionLevel.Optimal)]
    public void The_only_array_needs_no_name(CompressionLevel level)
    {
        NumericArray array = NpzReader.Read("a.npz", Archive(level, ("arr_0.npy", NpyWriter.Write<byte>([1, 2, 3], 3))));

        Assert.That(array.AsSpan<byte>().ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That(array.Source, Is.EqualTo("a.npz/arr_0.npy"));
    }

    [Test]
    public void Of_several_arrays_one_is_named()
    {
        MemoryStream archive = Archive(
            CompressionLevel.Optimal, ("scores.npy", NpyWriter.Write<byte>([1], 1)), ("labels.npy", NpyWriter.Write<byte>([2], 1)));

        Assert.That(NpzReader.Names("a.npz", archive), Is.EqualTo(new[] { "scores", "labels" }));
        Assert.That(NpzReader.Read("a.npz", archive, "labels").IntegerAt(0), Is.EqualTo(2));
        Assert.That(
            () => NpzReader.Read("a.npz", archive),
            Throws.InstanceOf<InputException>().With.Message.Contains("found 2 arrays; expected one. It holds: scores, labels."));
        Assert.That(() => NpzReader.Read("a.npz", archive, "label"), Throws.InstanceOf<InputException>().With.Message.Contains("0 arrays named 'label'"));
    }

    [Test]
    public void Local_lengths_of_64_bits_which_numpy_writes_whatever_the_size_are_read()
    {
        // Python's zipfile with force_zip64=True, as numpy.savez_compressed calls it: the local header says FFFFFFFF, its extra field the lengths.
        byte[] archive = Convert.FromBase64String(
            "UEsDBC0AAAAIAAAAIQAq446x//////////8JABQAYXJyXzAubnB5AQAQAIMAAAAAAAAARwAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBeU2qorqOgnpZf"
            + "VFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RrGOpo6CrUKFAAuRiZmAFBLAQItAy0AAAAIAAAAIQAq446xRwAAAIMAAAAJAAAAAAAAAAAAAACAAQAAAABhcnJf"
            + "MC5ucHlQSwUGAAAAAAEAAQA3AAAAggAAAAAA");

        Assert.That(archive.AsSpan(18, 8).ToArray(), Is.All.EqualTo(0xFF));
        Assert.That(NpzReader.Read("a.npz", new MemoryStream(archive)).AsSpan<byte>().ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    public void A_flipped_bit_is_found_by_the_checksum()
    {
        byte[] bytes = Archive(CompressionLevel.NoCompression, ("a.npy", NpyWriter.Write<byte>([11, 12, 13], 3))).ToArray();
        bytes[bytes.AsSpan().IndexOf([(byte)11, (byte)12, (byte)13])] ^= 1;

        // 10 12 13 instead of 11 12 13: a valid array, and a wrong one.
        Assert.That(() => NpzReader.Read("a.npz", new MemoryStream(bytes)), Throws.InstanceOf<InputException>().With.Message.StartsWith("a.npz/a.npy: "));
    }

    [Test]
    public void An_archive_cut_anywhere_is_refused()
    {
        byte[] bytes = Archive(CompressionLevel.Optimal, ("a.npy", NpyWriter.Write<byte>([1, 2, 3], 3))).ToArray();
        for (int length = 0; length < bytes.Length; length++)
        {
            byte[] cut = bytes[..length];
            Assert.That(() => NpzReader.Read("a.npz", new MemoryStream(cut)), Throws.InstanceOf<InputException>(), $"{length} of {bytes.Length} bytes");
        }
    }

    [Test]
    public void An_array_of_one_value_is_read_though_it_packs_a_thousand_to_one()
    {
        MemoryStream archive = Archive(CompressionLevel.SmallestSize, ("a.npy", NpyWriter.Write(new byte[8_000_000], 8_000_000)));

        Assert.That(archive.Length, Is.LessThan(8_000_000 / 900));
        Assert.That(NpzReader.Read("a.npz", archive).Length, Is.EqualTo(8_000_000));
    }

    [Test]
    public void Archives_made_to_deceive_are_refused_as_those_of_masks_are()
    {
        byte[] array = NpyWriter.Write<byte>([1], 1);

        Assert.That(() => NpzReader.Names("a.npz", Archive(CompressionLevel.Optimal, ("a.npy", array), ("a.npy", array))), Throws.InstanceOf<InputException>().With.Message.Contains("'a.npy' is there more than once"));
        Assert.That(() => NpzReader.Read("a.npz", Archive(CompressionLevel.Optimal, ("../a.npy", array))), Throws.InstanceOf<InputException>().With.Message.Contains("'..' in its name"));
    }

    private static MemoryStream Archive(CompressionLevel level, params (string Name, byte[] Bytes)[] files)
    {
        MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] bytes) in files)
            {
                using Stream entry = zip.CreateEntry(name, level).Open();
                entry.Write(bytes);
            }
        }

        return stream;
    }
}
