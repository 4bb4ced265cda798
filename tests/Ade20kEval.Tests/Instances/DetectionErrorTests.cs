using Ade20kEval.Instances;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Instances;

/// <summary>Kinds of error, and what mending each would add.</summary>
public sealed class DetectionErrorTests
{
    [TestCase(OverlapKind.Mask, "mask")]
    [TestCase(OverlapKind.Box, "box")]
    [TestCase(OverlapKind.Boundary, "boundary")]
    public void Kinds_and_gains_are_those_of_the_slow_oracle(OverlapKind kind, string slowKind)
    {
        Dictionary<string, int> seen = [];
        for (int seed = 0; seed < 8; seed++)
        {
            InstanceSet set = InstanceSet.Random(16_500 + seed, images: 12, repeated: 0.2);
            InstanceRun run = Evaluate(set, new InstanceOptions { Overlap = kind, Errors = true });

            SlowDetectionErrors.Result expected = SlowDetectionErrors.Of(set.Scene(slowKind, honoursIgnore: kind == OverlapKind.Boundary));

            Assert.That(run.Errors!.Ap50!.Value, Is.EqualTo(run.Scores.Summary.Ap50!.Value).Within(1e-12), "AP50 as it is");
            Assert.That(run.Errors.Ap50.Value, Is.EqualTo(expected.Ap50["none"]!.Value).Within(1e-12));
            foreach (DetectionErrorScore score in run.Errors.Kinds)
            {
                Assert.That(score.Count, Is.EqualTo(expected.Counts[score.Name]), $"seed {seed}, {score.Name}");
                Assert.That(score.Ap50WhenMended!.Value, Is.EqualTo(expected.Ap50[score.Name]!.Value).Within(1e-12), $"seed {seed}, {score.Name}");
                seen[score.Name] = seen.GetValueOrDefault(score.Name) + (int)score.Count;
            }
        }

        Assert.That(seen.Values, Is.All.GreaterThan(0), "every kind occurred");
    }

    [Test]
    public void A_worked_example()
    {
        // A row of 40 pixels. Objects: A of category 1 at 0..9, B of category 2 at 20..29.
        // Detections: 1 at 0..9 (right); 1 at 0..9 again, less sure (duplicate); 1 at 20..29 (wrong class at B); 2 at 26..35 (4 of 16 of B: badly placed); 1 at 36..39 (background).
        InstanceSet set = Row([(1, 0, 10), (2, 20, 10)], [(1, 0, 10, 0.9), (1, 0, 10, 0.8), (1, 20, 10, 0.7), (2, 26, 10, 0.95), (1, 36, 4, 0.99)]);

        DetectionErrors errors = Evaluate(set, new InstanceOptions { Errors = true }).Errors!;

        Assert.That(errors.Kinds.Select(kind => (kind.Name, kind.Count)), Is.EqualTo(new[]
        {
            ("classification", 1L), ("localisation", 1), ("both", 0), ("duplicate", 1), ("background", 1), ("missed", 0), ("all wrong", 4), ("all not found", 1),
        }));

        // Category 1: background first, then right: precision 1/2 at every recall. Category 2: nothing. Mean 1/4.
        Assert.That(errors.Ap50, Is.EqualTo(0.25).Within(1e-12));

        // B is found by the surer of the two at it, the badly placed one: naming the other rightly only takes it away from category 1, behind the recall that counts.
        Assert.That(Mended(errors, "classification"), Is.EqualTo(0.25).Within(1e-12));
        Assert.That(Mended(errors, "localisation"), Is.EqualTo((0.5 + 1) / 2).Within(1e-12));
        Assert.That(Mended(errors, "background"), Is.EqualTo((1 + 0) / 2.0).Within(1e-12));
        Assert.That(Mended(errors, "duplicate"), Is.EqualTo(0.25).Within(1e-12));
        Assert.That(Mended(errors, "all not found"), Is.EqualTo((0.5 + 0) / 2).Within(1e-12), "category 2 has a detection left, and no object");
        Assert.That(errors.Categories[0], Is.EqualTo(new long[] { 1, 0, 0, 1, 1, 0 }));
        Assert.That(errors.Categories[1], Is.EqualTo(new long[] { 0, 1, 0, 0, 0, 0 }));
    }

    [Test]
    public void Limits_between_kinds_belong_where_they_are_said_to()
    {
        // One object of category 1 at 0..9. Of category 2: 5 of 10 pixels shared and nothing else is IoU 1/2, so wrong class; 1 of 10 shared is 1/10: both; 1 of 11: nothing.
        static DetectionErrorKind KindOf(long category, int from, int length)
        {
            InstanceRun run = Evaluate(Row([(1, 0, 10), (2, 35, 1)], [(category, from, length, 0.5)]), new InstanceOptions { Errors = true });
            return (DetectionErrorKind)Array.FindIndex([.. run.Errors!.Kinds], kind => kind.Count > 0);
        }

        Assert.That(KindOf(2, 0, 5), Is.EqualTo(DetectionErrorKind.Classification));
        Assert.That(KindOf(2, 0, 1), Is.EqualTo(DetectionErrorKind.Both));
        Assert.That(KindOf(2, 9, 2), Is.EqualTo(DetectionErrorKind.Background), "1 of 11");
        Assert.That(KindOf(1, 0, 1), Is.EqualTo(DetectionErrorKind.Localisation));
        Assert.That(KindOf(1, 9, 2), Is.EqualTo(DetectionErrorKind.Background), "1 of 11");
    }

    [Test]
    public void Scores_are_the_same_whether_errors_are_told_apart_or_not()
    {
        InstanceSet set = InstanceSet.Random(16_555);

        Assert.That(PrecisionOf(Evaluate(set, new InstanceOptions { Errors = true })), Is.EqualTo(PrecisionOf(Evaluate(set, new InstanceOptions()))));
    }

    private static double[] PrecisionOf(InstanceRun run) => InstanceArrays.Of(run.Evidence, run.Scores.Rules).Precision.ToArray();

    private static double? Mended(DetectionErrors errors, string kind) => errors.Kinds.Single(score => score.Name == kind).Ap50WhenMended;

    private static InstanceSet Row((long Category, int From, int Length)[] objects, (long Category, int From, int Length, double Score)[] detections)
    {
        InstanceSet set = new();
        set.Images.Add((1, 1, 40));
        set.Categories.AddRange([1, 2]);
        foreach ((int i, (long category, int from, int length)) in objects.Index())
        {
            set.Objects.Add((new SlowInstances.Item(i + 1, 1, category, length, false, false), Mask(from, length)));
        }

        foreach ((long category, int from, int length, double score) in detections)
        {
            set.Detections.Add((new SlowInstances.Guess(1, category, score, length), Mask(from, length)));
        }

        return set;
    }

    private static bool[,] Mask(int from, int length)
    {
        bool[,] mask = new bool[1, 40];
        for (int x = from; x < from + length; x++)
        {
            mask[0, x] = true;
        }

        return mask;
    }

    private static InstanceRun Evaluate(InstanceSet set, InstanceOptions options)
    {
        using TemporaryFolder folder = new();
        return InstanceEvaluator.Evaluate(folder.Write("gt.json", set.GroundTruthJson()), folder.Write("results.json", set.ResultsJson()), options);
    }
}
