using Ade20kEval.Files;
using Ade20kEval.Formats;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Pairing;
using Ade20kEval.Tests.Masks;

namespace Ade20kEval.Tests.Masks.Tables;

public sealed class RunLengthCsvMaskSourceTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("image,runs\na.png,3 2 0 3 9 1\n")]
    [TestCase("a,3 2 0 3 9 1")]
    [TestCase("\"a\",\"3 2 0 3 9 1\"\r\n\r\n")]
    [TestCase("\uFEFFImageId,EncodedPixels\r\na.jpg,3 2 0 3 9 1\r\n")]
    public void A_row_is_a_map_along_the_rows_in_the_shape_of_the_ground_truth(string csv)
    {
        LabelMap map = Read(csv, (3, 2));

        Assert.That(map.Narrow.ToArray(), Is.EqualTo(new byte[] { 3, 3, 0, 0, 0, 9 }));
        Assert.That((map.Width, map.Height), Is.EqualTo((3, 2)));
    }

    [Test]
    public void Values_above_255_make_the_map_wide() =>
        Assert.That(Read("a,300 1 0 1", (2, 1)).Wide.ToArray(), Is.EqualTo(new ushort[] { 300, 0 }));

    [TestCase("a,3 5", "its runs cover 5 pixels; expected 6, the 3 x 2 of the ground truth")]
    [TestCase("a,3 7", "its runs cover 7 pixels; expected 6")]
    [TestCase("a,3 6 7", "pair 2 has a class and no count")]
    [TestCase("a,1 2147483647 1 2147483647 1 2147483647", "cover 6,442,450,941 pixels")]
    public void Runs_that_do_not_fit_are_refused_with_line_and_image(string csv, string expected) =>
        Assert.That(Assert.Throws<InputException>(() => Read(csv, (3, 2)))!.Message, Does.StartWith(_folder["x.csv"] + ": line 1: image 'a': ").And.Contain(expected));

    [TestCase("h,r\na", "line 2: has one column")]
    [TestCase("h,r\na,1 6,2", "line 2: has more than two columns")]
    [TestCase("h,r\n\"a,1 6", "line 2: has quotes that are not closed")]
    [TestCase("h,r\na\"b,1 6", "line 2: has quotes inside a column")]
    [TestCase("h,r\n,1 6", "line 2: has no image name")]
    public void Malformed_rows_are_refused_when_opened(string csv, string expected)
    {
        _folder.Write("x.csv", csv);
        Assert.That(() => MaskSource.Open(_folder["x.csv"]), Throws.TypeOf<InputException>().With.Message.Contains(expected));
    }

    [Test]
    public void Without_the_size_of_a_ground_truth_nothing_can_be_read() =>
        Assert.That(() => Read("a,3 6", null), Throws.TypeOf<InputException>().With.Message.Contains("holds no sizes"));

    [Test]
    public void An_image_named_twice_is_found_when_pairing()
    {
        _folder.WriteMask("gt/a.png");
        _folder.Write("x.csv", "a,3 12\na,4 12\n");
        using MaskSource truth = MaskSource.Open(_folder["gt"]);
        using MaskSource guess = MaskSource.Open(_folder["x.csv"]);

        Assert.That(() => PairFinder.Find(truth, guess).ThrowOnProblems(), Throws.TypeOf<InputException>().With.Message.Contains("'a' is the name of 'a' and 'a'"));
    }

    private LabelMap Read(string csv, (int, int)? size)
    {
        _folder.Write("x.csv", csv);
        using MaskSource source = MaskSource.Open(_folder["x.csv"]);
        using MaskReader reader = source.CreateReader();
        LabelMap map = new();
        reader.Read(source.Entries.Single(), map, size);
        return map;
    }
}
