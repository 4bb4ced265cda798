using Ade20kEval.Files;
using Ade20kEval.Formats;
using Ade20kEval.Tests.Formats;

namespace Ade20kEval.Tests.Files;

public sealed class ProblemListTests
{
    [Test]
    public void Up_to_ten_cases_are_told_in_ordinal_order_and_the_others_counted()
    {
        ProblemList problems = new();
        foreach (int i in Enumerable.Range(0, 1234).Reverse())
        {
            problems.Add($"{i:D4}", $"{i:D4}: wrong");
        }

        string[] lines = problems.Format("pred: masks that cannot be read: {0}", "Write them again.").Split('\n');

        Assert.That(lines[0], Is.EqualTo("pred: masks that cannot be read: 1,234"));
        Assert.That(lines[1..11], Is.EqualTo(Enumerable.Range(0, 10).Select(i => $"  {i:D4}: wrong")));
        Assert.That(lines[11..], Is.EqualTo(new[] { "  and 1,224 more", "Write them again." }));
    }

    [Test]
    public void Ten_cases_are_all_told()
    {
        ProblemList problems = new();
        Array.ForEach([.. "jihgfedcba"], letter => problems.Add($"{letter}", $"{letter}"));

        Assert.That(problems.Format("{0}:"), Is.EqualTo("10:\n  a\n  b\n  c\n  d\n  e\n  f\n  g\n  h\n  i\n  j"));
    }

    [Test]
    public void Many_workers_report_the_same_text_as_one()
    {
        ProblemList one = new();
        ProblemList many = new();
        for (int i = 0; i < 500; i++)
        {
            one.Add($"{i}", $"{i}");
        }

        Parallel.For(0, 500, i => many.Add($"{i}", $"{i}"));

        Assert.That(many.Format("{0}"), Is.EqualTo(one.Format("{0}")));
        Assert.That(many.Count, Is.EqualTo(500));
    }

    [Test]
    public void Nothing_is_thrown_for_nothing_collected()
    {
        ProblemList problems = new();
        Assert.That(() => problems.ThrowIfAny("x"), Throws.Nothing);
        problems.Add("a", "a");
        Assert.That(() => problems.ThrowIfAny("{0} x"), Throws.TypeOf<InputException>().With.Message.EqualTo("1 x\n  a"));
    }

    [Test]
    public void A_long_cause_that_many_share_is_told_once_with_the_names_of_the_others()
    {
        string cause = ".png: " + new string('x', 100);
        ProblemList problems = new();
        foreach (string name in new[] { "c", "a", "b" })
        {
            problems.Add(name, "masks/" + name + cause);
        }

        problems.Add("d", "masks/d.png: is empty");

        Assert.That(problems.Format("{0} masks"), Is.EqualTo($"4 masks\n  masks/a{cause}\n  the same: b, c\n  masks/d.png: is empty"));
    }
}
