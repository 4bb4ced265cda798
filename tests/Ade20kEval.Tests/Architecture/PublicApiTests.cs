using System.Reflection;
using Ade20kEval.TestSupport;

namespace Ade20kEval.Tests.Architecture;

/// <summary>What others build on changes only when somebody means it: the listing is compared, and approved with ADE20KEVAL_APPROVE=1.</summary>
public sealed class PublicApiTests
{
    [Test]
    public void The_engine_shows_what_was_approved() => Compare(typeof(Evaluator).Assembly, "engine-api.txt");

    [Test]
    public void The_reports_show_what_was_approved() => Compare(typeof(Ade20kEval.Reporting.ReportFiles).Assembly, "reporting-api.txt");

    [Test]
    public void A_stranger_sees_few_types()
    {
        // 220 at first, of which nobody could tell the fifteen that he needed. A kind of score of its own (instances, panoptic, errors) brings some ten: its door, options and results.
        int engine = PublicApi.Types(typeof(Evaluator).Assembly).Count;
        int reports = PublicApi.Types(typeof(Ade20kEval.Reporting.ReportFiles).Assembly).Count;

        Assert.That(engine, Is.LessThanOrEqualTo(155));
        Assert.That(reports, Is.LessThanOrEqualTo(25));
    }

    [Test]
    public void Ground_truth_comes_before_predictions_in_every_signature()
    {
        string[] turned = [.. PublicApi.Types(typeof(Evaluator).Assembly)
            .SelectMany(type => type.GetMethods().Cast<MethodBase>().Concat(type.GetConstructors()))
            .Where(method => Place(method, "groundTruth") > Place(method, "prediction") && Place(method, "prediction") >= 0)
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}")];

        // ToDocument and Deconstruct name things and take no masks.
        Assert.That(turned.Where(name => !name.EndsWith(".ToDocument", StringComparison.Ordinal)), Is.Empty);
    }

    private static int Place(MethodBase method, string name) => Array.FindIndex(method.GetParameters(), parameter => parameter.Name!.StartsWith(name, StringComparison.Ordinal));

    private static void Compare(Assembly assembly, string file) => Snapshot.Matches(file, PublicApi.Of(assembly));
}
