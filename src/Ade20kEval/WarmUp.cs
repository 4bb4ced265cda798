using Ade20kEval.Masks;
using Ade20kEval.Runs;
using Ade20kEval.Sources;

namespace Ade20kEval;

/// <summary>Evaluates a pair of built-in masks, so that the code of an evaluation is loaded and compiled before the first real one.</summary>
/// <remarks>
/// .NET compiles code when it first runs, which for a few images takes longer than all else. Whoever has a processor to spare
/// meanwhile (a program that still reads its command line, a service that waits for requests) runs this on another thread.
/// It reads no file and leaves nothing behind.
/// </remarks>
internal static class WarmUp
{
    // 80 x 10 pixels, gray, 8 bits, three values; its rows use each of PNG's five filters. The prediction's borders lie three pixels off.
    private const string GroundTruth =
        "iVBORw0KGgoAAAANSUhEUgAAAFAAAAAKCAAAAAAGb4bgAAAATElEQVR42q2RyQ0AIAgEOYwv7b9btABxCYR5suEIQwphyHZgJYihcDk1wfPC/EGjDj7/bDq1Ea4US54Y0yoFmlnVp0unFGSmJiVp5gI0bAlF1QRUlAAAAABJRU5ErkJggg==";

    private const string Prediction =
        "iVBORw0KGgoAAAANSUhEUgAAAFAAAAAKCAAAAAAGb4bgAAAATUlEQVR42q2RwRIAIAQFQ9NJ//+31bWDNyh75A3GNvEgzDQgaR4LdtSosTsvErmQQJw2aAyj1iNbeWVODFEqBZvRj49zpRRo5llKxswBPUgJUdgTijEAAAAASUVORK5CYII=";

    /// <summary>Evaluates the two masks.</summary>
    /// <param name="options">The options of the evaluation to come. Their progress, shard and workers are not used.</param>
    /// <returns>The document of a run with one image: for rehearsing what is made of documents.</returns>
    public static RunDocument Run(EvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        using FileMaskSource groundTruth = BuiltIn("built-in ground truth", GroundTruth);
        using FileMaskSource prediction = BuiltIn("built-in prediction", Prediction);
        return Evaluator.Evaluate(groundTruth, prediction, options with
        {
            Execution = options.Execution with { Workers = 1, Shard = null, OnProgress = null },
            Scoring = options.Scoring with { UnknownGroundTruth = UnknownGroundTruth.Protocol, UnknownPrediction = UnknownPrediction.Warn },
        });
    }

    private static FileMaskSource BuiltIn(string name, string png) =>
        new(new MemoryFileSet(name, Convert.FromBase64String(png), new MaskSourceOptions().ForFiles()), []);
}
