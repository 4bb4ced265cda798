namespace Ade20kEval.Tests.References;

/// <summary>Kinds of error from the definition in section 2 of Bolya et al. (ECCV 2020), one pair at a time, with no thought for speed.</summary>
internal static class SlowDetectionErrors
{
    /// <summary>How many errors of each kind there are, and AP50 without them; <c>none</c> is AP50 as it is.</summary>
    public sealed record Result(Dictionary<string, int> Counts, Dictionary<string, double?> Ap50);

    private sealed record Judged(SlowInstances.Guess Guess, int Place, string Kind)
    {
        public SlowInstances.Item? Free { get; set; }
    }

    public static Result Of(SlowInstances.Scene scene)
    {
        bool Counts(SlowInstances.Item item) => !item.Crowd && !(item.Ignore && scene.HonoursIgnore);
        SlowInstances.Item[] real = [.. scene.Items.Where(Counts)];
        HashSet<SlowInstances.Item> taken = [];
        HashSet<SlowInstances.Item> used = [];   // of those that do not count
        List<(SlowInstances.Guess Guess, int Place)> wrong = [];
        List<Judged> all = [];
        foreach ((long image, long category) in scene.Images.SelectMany(image => scene.Categories.Select(category => (image, category))))
        {
            foreach ((SlowInstances.Guess guess, int place) in scene.Guesses.Select((guess, place) => (guess, place)).Where(g => g.guess.Image == image && g.guess.Category == category).OrderByDescending(g => g.guess.Score).Take(100))
            {
                SlowInstances.Item[] near = [.. scene.Items.Where(item => item.Image == image && item.Category == category && scene.Iou(guess, item) >= 0.5)];
                SlowInstances.Item[] free = [.. near.Where(item => Counts(item) && !taken.Contains(item))];
                if (free.Length > 0)
                {
                    double best = free.Max(item => scene.Iou(guess, item));
                    taken.Add(free.Last(item => scene.Iou(guess, item) == best));
                    all.Add(new Judged(guess, place, "right"));
                }
                else if (near.Where(item => !Counts(item) && (item.Crowd || !used.Contains(item))).MaxBy(item => scene.Iou(guess, item)) is SlowInstances.Item excuse)
                {
                    used.Add(excuse);
                }
                else
                {
                    wrong.Add((guess, place));
                }
            }
        }

        foreach ((SlowInstances.Guess guess, int place) in wrong)
        {
            SlowInstances.Item[] here = [.. real.Where(item => item.Image == guess.Image)];
            (SlowInstances.Item? own, double s) = Best(scene, guess, here.Where(item => item.Category == guess.Category));
            (SlowInstances.Item? other, double o) = Best(scene, guess, here.Where(item => item.Category != guess.Category));
            string kind = s < 0.1 && o < 0.1 ? "background" : s is >= 0.1 and < 0.5 ? "localisation" : o >= 0.5 ? "classification" : s >= 0.5 ? "duplicate" : "both";
            SlowInstances.Item? target = kind == "localisation" ? own : kind == "classification" ? other : null;
            all.Add(new Judged(guess, place, kind) { Free = target is not null && !taken.Contains(target) ? target : null });
        }

        // Of several at one free object the surest finds it, of equally sure ones the earlier in the file.
        Judged[] finders = [.. all.Where(judged => judged.Free is not null)
            .GroupBy(judged => judged.Free!)
            .Select(group => group.OrderByDescending(judged => judged.Guess.Score).ThenBy(judged => judged.Place).First())];
        HashSet<SlowInstances.Item> excused = [.. finders.Select(judged => judged.Free!)];
        SlowInstances.Item[] missed = [.. real.Where(item => !taken.Contains(item) && !excused.Contains(item))];

        long[] defined = [.. real.Select(item => item.Category).Distinct()];
        Dictionary<string, int> counts = [];
        Dictionary<string, double?> mended = [];
        foreach (string kind in (string[])["classification", "localisation", "both", "duplicate", "background"])
        {
            counts[kind] = all.Count(judged => judged.Kind == kind);
            mended[kind] = Ap(
                all.Where(judged => judged.Kind != kind || finders.Contains(judged))
                    .Select(judged => judged.Kind == kind ? (judged.Free!.Category, judged, true) : (judged.Guess.Category, judged, judged.Kind == "right")),
                real,
                defined);
        }

        IEnumerable<(long, Judged, bool)> asIs = all.Select(judged => (judged.Guess.Category, judged, judged.Kind == "right"));
        counts["missed"] = missed.Length;
        mended["missed"] = Ap(asIs, [.. real.Except(missed)], defined);
        counts["all wrong"] = all.Count(judged => judged.Kind != "right");
        mended["all wrong"] = Ap(asIs.Where(item => item.Item3), real, defined);
        counts["all not found"] = real.Length - taken.Count;
        mended["all not found"] = Ap(asIs, [.. taken], defined);
        mended["none"] = Ap(asIs, real, defined);
        return new Result(counts, mended);
    }

    private static (SlowInstances.Item? Item, double Iou) Best(SlowInstances.Scene scene, SlowInstances.Guess guess, IEnumerable<SlowInstances.Item> items) =>
        items.Select(item => ((SlowInstances.Item?)item, scene.Iou(guess, item))).Where(pair => pair.Item2 > 0).OrderByDescending(pair => pair.Item2).FirstOrDefault();

    private static double? Ap(IEnumerable<(long Category, Judged Judged, bool Right)> detections, SlowInstances.Item[] objects, long[] defined)
    {
        (long Category, Judged Judged, bool Right)[] listed = [.. detections.OrderByDescending(d => d.Judged.Guess.Score).ThenBy(d => d.Judged.Guess.Image).ThenBy(d => d.Judged.Place)];
        List<double> values = [];
        foreach (long category in defined)
        {
            bool[] right = [.. listed.Where(d => d.Category == category).Select(d => d.Right)];
            int count = objects.Count(item => item.Category == category);
            if (count == 0)
            {
                if (right.Length > 0)
                {
                    values.Add(0);
                }

                continue;
            }

            double[] precision = [.. right.Select((_, i) => right[..(i + 1)].Count(r => r) / (double)(i + 1))];
            double[] recall = [.. right.Select((_, i) => right[..(i + 1)].Count(r => r) / (double)count)];
            values.Add(Enumerable.Range(0, 101).Average(level => right.Select((_, i) => i).Where(i => recall[i] >= level * 0.01).Select(i => precision[i]).DefaultIfEmpty(0).Max()));
        }

        return values.Count == 0 ? null : values.Average();
    }
}
