using Ade20kEval.Datasets;

namespace Ade20kEval.Tests.Datasets;

public sealed class ChallengeSizeTests
{
    [TestCase(1024, 768, 683, 512)]
    [TestCase(768, 1024, 512, 683)]
    [TestCase(683, 512, 683, 512)]
    [TestCase(2000, 513, 1996, 512)]
    [TestCase(512, 3000, 512, 3000)]
    [TestCase(2000, 2000, 2000, 2000)]
    [TestCase(300, 200, 300, 200)]
    [TestCase(1025, 1024, 513, 512)]   // 512.5: halves go away from zero
    public void The_shorter_side_becomes_512_and_squares_stay(int width, int height, int expectedWidth, int expectedHeight) =>
        Assert.That(ChallengeSize.Of(width, height), Is.EqualTo((expectedWidth, expectedHeight)));
}
