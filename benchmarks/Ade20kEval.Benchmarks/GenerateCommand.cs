using System.Diagnostics;
using System.Globalization;
using Ade20kEval.Formats.Png;
using Ade20kEval.Samples;

namespace Ade20kEval.Benchmarks;

/// <summary>Writes a synthetic set as large as ADE20K's validation set: the input of every benchmark of whole folders.</summary>
internal static class GenerateCommand
{
    private const string Usage =
        "Usage: generate DIR [--pairs 2000] [--predictions 1] [--size validation|sample|WIDTHxHEIGHT] [--filter adaptive|none|sub|up|average|paeth] [--images no|yes]";

    public static int Run(string[] args)
    {
        if (CommandArguments.Parse(args, Usage, "--pairs", "--predictions", "--size", "--filter", "--images") is not { } arguments)
        {
            return 2;
        }

        int pairs = arguments.Number("--pairs", 2000);
        SyntheticModel[] models = [.. Enumerable.Range(1, arguments.Number("--predictions", 1)).Select(Model)];
        string size = arguments.Text("--size", "validation");
        string filter = arguments.Text("--filter", "adaptive");
        Action<Stream, byte[], int, int> writer = filter == "adaptive"
            ? AdaptiveMaskWriter.Write
            : FilteredBy(Enum.Parse<PngFilter>(filter, ignoreCase: true));

        long start = Stopwatch.GetTimestamp();
        const int Stretch = 20;
        Parallel.For(0, (pairs + Stretch - 1) / Stretch, part => SyntheticFolder.Write(
            arguments.Directory, new SyntheticScenes(), Math.Min(Stretch, pairs - (part * Stretch)), SizeOf(size), models,
            withImages: arguments.Text("--images", "no") == "yes", writer, first: part * Stretch));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{pairs} ground truths, {models.Length} prediction(s) each, in {seconds:0.0} s: {arguments.Directory}"));
        return 0;
    }

    /// <summary>The first two models are those of the sample data; the others lie between them.</summary>
    private static SyntheticModel Model(int number) => number switch
    {
        1 => SyntheticModel.Strong,
        2 => SyntheticModel.Weak,
        _ => new SyntheticModel(string.Create(CultureInfo.InvariantCulture, $"model-{number:00}"), 0.5 + (number % 7 * 0.05), number),
    };

    private static Action<Stream, byte[], int, int> FilteredBy(PngFilter filter) =>
        (stream, mask, width, height) => PngWriter.WriteGray8(stream, mask, width, height, filter);

    private static Func<int, (int Width, int Height)> SizeOf(string size)
    {
        switch (size)
        {
            case "validation":
                return ValidationSizes.Of;
            case "sample":
                return SyntheticFolder.SampleSize;
            default:
                int[] sides = [.. size.Split('x').Select(side => int.Parse(side, CultureInfo.InvariantCulture))];
                return _ => (sides[0], sides[1]);
        }
    }
}
