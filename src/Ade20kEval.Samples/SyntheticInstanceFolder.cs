using System.Text;
using Ade20kEval.Datasets;

namespace Ade20kEval.Samples;

/// <summary>Writes the things of synthetic scenes as instances in COCO's format, masks as run lengths.</summary>
/// <remarks>
/// <c>ground-truth.json</c> and <c>MODEL.json</c>, a list of results. Categories are the 100 of ADE20K's instance benchmark that are things, under their label ids.
/// A model is the surer of a detection the larger it is, but not strictly; and it sees some twice.
/// </remarks>
public static class SyntheticInstanceFolder
{
    /// <summary>The name of the ground truth's file.</summary>
    public const string GroundTruth = "ground-truth";

    private const int OneTwiceIn = 7;

    /// <summary>Writes scenes; files of the same names are replaced.</summary>
    /// <param name="directory">Where to; made when absent.</param>
    /// <param name="scenes">Which series.</param>
    /// <param name="count">How many scenes.</param>
    /// <param name="size">Width and height in pixels of a scene, by its number.</param>
    /// <param name="models">Whose results to write.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(string directory, SyntheticScenes scenes, int count, Func<int, (int Width, int Height)> size, IReadOnlyList<SyntheticModel> models)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(scenes);
        ArgumentNullException.ThrowIfNull(size);
        ArgumentNullException.ThrowIfNull(models);
        ClassInfo[] things = [.. DatasetCatalog.Find("ade20k-150").Classes.Where(static info => info.HasInstances)];
        HashSet<int> labels = [.. things.Select(static info => info.Id)];
        List<string> images = [];
        List<string> annotations = [];
        List<string>[] results = [.. models.Select(static _ => new List<string>())];
        for (int index = 0; index < count; index++)
        {
            (int width, int height) = size(index);
            SyntheticScene scene = scenes.Make(index, width, height);
            images.Add(Invariant($"{{\"id\": {index + 1}, \"file_name\": \"{scene.Name}.png\", \"width\": {width}, \"height\": {height}}}"));
            SyntheticSegments truth = scene.GroundTruthSegments();
            annotations.AddRange(truth.Segments.Where(segment => labels.Contains(segment.Label)).Select((segment, i) => Invariant(
                $"{{\"id\": {(100 * (index + 1)) + i}, \"image_id\": {index + 1}, \"category_id\": {segment.Label}, \"area\": {segment.Area}, \"iscrowd\": {(segment.IsCrowd ? 1 : 0)}, \"segmentation\": {Runs(truth, segment.Id)}}}")));
            for (int m = 0; m < models.Count; m++)
            {
                SyntheticSegments seen = scene.PredictionSegments(models[m]);
                foreach (SyntheticSegment segment in seen.Segments.Where(segment => labels.Contains(segment.Label)))
                {
                    SplitMix64 random = new((ulong)((100_000 * (index + 1)) + (1000 * (m + 1)) + segment.Id));
                    double size01 = Math.Sqrt(segment.Area / (double)(width * height));
                    string Result(double score) => Invariant($"{{\"image_id\": {index + 1}, \"category_id\": {segment.Label}, \"score\": {Math.Round(score, 3)}, \"segmentation\": {Runs(seen, segment.Id)}}}");
                    double sure = 0.3 + (0.4 * Math.Min(1, 2 * size01)) + (0.3 * random.Unit());
                    results[m].Add(Result(sure));
                    if (random.Below(OneTwiceIn) == 0)
                    {
                        results[m].Add(Result(sure / 2));
                    }
                }
            }
        }

        Directory.CreateDirectory(directory);
        string categories = string.Join(",", things.Select(static info => Invariant($"\n  {{\"id\": {info.Id}, \"name\": \"{info.Name}\"}}")));
        File.WriteAllText(
            Path.Combine(directory, GroundTruth + ".json"),
            $"{{\"images\": [{Lines(images)}],\n\"categories\": [{categories}\n],\n\"annotations\": [{Lines(annotations)}]}}\n");
        for (int m = 0; m < models.Count; m++)
        {
            File.WriteAllText(Path.Combine(directory, models[m].Name + ".json"), $"[{Lines(results[m])}]\n");
        }
    }

    private static string Lines(List<string> entries) => string.Concat(entries.Select(static (entry, i) => (i == 0 ? "\n  " : ",\n  ") + entry)) + "\n";

    /// <summary>Run lengths column by column, the first of what is not the segment.</summary>
    private static string Runs(SyntheticSegments segments, int id)
    {
        StringBuilder text = new(Invariant($"{{\"size\": [{segments.Height}, {segments.Width}], \"counts\": ["));
        bool inside = false;
        int run = 0;
        for (int x = 0; x < segments.Width; x++)
        {
            for (int y = 0; y < segments.Height; y++)
            {
                int at = 3 * ((y * segments.Width) + x);
                bool now = (segments.Pixels[at] | (segments.Pixels[at + 1] << 8) | (segments.Pixels[at + 2] << 16)) == id;
                if (now != inside)
                {
                    text.Append(run).Append(", ");
                    (inside, run) = (now, 0);
                }

                run++;
            }
        }

        return text.Append(run).Append("]}").ToString();
    }
}
