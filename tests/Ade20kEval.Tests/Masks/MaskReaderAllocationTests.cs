using Ade20kEval.Masks;
using Ade20kEval.Sources;
using Ade20kEval.Tests.Formats.Archives;

namespace Ade20kEval.Tests.Masks;

[NonParallelizable]   // counts bytes: a collection that other fixtures bring about falls into the rounds
public sealed class MaskReaderAllocationTests
{
    private const int Masks = 50;

    // What the platform takes for opening a file and for an inflater, which cannot be reset: a few hundred bytes each, whatever the size of the mask.
    private const long MostBytesAMask = 4096;

    [TestCase("folder")]
    [TestCase("zip")]
    [TestCase("tar")]
    public void Once_its_buffers_have_grown_a_reader_allocates_next_to_nothing(string kind)
    {
        using TemporaryFolder folder = new();
        byte[] values = new byte[400 * 300];
        Random random = new(1);
        random.NextBytes(values.AsSpan(0, 20_000));   // noise, so that the file is larger than what may be allocated
        byte[] png = TemporaryFolder.Png(400, 300, values);
        string[] names = [.. Enumerable.Range(0, Masks).Select(i => $"{i:D3}.png")];
        string path = folder["masks"];
        switch (kind)
        {
            case "folder":
                Array.ForEach(names, name => folder.Write("masks/" + name, png));
                break;
            case "zip":
                path = folder.Write("x.zip", names.Aggregate(new ZipForge(), (zip, name) => zip.Add(name, png, deflate: true)).ToArray());
                break;
            default:
                using (FileStream file = File.Create(path = folder["x.tar"]))
                using (System.Formats.Tar.TarWriter tar = new(file))
                {
                    Array.ForEach(names, name => tar.WriteEntry(new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile, name) { DataStream = new MemoryStream(png) }));
                }

                break;
        }

        using MaskSource source = MaskSource.Open(path);
        using MaskReader reader = source.CreateReader();
        LabelMap map = new();
        long allocated = Allocations.Least(ReadAll) / Masks;

        TestContext.Out.WriteLine($"{kind}: {allocated} bytes allocated for a mask of {png.Length} bytes and {values.Length} pixels");
        Assert.That(png, Has.Length.GreaterThan(4 * MostBytesAMask));
        Assert.That(allocated, Is.LessThan(MostBytesAMask));

        void ReadAll()
        {
            foreach (FileEntry entry in source.Entries)
            {
                reader.Read(entry, map);
            }
        }
    }
}
