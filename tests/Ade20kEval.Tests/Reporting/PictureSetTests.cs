using System.IO.Compression;
using Ade20kEval.Datasets.Presets;
using Ade20kEval.Masks.Pairing;
using Ade20kEval.Reporting.Pictures;
using Ade20kEval.Tests.Masks;

namespace Ade20kEval.Tests.Reporting;

public sealed class PictureSetTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_picture_is_found_by_its_name_or_by_the_part_of_it_that_pairs()
    {
        _folder.Write("aachen/aachen_000000_000019_leftImg8bit.png", [1]);
        _folder.Write("aachen/aachen_000000_000020.JPG", [2]);
        _folder.Write("notes.txt", [3]);
        using PictureSet cityscapes = new(_folder.Path, Cityscapes19.Dataset.Pairing);
        using PictureSet whole = new(_folder.Path, PairingRule.WholeName);

        Assert.That(Read(cityscapes, "aachen_000000_000019"), Is.EqualTo(new byte[] { 1 }));
        Assert.That(Read(cityscapes, "aachen_000000_000020"), Is.EqualTo(new byte[] { 2 }));
        Assert.That(Read(cityscapes, "notes"), Is.Null);
        Assert.That(Read(whole, "aachen_000000_000019"), Is.Null);
        Assert.That(Read(whole, "aachen_000000_000019_leftImg8bit"), Is.EqualTo(new byte[] { 1 }));
    }

    [Test]
    public void Of_equal_names_the_first_by_path_counts_and_junk_does_not()
    {
        _folder.Write(".hidden/a.png", [1]);
        _folder.Write("one/a.png", [2]);
        _folder.Write("two/a.jpg", [3]);
        using PictureSet pictures = new(_folder.Path, PairingRule.WholeName);

        Assert.That(Read(pictures, "a"), Is.EqualTo(new byte[] { 2 }));
    }

    [Test]
    public void Pictures_may_lie_in_an_archive()
    {
        using (ZipArchive zip = ZipFile.Open(_folder["x.zip"], ZipArchiveMode.Create))
        using (Stream entry = zip.CreateEntry("a.jpg").Open())
        {
            entry.Write([1, 2, 3]);
        }

        using PictureSet pictures = new(_folder["x.zip"], PairingRule.WholeName);

        Assert.That(Read(pictures, "a"), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    [Platform(Include = "Linux")]
    public void A_link_out_of_the_folder_is_no_picture()
    {
        _folder.Write("b.png", [1]);
        File.CreateSymbolicLink(_folder["a.png"], "/etc/hostname");
        using PictureSet pictures = new(_folder.Path, PairingRule.WholeName);

        Assert.That(Read(pictures, "a"), Is.Null);
    }

    private static byte[]? Read(PictureSet pictures, string name) => pictures.TryRead(name, out ReadOnlyMemory<byte> picture) ? picture.ToArray() : null;
}
