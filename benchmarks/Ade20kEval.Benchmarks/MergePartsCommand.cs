using System.Globalization;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Evaluation;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;

namespace Ade20kEval.Benchmarks;

/// <summary>Writes the shards of a run over more images than anybody wants to generate: counts without masks, for the time and memory of <c>merge</c>.</summary>
internal static class MergePartsCommand
{
    private const string Usage = "Usage: merge-parts DIR [--images 1000000] [--shards 8] [--cells 20]        then: ade20k-eval merge DIR --out DIR";
    private const int Width = 683;
    private const int Height = 512;

    public static int Run(string[] args)
    {
        if (CommandArguments.Parse(args, Usage, "--images", "--shards", "--cells") is not { } arguments)
        {
            return 2;
        }

        int images = arguments.Number("--images", 1_000_000);
        int shards = arguments.Number("--shards", 8);
        int cells = arguments.Number("--cells", 20);
        Directory.CreateDirectory(arguments.Directory);
        for (int shard = 1; shard <= shards; shard++)
        {
            int first = (int)((long)images * (shard - 1) / shards);
            int end = (int)((long)images * shard / shards);
            using FileStream file = File.Create(Path.Combine(arguments.Directory, string.Create(CultureInfo.InvariantCulture, $"run.{shard}-of-{shards}.json")));
            RunJsonWriter.Write(Shard(new ShardInfo(shard, shards), images, first, end, cells), file);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{shards} shards of {images} images with {cells} cells: {arguments.Directory}"));
        return 0;
    }

    private static RunDocument Shard(ShardInfo shard, int images, int first, int end, int cells)
    {
        EvaluationOptions options = new() { Execution = new ExecutionOptions { Shard = shard } };
        DigestList digests = new(end - first);
        ImageCounts[] counts = new ImageCounts[end - first];
        byte[] digest = new byte[32];
        for (int i = first; i < end; i++)
        {
            BitConverter.TryWriteBytes(digest, i);
            digests.Set(i - first, digest);
            counts[i - first] = new ImageCounts(string.Create(CultureInfo.InvariantCulture, $"ADE_val_{i:00000000}"), Width, Height, Cells(i, cells));
        }

        Dataset dataset = DatasetCatalog.Find("ade20k-150");
        string text = new('0', 64);
        return RunDocument.Create(new RunCounts(dataset, PredictionLabels.Ids, counts), [ProtocolCatalog.Find(dataset.DefaultProtocol)], new RunHeader
        {
            Tool = new ToolInfo(ToolInfo.CurrentVersion, "scalar"),
            GroundTruth = new InputInfo("ground-truth", counts.Length, text),
            Predictions = new InputInfo("predictions", counts.Length, text),
            Partial = true,
            Shard = shard,
            Evidence = new MaskShardEvidence
            {
                Whole = new WholeList(images, text, text),
                Listed = counts.Length,
                Options = [.. ShardWords.Of(options), new("intervals", "jackknife")],
                NameWarnings = [],
                UncoveredGroundTruth = default,
                UncoveredPredictions = default,
                GroundTruthDigests = digests,
                PredictionDigests = digests,
            },
        });
    }

    // Pairs of neighbouring classes, half of the pixels right; different classes from image to image.
    private static PairCount[] Cells(int image, int cells)
    {
        PairCount[] made = new PairCount[cells];
        int left = Width * Height;
        for (int i = 0; i < cells; i++)
        {
            int pixels = i == cells - 1 ? left : Width * Height / cells;
            left -= pixels;
            int groundTruth = 1 + ((image % 7) + (i / 2 * 13)) % 138;
            made[i] = new PairCount((ushort)groundTruth, (ushort)(groundTruth + (i % 2)), pixels);
        }

        Array.Sort(made, static (a, b) => (a.GroundTruth, a.Prediction).CompareTo((b.GroundTruth, b.Prediction)));
        return made;
    }
}
