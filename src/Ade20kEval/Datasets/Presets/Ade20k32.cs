namespace Ade20kEval.Datasets.Presets;

/// <summary>ADE20K-32: background and the 31 most frequent classes of SceneParse150, the reading of scorers for small devices.</summary>
/// <remarks>
/// The files are those of SceneParse150, 0..150; whatever is above 31 is folded into background.
/// Two scorers read them: TI's edgeai-benchmark scores background as a class and averages over 32; MLPerf Mobile scores 1..31,
/// takes background for void and averages over 31. Both come from these 32 classes: <see cref="Dataset.BackgroundIndex"/> tells
/// a protocol which one it may have to leave out.
/// Predictions are not folded, because neither scorer folds them: a prediction above 31 is out of range.
/// </remarks>
internal static class Ade20k32
{
    private const int LargestScored = 31;
    private static readonly Lazy<Dataset> s_dataset = new(Read);

    /// <summary>The dataset. Made when first asked for.</summary>
    public static Dataset Dataset => s_dataset.Value;

    private static Dataset Read()
    {
        IReadOnlyList<ClassInfo> all = Ade20k150.Dataset.Classes;
        ClassInfo background = new(0, 0, "background", new Rgb(0, 0, 0));
        return new Dataset("ade20k-32", "ADE20K, background and the first 31 classes", [background, .. all.Take(LargestScored).Select(c => c with { Index = c.Id })], [])
        {
            GroundTruthAliases = all.Skip(LargestScored).ToDictionary(c => c.Id, _ => background.Id),
            BackgroundIndex = 0,
            DefaultProtocol = "edgeai",
            Source = "TexasInstruments/edgeai-benchmark (ADE20K32); mlcommons/mobile_app_open (ade20k.cc).",
        };
    }
}
