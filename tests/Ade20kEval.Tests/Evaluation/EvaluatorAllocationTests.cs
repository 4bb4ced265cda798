using Ade20kEval.Datasets;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;
using Ade20kEval.Tests;

namespace Ade20kEval.Tests.Evaluation;

[NonParallelizable]   // counts bytes: a collection that other fixtures bring about falls into the rounds
public sealed class EvaluatorAllocationTests
{
    private const int Images = 100;

    // Measured: 1,337 on x64, of which the cells, digests and names are kept; the rest is the platform's, for two files and two inflaters.
    private const long MostBytesAPair = 2000;

    private static readonly EvaluationOptions s_oneWorker = new()
    {
        Scoring = new ScoringOptions { Dataset = DatasetCatalog.Find("ade20k-150"), Protocols = [ProtocolCatalog.Find("sceneparse")] },
        Execution = new ExecutionOptions { Workers = 1 },
    };

    [Test]
    public void A_pair_more_allocates_little_more_than_what_is_kept_of_it()
    {
        using TemporaryFolder folder = new();
        byte[] values = [.. Enumerable.Range(0, 400 * 300).Select(i => (byte)(1 + (i / 400 / 60)))];
        byte[] png = TemporaryFolder.Png(400, 300, values);
        foreach ((string set, int count) in new[] { ("once", Images), ("twice", 2 * Images) })
        {
            for (int i = 0; i < count; i++)
            {
                folder.Write($"{set}/ground-truth/{i:D4}.png", png);
                folder.Write($"{set}/predictions/{i:D4}.png", png);
            }
        }

        long once = Allocated(folder, "once");
        long twice = Allocated(folder, "twice");
        long each = (twice - once) / Images;

        // While a mask is read it has a full name, a string of 22 bytes and two a character, which depends on where temporary folders are.
        long fullNames = (22 + (2 * folder["twice", "predictions", "0000.png"].Length)) + (22 + (2 * folder["twice", "ground-truth", "0000.png"].Length));
        TestContext.Out.WriteLine($"{each - fullNames} bytes allocated for a pair more, of {2 * values.Length} pixels, and {fullNames} for two full names");
        Assert.That(each - fullNames, Is.LessThan(MostBytesAPair));
    }

    private static long Allocated(TemporaryFolder folder, string set)
    {
        using MaskSource groundTruth = MaskSource.Open(folder[set, "ground-truth"]);
        using MaskSource predictions = MaskSource.Open(folder[set, "predictions"]);
        return Allocations.Least(() => Evaluator.Evaluate(groundTruth, predictions, s_oneWorker));
    }
}
