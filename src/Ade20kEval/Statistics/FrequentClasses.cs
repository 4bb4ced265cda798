using Ade20kEval.Datasets;
using Ade20kEval.Protocols;

namespace Ade20kEval.Statistics;

/// <summary>Which classes occur in the ground truth of enough images for an interval to hold what it promises.</summary>
internal sealed class FrequentClasses
{
    /// <summary>Looks at a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="score">How its classes are placed in the sums; a class before the dataset's first one counts as frequent.</param>
    /// <param name="leastImages">How many images are enough.</param>
    public FrequentClasses(RunCounts run, AdditiveScore score, int leastImages)
    {
        Among = new bool[score.ClassCount];
        Array.Fill(Among, true);
        for (int index = 0; index < run.Dataset.ClassCount; index++)
        {
            int images = run.ImagesPerClass[index];
            Among[index + score.FirstClass] = images >= leastImages;
            RareCount += images > 0 && images < leastImages ? 1 : 0;
        }
    }

    /// <summary>For every class of the sums, whether it is frequent; absent ones are not.</summary>
    public bool[] Among { get; }

    /// <summary>How many occur, but in too few images.</summary>
    public int RareCount { get; }
}
