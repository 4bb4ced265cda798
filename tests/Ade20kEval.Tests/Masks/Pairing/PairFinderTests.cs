using Ade20kEval.Datasets;
using Ade20kEval.Datasets.Presets;
using Ade20kEval.Files;
using Ade20kEval.Formats;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Pairing;
using Ade20kEval.Tests.Masks;

namespace Ade20kEval.Tests.Masks.Pairing;

public sealed class PairFinderTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Names_without_extension_pair_whatever_folders_they_lie_in()
    {
        Truth("val/b.png", "val/a.png", "c.png");
        Guess("a.png", "deep/b.png", "other/c.PNG");

        PairList pairs = Find();

        Assert.That(Names(pairs), Is.EqualTo(new[] { "a: val/a.png + a.png", "b: val/b.png + deep/b.png", "c: c.png + other/c.PNG" }));
        Assert.That(() => pairs.ThrowOnProblems(), Throws.Nothing);
    }

    [Test]
    public void Folders_are_part_of_the_name_only_where_two_would_be_called_the_same()
    {
        Truth("x/1.png", "y/1.png", "y/2.png");
        Guess("x/1.png", "y/1.png", "2.png");

        PairList pairs = Find();

        Assert.That(Names(pairs), Is.EqualTo(new[] { "2: y/2.png + 2.png", "x/1: x/1.png + x/1.png", "y/1: y/1.png + y/1.png" }));
        Assert.That(() => pairs.ThrowOnProblems(), Throws.Nothing);
    }

    [Test]
    public void Accents_stored_apart_from_their_letters_are_the_same_name()
    {
        Truth("Stra\u00DFe \u00E9 0.png", "r\u00E9s/1.png", "s/1.png");
        Guess("Stra\u00DFe e\u0301 0.png", "re\u0301s/1.png", "s/1.png");

        PairList pairs = Find();

        Assert.That(pairs.Pairs.Select(p => p.Name), Is.EqualTo(new[] { "Stra\u00DFe \u00E9 0", "r\u00E9s/1", "s/1" }));
        Assert.That(() => pairs.ThrowOnProblems(), Throws.Nothing);
    }

    [Test]
    public void Two_names_that_look_the_same_are_told_apart_by_their_code_points()
    {
        Truth("\u00E9.png");
        Guess("\u00E9.png", "e\u0301.png");

        Assert.That(() => Find().ThrowOnProblems(), Throws.InstanceOf<InputException>().With.Message.Contains("(U+00E9)").And.Message.Contains("(U+0301)"));
    }

    [TestCase("", "")]
    [TestCase("gt/", "")]
    [TestCase("", "run/pred/")]
    [TestCase("gt/", "pred/")]
    [TestCase("same/", "same/")]
    public void Folders_around_everything_do_not_matter(string aroundTruth, string aroundGuess)
    {
        Truth($"{aroundTruth}x/1.png", $"{aroundTruth}y/1.png");
        Guess($"{aroundGuess}x/1.png", $"{aroundGuess}y/1.png");

        PairList pairs = Find();

        Assert.That(pairs.Pairs.Select(p => p.Name), Is.EqualTo(new[] { "x/1", "y/1" }));
        Assert.That(() => pairs.ThrowOnProblems(), Throws.Nothing);
    }

    [Test]
    public void A_prediction_that_lies_deeper_by_chance_is_not_stripped_of_the_folder_that_tells_it_apart()
    {
        Truth("x/1.png", "y/1.png");
        Guess("y/1.png");

        PairList pairs = Find();

        Assert.That(Names(pairs), Is.EqualTo(new[] { "x/1: x/1.png + nothing", "y/1: y/1.png + y/1.png" }));
        Assert.That(pairs.MissingCount, Is.EqualTo(1));
    }

    [Test]
    public void Missing_and_extra_files_are_told_together_up_to_ten_of_each_and_the_totals()
    {
        Truth([.. Enumerable.Range(0, 15).Select(i => $"t{i:D2}.png"), "both.png"]);
        Guess([.. Enumerable.Range(0, 12).Select(i => $"p{i:D2}.png"), "both.png"]);

        PairList pairs = Find();
        string message = Problems(pairs);

        Assert.That(message, Does.Contain($"{_folder["pred"]}: ground truths without a prediction: 15 of 16\n"));
        Assert.That(message, Does.Contain("\n  t09\n  and 5 more\n").And.Not.Contain("t10"));
        Assert.That(message, Does.Contain($"{_folder["pred"]}: predictions without a ground truth in {_folder["gt"]}: 12\n").And.Contain("\n  p09.png\n  and 2 more\n").And.Not.Contain("p10"));
        Assert.That(pairs.MissingCount, Is.EqualTo(15));
        Assert.That(pairs.ExtraPredictions, Has.Count.EqualTo(12));
        Assert.That(() => pairs.ThrowOnProblems(allowMissing: true, allowExtra: true), Throws.Nothing);
        Assert.That(() => pairs.ThrowOnProblems(allowMissing: true), Throws.TypeOf<InputException>().With.Message.Not.Contains("without a prediction"));
    }

    [Test]
    public void Where_not_one_name_is_on_both_sides_the_doctor_is_named()
    {
        Truth("a.png", "b.png");
        Guess("a_pred.png", "b_pred.png");
        Assert.That(Problems(Find()), Does.EndWith("\nNot one name is on both sides. To find out why, let the doctor look closer."));

        Guess("b.png");
        Assert.That(Problems(Find()), Does.Not.Contain("doctor"));
    }

    [TestCase("A.png")]
    [TestCase("a.jpg")]
    public void A_name_that_is_nearly_right_is_pointed_out(string nearly)
    {
        Truth("a.png", "b.png");
        Guess("b.png");
        _folder.Write("pred/" + nearly, TemporaryFolder.Png());

        Assert.That(Problems(Find()), Does.Contain($"\n  a (but there is '{nearly}'"));
    }

    [Test]
    public void Two_files_of_one_name_in_one_folder_are_refused()
    {
        Truth("a.png", "b.png");
        Guess("a.png", "a.npy", "b.png");

        Assert.That(Problems(Find()), Does.Contain("names that are taken more than once, so that pairs are not clear: 1\n").And.Contain($"{_folder["pred"]}: 'a' is the name of 'a.npy' and 'a.png'").And.Not.Contain("without a ground truth"));
    }

    [Test]
    public void Names_that_differ_in_case_only_are_different_names()
    {
        Truth("a.png", "A.png");
        Guess("A.png", "a.png");

        Assert.That(Names(Find()), Is.EqualTo(new[] { "A: A.png + A.png", "a: a.png + a.png" }));
    }

    [Test]
    public void Masks_known_to_be_unreadable_are_told_before_anything_is_read()
    {
        Truth("a.png", "b.png");
        Guess("b.png", "a.png/inside.png");

        Assert.That(Problems(Find()), Does.Contain("masks that cannot be read: 1\n").And.Contain("pred/a.png: is a folder, though its name is that of a mask."));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void An_empty_side_is_refused(bool truthIsEmpty)
    {
        Truth(truthIsEmpty ? "photo.jpg" : "a.png");
        Guess(truthIsEmpty ? "a.png" : "photo.jpg");

        Assert.That(() => Find(), Throws.TypeOf<InputException>().With.Message.EqualTo(
            $"{_folder[truthIsEmpty ? "gt" : "pred"]}: no masks found for the {(truthIsEmpty ? "ground truth" : "predictions")}. "
            + "Expected .png, .npy or .npz files. It holds other files (1), such as 'photo.jpg'. JPEG changes labels at every border, so it is not read: save masks losslessly, as PNG."));
    }

    [Test]
    public void The_same_folder_twice_is_refused()
    {
        Truth("a.png");
        using MaskSource one = MaskSource.Open(_folder["gt"]);
        using MaskSource two = MaskSource.Open(_folder["gt"] + "/../gt/");

        Assert.That(() => PairFinder.Find(one, two), Throws.TypeOf<InputException>().With.Message.Contains("as ground truth and as predictions"));
    }

    [Test]
    public void Two_single_masks_pair_whatever_they_are_called()
    {
        Truth("a.png");
        Guess("b.png");
        using MaskSource one = MaskSource.Open(_folder["gt/a.png"]);
        using MaskSource two = MaskSource.Open(_folder["pred/b.png"]);

        PairList pairs = PairFinder.Find(one, two);

        Assert.That(Names(pairs), Is.EqualTo(new[] { "a: a.png + b.png" }));
        Assert.That(() => pairs.ThrowOnProblems(), Throws.Nothing);
    }

    [Test]
    public void Cityscapes_files_pair_by_city_sequence_and_frame()
    {
        foreach (string frame in new[] { "frankfurt/frankfurt_000000_000294", "munster/munster_000173_000019" })
        {
            Truth($"{frame}_gtFine_labelIds.png", $"{frame}_gtFine_labelTrainIds.png", $"{frame}_gtFine_color.png", $"{frame}_gtFine_instanceIds.png");
        }

        Guess("frankfurt_000000_000294_leftImg8bit.png", "munster_000173_000019.png");

        PairList pairs = Find(Cityscapes19.Dataset.Pairing with { GroundTruthEndings = ["_labelIds"] });

        Assert.That(Names(pairs), Is.EqualTo(new[]
        {
            "frankfurt_000000_000294: frankfurt/frankfurt_000000_000294_gtFine_labelIds.png + frankfurt_000000_000294_leftImg8bit.png",
            "munster_000173_000019: munster/munster_000173_000019_gtFine_labelIds.png + munster_000173_000019.png",
        }));
        Assert.That(pairs.Notes, Has.Some.Contains("2 files '*_labelIds' paired by city, sequence and frame"));
        Assert.That(() => pairs.ThrowOnProblems(), Throws.Nothing);
    }

    [TestCase("hanover_000000_000164_leftImg8bit", "hanover_000000_000164")]
    [TestCase("bad_honnef_000000_000164_pred", "bad_honnef_000000_000164")]
    [TestCase("ADE_val_00000001", null)]
    [TestCase("2007_000033", null)]
    [TestCase("000000_000001", null)]
    [TestCase("a_000000_0000012_000000_000002_x", "a_000000_0000012_000000_000002")]
    [TestCase("a_000000_000001x", null)]
    public void The_frame_of_a_cityscapes_name_is_found(string stem, string? expected) =>
        Assert.That(Cityscapes19.Dataset.Pairing.KeyOf(stem), Is.EqualTo(expected ?? stem));

    [TestCase("cityscapes-19", "instanceIds")]
    [TestCase("cityscapes-19-trainids", "labelTrainIds")]
    public void Of_the_files_of_an_image_the_dataset_names_its_ground_truth(string dataset, string wanted)
    {
        const string frame = "munster/munster_000173_000019";
        Truth($"{frame}_gtFine_labelIds.png", $"{frame}_gtFine_labelTrainIds.png", $"{frame}_gtFine_color.png", $"{frame}_gtFine_instanceIds.png");
        Guess("munster_000173_000019.png");

        PairList pairs = Find(DatasetCatalog.Find(dataset).Pairing);

        Assert.That(Names(pairs), Is.EqualTo(new[] { $"munster_000173_000019: {frame}_gtFine_{wanted}.png + munster_000173_000019.png" }));
        Assert.That(pairs.Notes, Has.Some.Contains($"1 file '*_{wanted}' paired by city, sequence and frame"));
    }

    [Test]
    public void A_folder_with_names_of_another_kind_pairs_by_whole_names()
    {
        Truth("munster_000173_000019_labelIds.png", "other.png");
        Guess("munster_000173_000019_labelIds.png", "other.png");

        PairList pairs = Find(Cityscapes19.Dataset.Pairing);

        Assert.That(Names(pairs), Has.Exactly(2).Items);
        Assert.That(() => pairs.ThrowOnProblems(), Throws.Nothing);
    }

    [TestCase("")]
    [TestCase("*")]
    [TestCase("######")]
    [TestCase("a_*")]
    [TestCase("*_*")]
    public void A_key_has_one_star_at_its_beginning_and_something_after_it(string key) =>
        Assert.That(() => new PairingRule { Key = key }, Throws.ArgumentException);

    private void Truth(params string[] names) => Write("gt", names);

    private void Guess(params string[] names) => Write("pred", names);

    private void Write(string side, string[] names)
    {
        foreach (string name in names)
        {
            _folder.WriteMask($"{side}/{name}");
        }
    }

    private PairList Find(PairingRule? rule = null)
    {
        using MaskSource truth = MaskSource.Open(_folder["gt"]);
        using MaskSource guess = MaskSource.Open(_folder["pred"]);
        return PairFinder.Find(truth, guess, rule);
    }

    private static IEnumerable<string> Names(PairList pairs) =>
        pairs.Pairs.Select(p => $"{p.Name}: {p.GroundTruth.RelativePath} + {p.Prediction?.RelativePath ?? "nothing"}");

    private static string Problems(PairList pairs) => Assert.Throws<InputException>(() => pairs.ThrowOnProblems())!.Message;
}
