using System.Text;
using Ade20kEval.Datasets;
using Ade20kEval.Formats.Png;

namespace Ade20kEval.Samples;

/// <summary>Writes synthetic scenes as a set in COCO's panoptic format.</summary>
/// <remarks>
/// <c>ground-truth.json</c> and <c>ground-truth/scene_0001.png</c>, <c>MODEL.json</c> and <c>MODEL/scene_0001.png</c>. Categories are ADE20K's 150, counted from 0 as its
/// panoptic files do; the 100 of its instance benchmark are things.
/// </remarks>
public static class SyntheticPanopticFolder
{
    /// <summary>The name of the ground truth's file and folder.</summary>
    public const string GroundTruth = "ground-truth";

    /// <summary>Writes scenes; files of the same names are replaced.</summary>
    /// <param name="directory">Where to; made when absent.</param>
    /// <param name="scenes">Which series.</param>
    /// <param name="count">How many scenes.</param>
    /// <param name="size">Width and height in pixels of a scene, by its number.</param>
    /// <param name="models">Whose predictions to write.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(string directory, SyntheticScenes scenes, int count, Func<int, (int Width, int Height)> size, IReadOnlyList<SyntheticModel> models)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(scenes);
        ArgumentNullException.ThrowIfNull(size);
        ArgumentNullException.ThrowIfNull(models);
        string[] sets = [GroundTruth, .. models.Select(static model => model.Name)];
        StringBuilder[] annotations = [.. sets.Select(static _ => new StringBuilder())];
        Array.ForEach(sets, set => Directory.CreateDirectory(Path.Combine(directory, set)));
        for (int index = 0; index < count; index++)
        {
            (int width, int height) = size(index);
            SyntheticScene scene = scenes.Make(index, width, height);
            for (int i = 0; i < sets.Length; i++)
            {
                SyntheticSegments segments = i == 0 ? scene.GroundTruthSegments() : scene.PredictionSegments(models[i - 1]);
                using FileStream stream = File.Create(Path.Combine(directory, sets[i], scene.Name + ".png"));
                PngWriter.WriteRgb8(stream, segments.Pixels, width, height);
                annotations[i].Append(index == 0 ? "\n  " : ",\n  ").Append(Annotation(index + 1, scene.Name, segments, isTruth: i == 0));
            }
        }

        for (int i = 0; i < sets.Length; i++)
        {
            File.WriteAllText(Path.Combine(directory, sets[i] + ".json"), $"{{{(i == 0 ? Categories() : "")}\"annotations\": [{annotations[i]}\n]}}\n");
        }
    }

    private static string Annotation(int image, string name, SyntheticSegments segments, bool isTruth)
    {
        IEnumerable<string> entries = segments.Segments.Select(segment => Invariant(
            $"{{\"id\": {segment.Id}, \"category_id\": {segment.Label - 1}{(isTruth ? Invariant($", \"area\": {segment.Area}, \"iscrowd\": {(segment.IsCrowd ? 1 : 0)}") : "")}}}"));
        return Invariant($"{{\"image_id\": {image}, \"file_name\": \"{name}.png\", \"segments_info\": [{string.Join(", ", entries)}]}}");
    }

    private static string Categories() =>
        $"\"categories\": [{string.Join(", ", DatasetCatalog.Find("ade20k-150").Classes.Select(static info => Invariant($"\n  {{\"id\": {info.Index}, \"name\": \"{info.Name}\", \"isthing\": {(info.HasInstances ? 1 : 0)}}}")))}\n],\n";
}
