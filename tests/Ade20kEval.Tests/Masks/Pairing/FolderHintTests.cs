using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Pairing;

namespace Ade20kEval.Tests.Masks.Pairing;

/// <summary>Which folder was meant, where one was given that lies too high or too low.</summary>
public sealed class FolderHintTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Several_sets_of_the_same_images_are_named_to_choose_from()
    {
        Write("gt", "1", "2");
        Write("guess", "strong/1", "strong/2", "weak/1", "weak/2");

        Assert.That(Message(), Does.EndWith($"{_folder["guess"]} holds 2 folders of masks of these names; give one of them as predictions: {_folder["guess", "strong"]}, {_folder["guess", "weak"]}."));
    }

    [Test]
    public void Several_sets_of_ground_truth_are_named_too()
    {
        Write("gt", "fine/1", "coarse/1", "fine/2", "coarse/2");
        Write("guess", "1", "2");

        Assert.That(Message(), Does.EndWith($"give one of them as ground truth: {_folder["gt", "coarse"]}, {_folder["gt", "fine"]}."));
    }

    [Test]
    public void A_folder_above_both_sides_does_not_offer_the_ground_truth_as_predictions()
    {
        Write("all/gt", "1", "2");
        Write("all/a", "1", "2");
        Write("all/b", "1", "2");

        Assert.That(Message("all/gt", "all"), Does.Contain($"give one of them as predictions: {_folder["all", "a"]}, {_folder["all", "b"]}.\n").And.EndsWith("which is the other side: 2 masks there left out."));
    }

    [Test]
    public void The_part_of_the_ground_truth_that_has_all_predictions_is_named()
    {
        Write("gt", "training/1", "training/2", "validation/3", "validation/4");
        Write("guess", "3", "4");

        Assert.That(Message(), Does.EndWith($"All of 'validation' has predictions and nothing else has; give {_folder["gt", "validation"]} as ground truth."));
    }

    [Test]
    public void The_part_of_the_predictions_that_has_all_ground_truth_is_named()
    {
        Write("gt", "3", "4");
        Write("guess", "training/1", "training/2", "validation/3", "validation/4");

        Assert.That(Message(), Does.EndWith($"All of 'validation' has ground truth and nothing else has; give {_folder["guess", "validation"]} as predictions."));
    }

    [Test]
    public void Where_all_that_was_given_pairs_the_rest_may_lie_beside_it()
    {
        Write("gt", "1", "2", "3");
        Write("guess", "1");

        Assert.That(Message(), Does.EndWith("if the rest lies in folders beside it, give the folder that holds them all."));
    }

    [Test]
    public void Folders_are_not_spoken_of_where_they_explain_nothing()
    {
        Write("gt", "a/1", "b/2", "b/3");
        Write("guess", "a/1", "b/2", "b/4");

        Assert.That(Message(), Does.Not.Contain("give "));
    }

    private void Write(string folder, params string[] names)
    {
        foreach (string name in names)
        {
            MaskFolder.Write(_folder[$"{folder}/{name}.png".Split('/')], "1 2");
        }
    }

    private string Message(string groundTruth = "gt", string predictions = "guess")
    {
        using MaskSource truth = MaskSource.Open(_folder[groundTruth.Split('/')]);
        using MaskSource guess = MaskSource.Open(_folder[predictions.Split('/')]);
        return Assert.Throws<InputException>(() => PairFinder.Find(truth, guess).ThrowOnProblems())!.Message;
    }
}
