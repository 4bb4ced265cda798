using Ade20kEval.Comparison;

namespace Ade20kEval.Tests.Comparison;

/// <summary>Letters of groups: two runs share one exactly when they are not told apart.</summary>
public sealed class CompactLettersTests
{
    [Test]
    public void Runs_that_nothing_tells_apart_share_one_letter() =>
        Assert.That(CompactLetters.Of(3, (_, _) => false), Is.EqualTo(new[] { "a", "a", "a" }));

    [Test]
    public void Runs_that_all_differ_have_a_letter_each() =>
        Assert.That(CompactLetters.Of(3, (_, _) => true), Is.EqualTo(new[] { "a", "b", "c" }));

    [Test]
    public void A_run_between_two_that_differ_belongs_to_both() =>
        Assert.That(CompactLetters.Of(3, (i, j) => Math.Abs(i - j) == 2), Is.EqualTo(new[] { "a", "ab", "b" }));

    [Test]
    public void For_any_pattern_two_share_a_letter_exactly_when_they_are_not_told_apart()
    {
        Random random = new(11);
        for (int round = 0; round < 300; round++)
        {
            int count = 2 + random.Next(7);
            bool[,] differ = new bool[count, count];
            for (int i = 0; i < count; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    differ[i, j] = differ[j, i] = random.Next(2) == 0;
                }
            }

            string[] letters = CompactLetters.Of(count, (i, j) => differ[i, j]);
            for (int i = 0; i < count; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    Assert.That(letters[i].Intersect(letters[j]).Any(), Is.EqualTo(!differ[i, j]), $"round {round}: {string.Join(' ', letters)}");
                }
            }
        }
    }
}
