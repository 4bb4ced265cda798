using Ade20kEval.Calibration;
using Ade20kEval.Reporting.Analysis;

namespace Ade20kEval.Tests.Reporting;

/// <summary>Sentences about confidence are true of the run.</summary>
public sealed class CalibrationWordsTests
{
    [Test]
    public void Claims_of_too_much_and_too_little_are_told_apart()
    {
        // 4 pixels of confidence 0.75, of which 2, then all 4 are right.
        Assert.That(CalibrationWords.Trust(Scores((0.75f, 4, 2))), Is.EqualTo("Predictions are 75.0 % sure and 50.0 % right: they claim too much. Bin by bin the two are 25.0 points apart (ECE)."));
        Assert.That(CalibrationWords.Trust(Scores((0.75f, 4, 4))), Does.Contain("75.0 % sure and 100.0 % right: they claim too little."));
    }

    [Test]
    public void What_evens_out_on_the_whole_is_still_apart_bin_by_bin()
    {
        // 0.25 with half right, 0.75 with half right: 50 % sure, 50 % right, each bin 25 points off.
        Assert.That(CalibrationWords.Trust(Scores((0.25f, 4, 2), (0.75f, 4, 2))),
            Is.EqualTo("Predictions are 50.0 % sure and 50.0 % right: on the whole as sure as they should be. Bin by bin the two are 25.0 points apart (ECE)."));
    }

    [Test]
    public void The_surest_half_and_pairs_are_told()
    {
        // The surer half is right, the other half not.
        Assert.That(CalibrationWords.Order(Scores((0.5f, 5, 0), (0.9f, 5, 5))),
            Is.EqualTo("Of the surest 50 % of the pixels 0.00 % are wrong, of all 50.00 %. A right pixel is surer than a wrong one in 100 % of the cases (AUROC)."));
    }

    [Test]
    public void A_perfect_a_hopeless_and_an_empty_run_say_so()
    {
        Assert.That(CalibrationWords.Order(Scores((0.9f, 5, 5))), Does.StartWith("Every pixel is right"));
        Assert.That(CalibrationWords.Order(Scores((0.9f, 5, 0))), Does.StartWith("Every pixel is wrong"));
        Assert.That(CalibrationWords.Order(Scores()), Does.StartWith("No pixel is labelled"));
        Assert.That(CalibrationWords.Trust(Scores()), Does.StartWith("No pixel is labelled"));
    }

    private static CalibrationScores Scores(params (float Confidence, long Pixels, long Right)[] cells)
    {
        CalibrationCounts counts = new(2);
        foreach ((float confidence, long pixels, long right) in cells)
        {
            counts.Cells[ConfidenceScale.CellOf(confidence)] = new ConfidenceSum(pixels, right, ConfidenceScale.ToUnits(confidence) * pixels);
        }

        return CalibrationScores.Of(counts);
    }
}
