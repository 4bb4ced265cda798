namespace Ade20kEval.Tests.References;

/// <summary>Average precision of Cityscapes' instance-level script, in its own way of going about: lists of truths and scores, a convolution for the widths.</summary>
internal static class SlowCityscapesInstances
{
    /// <summary>AP of a category at a threshold; null where it has no object that counts.</summary>
    /// <param name="scene">All that there is.</param>
    /// <param name="pixels">Pixels of an object or a detection.</param>
    /// <param name="shared">Pixels that a detection and an object share.</param>
    /// <param name="category">Which category.</param>
    /// <param name="threshold">Which threshold.</param>
    public static double? Ap(SlowInstances.Scene scene, Func<object, int> pixels, Func<SlowInstances.Guess, SlowInstances.Item, int> shared, long category, double threshold)
    {
        List<(bool True, double Score)> entries = [];
        bool hasObject = false;
        bool hasGuess = false;
        int hardMisses = 0;
        foreach (long image in scene.Images)
        {
            SlowInstances.Item[] all = [.. scene.Items.Where(item => item.Image == image && item.Category == category)];
            SlowInstances.Item[] counted = [.. all.Where(item => !item.Crowd && pixels(item) >= 100)];
            SlowInstances.Guess[] guesses = [.. scene.Guesses.Where(guess => guess.Image == image && guess.Category == category && pixels(guess) > 0)];
            hasObject |= counted.Length > 0;
            hasGuess |= guesses.Length > 0;
            double Iou(SlowInstances.Guess guess, SlowInstances.Item item) => shared(guess, item) / (double)(pixels(guess) + pixels(item) - shared(guess, item));
            foreach (SlowInstances.Item item in counted)
            {
                double[] scores = [.. guesses.Where(guess => Iou(guess, item) > threshold).Select(guess => guess.Score).OrderDescending()];
                hardMisses += scores.Length == 0 ? 1 : 0;
                entries.AddRange(scores.Select((score, i) => (i == 0, score)));
            }

            foreach (SlowInstances.Guess guess in guesses.Where(guess => !all.Any(item => Iou(guess, item) > threshold)))
            {
                int ignored = all.Where(item => item.Crowd).Sum(item => shared(guess, item)) + all.Where(item => pixels(item) < 100).Sum(item => shared(guess, item));
                if (ignored / (double)pixels(guess) <= threshold)
                {
                    entries.Add((false, guess.Score));
                }
            }
        }

        if (!hasObject || !hasGuess || entries.Count == 0)
        {
            return hasObject ? 0 : null;
        }

        double[] unique = [.. entries.Select(entry => entry.Score).Distinct().Order()];
        double[] precision = [.. unique.Select(score => entries.Count(entry => entry.True && entry.Score >= score) / (double)entries.Count(entry => entry.Score >= score)), 1];
        double[] recall = [.. unique.Select(score => entries.Count(entry => entry.True && entry.Score >= score) / (double)(entries.Count(entry => entry.True) + hardMisses)), 0];
        double[] padded = [recall[0], .. recall, 0];
        return precision.Select((p, i) => p * ((0.5 * padded[i]) - (0.5 * padded[i + 2]))).Sum();
    }
}
