using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Ade20kEval.Formats.Png;
using Ade20kEval.Samples;

namespace Ade20kEval.Tests.Processes;

/// <summary>A small dataset with predictions, in a folder that is gone when the test ends.</summary>
internal sealed partial class ScoredFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ScoredFolder(int images = 6, int width = 64, int height = 48) =>
        SyntheticFolder.Write(_folder.Path, new SyntheticScenes(11), images, i => (width + (i % 5), height), [SyntheticModel.Weak], withImages: false);

    public string Path => _folder.Path;

    public string GroundTruth => _folder["ground-truth"];

    public string Predictions => _folder["predictions", "weak"];

    public string Results => _folder["results"];

    public string RunJson => _folder["results", "run.json"];

    /// <inheritdoc cref="ToolProcess.AsNobodyIn"/>
    [UnsupportedOSPlatform("windows")]
    public string AsNobody => ToolProcess.AsNobodyIn(Path);

    /// <summary>The run document without the one line that may differ.</summary>
    public string ReadRun() => WithoutTool(File.ReadAllText(RunJson));

    public static string WithoutTool(string runDocument)
    {
        Assert.That(ToolLine().Count(runDocument), Is.EqualTo(1));
        return ToolLine().Replace(runDocument, "");
    }

    /// <summary>A set of one mask under many names: long to score, quick to make.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="names">How many names.</param>
    /// <param name="side">Width and height in pixels.</param>
    public static void WriteLong(string folder, int names, int side)
    {
        // Noise of four values: no runs, so that it takes its time, and few cells.
        byte[] samples = new byte[side * side];
        Random random = new(5);
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = (byte)random.Next(1, 5);
        }

        Directory.CreateDirectory(folder);
        using (FileStream stream = File.Create(System.IO.Path.Combine(folder, "0000.png")))
        {
            PngWriter.WriteGray8(stream, samples, side, side);
        }

        for (int i = 1; i < names; i++)
        {
            File.CreateSymbolicLink(System.IO.Path.Combine(folder, $"{i:D4}.png"), "0000.png");
        }
    }

    public void Dispose() => _folder.Dispose();

    [GeneratedRegex("(?m)^.*\"tool\":.*\n")]
    private static partial Regex ToolLine();
}
