using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Ade20kEval.Files;
using Ade20kEval.Formats.CocoJson;
using Ade20kEval.Formats.Rle;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Decoding;
using Ade20kEval.Panoptic;
using Ade20kEval.Sources;

namespace Ade20kEval.Evaluation;

/// <summary>Makes of the ADE20K instance benchmark's PNGs the COCO file that its converter makes: red is the category, green the instance.</summary>
/// <remarks>
/// Source: CSAILVision/placeschallenge @de354d4, instancesegmentation/evaluation/convert_anns_to_json_dataset.py. Files in the order of their names, instances
/// ascending, annotations numbered from 0; the category is that of the instance's first pixel in reading order; no crowds, no boxes; images that have no PNG are left out.
/// </remarks>
internal sealed class InstancePngLoader
{
    private const int Instances = 256;

    private static readonly FileKind s_png = new()
    {
        Name = "instance PNG",
        Extensions = [".png"],
        Expected = "Expected a folder, .zip, .tar or .tar.gz with the benchmark's PNGs: red the category, green the instance.",
        MinimumBytes = 33,   // signature and header
    };

    private readonly SegmentPicture _picture = new(new DecodingBuffers());
    private readonly FileBuffers _file = new();
    private readonly MaskRuns[] _runs = [.. Enumerable.Range(0, Instances).Select(static _ => new MaskRuns())];

    /// <summary>Reads PNGs.</summary>
    /// <param name="path">A folder or archive.</param>
    /// <param name="images">The images and their ids.</param>
    /// <param name="imagesName">What errors call the list.</param>
    /// <param name="execution">How many workers.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>The COCO file, as text.</returns>
    /// <exception cref="InputException">A PNG is malformed or of no image of the list; up to ten are named.</exception>
    public static ReadOnlyMemory<byte> Load(string path, CocoFile images, string imagesName, ExecutionOptions execution, CancellationToken cancellation)
    {
        using FileSet files = FileSet.Open(path, new FileSetOptions { Kind = s_png });
        if (files.Entries.Count == 0)
        {
            throw new InputException($"{path}: holds no PNG. {s_png.Expected}");
        }

        Dictionary<string, CocoImage> byStem = [];
        foreach (CocoImage image in images.Images)
        {
            byStem[MaskFileNames.ImageStem(image.FileName)] = image;
        }

        ProblemList problems = new();
        List<string>[] annotations = new List<string>[files.Entries.Count];
        WorkerPool.Run(
            files.Entries.Count,
            execution with { OnProgress = null },
            static () => new InstancePngLoader(),
            (loader, index) =>
            {
                FileEntry entry = files.Entries[index];
                try
                {
                    annotations[index] = byStem.TryGetValue(entry.Stem, out CocoImage image)
                        ? loader.Read(files, entry, image)
                        : throw new InputException($"{entry.FullName}: {imagesName} has no image of that name.");
                }
                catch (InputException problem)
                {
                    problems.Add(entry.RelativePath, problem.Message);
                }

                return 0;
            },
            cancellation);
        problems.ThrowIfAny("instance PNGs that cannot be taken: {0}");
        return Compose(images, files.Entries.Select(entry => byStem[entry.Stem]), annotations);
    }

    private List<string> Read(FileSet files, FileEntry entry, CocoImage image)
    {
        _picture.Decode(files.ReadBytes(entry, _file), _file.Name);
        (int width, int height) = (_picture.Width, _picture.Height);
        int[] categories = new int[Instances];
        Array.Fill(categories, -1);
        Array.ForEach(_runs, runs => runs.Clear(height, width));
        ReadOnlySpan<byte> pixels = _picture.Pixels;
        for (int at = 0; at < pixels.Length; at += 3)
        {
            if (categories[pixels[at + 1]] < 0)
            {
                categories[pixels[at + 1]] = pixels[at];
            }
        }

        int first = 0;
        int instance = pixels[1];
        for (int i = 0; i < width * height; i++)
        {
            int now = pixels[(3 * ((i % height * width) + (i / height))) + 1];
            if (now != instance)
            {
                _runs[instance].Add(first, i);
                (first, instance) = (i, now);
            }
        }

        _runs[instance].Add(first, width * height);
        List<string> found = [];
        for (int id = 1; id < Instances; id++)
        {
            if (_runs[id].Area > 0)
            {
                found.Add(Describe(_runs[id], categories[id], image.Id));
            }
        }

        return found;
    }

    private static string Describe(MaskRuns runs, int category, long image)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"\"image_id\": {image}, \"category_id\": {category}, \"iscrowd\": 0, \"area\": {runs.Area}, \"segmentation\": {{\"size\": [{runs.Height}, {runs.Width}], \"counts\": [");
        int at = 0;
        foreach (int bound in runs.Bounds)
        {
            text.Append(CultureInfo.InvariantCulture, $"{bound - at}, ");
            at = bound;
        }

        return text.Append(CultureInfo.InvariantCulture, $"{runs.Pixels - at}]}}").ToString();
    }

    private static ReadOnlyMemory<byte> Compose(CocoFile list, IEnumerable<CocoImage> images, List<string>[] annotations)
    {
        ArrayBufferWriter<byte> json = new();
        void Add(string text) => Encoding.UTF8.GetBytes(text, json);
        Add("{\"categories\": [");
        Add(string.Join(",\n", list.Categories.Select(static category => Invariant($"{{\"id\": {category.Id}, \"name\": {Quote(category.Name)}}}"))));
        Add("],\n\"images\": [");
        Add(string.Join(",\n", images.Distinct().Select(static image => Invariant($"{{\"id\": {image.Id}, \"file_name\": {Quote(image.FileName)}, \"width\": {image.Width}, \"height\": {image.Height}}}"))));
        Add("],\n\"annotations\": [");
        int id = 0;
        foreach (string annotation in annotations.SelectMany(static of => of))
        {
            Add(Invariant($"{(id == 0 ? "" : ",\n")}{{\"id\": {id++}, {annotation}}}"));
        }

        Add("]}\n");
        return json.WrittenMemory;
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
