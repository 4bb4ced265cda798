using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;
using Ade20kEval.Tests.Protocols;

namespace Ade20kEval.Tests.Statistics;

/// <summary>A protocol taken apart gives the figures of the protocol itself.</summary>
public sealed class AdditiveScoreTests
{
    private static IEnumerable<string> Names => ProtocolCatalog.Names;

    [TestCaseSource(nameof(Names))]
    public void Sums_over_units_give_the_protocols_own_figures(string name)
    {
        Random random = new(61);
        int compared = 0;
        for (int round = 0; round < 200; round++)
        {
            RunCounts run = StatisticsRuns.Draw(name, random);
            Protocol protocol = ProtocolCatalog.Find(name);
            Scores scores = protocol.Score(run);
            if (scores.Error is not null)
            {
                continue;
            }

            double[] figures = StatisticsRuns.Figures(run, protocol);
            double?[] expected = StatisticsRuns.Expected(scores);
            for (int f = 0; f < figures.Length; f++)
            {
                compared++;
                Assert.That(figures[f], Is.EqualTo(expected[f] ?? double.NaN).Within(1e-12), HeadlineFigures.Keys[f]);
            }
        }

        Assert.That(compared, Is.GreaterThan(100));
    }

    [TestCaseSource(nameof(Names))]
    public void Taking_a_unit_away_is_never_having_had_it(string name)
    {
        RunCounts run = StatisticsRuns.Clean(name, images: 6, new Random(62));
        Protocol protocol = ProtocolCatalog.Find(name);
        AdditiveScore score = protocol.Additive(run.Dataset);
        UnitReader reader = new(run, score);
        UnitSums unit = new(score.ClassCount);
        RunSums rest = JackknifeIntervals.Sum(reader, unit, score);
        reader.Read(2, unit);
        rest.Add(unit, -1);
        double[] figures = new double[HeadlineFigures.Count];
        rest.Figures(null, null, figures);

        Assert.That(figures, Is.EqualTo(StatisticsRuns.Figures(StatisticsRuns.Without(run, 2), protocol)).Within(1e-12));
    }
}
