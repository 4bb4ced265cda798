namespace Ade20kEval.Tests.Processes;

/// <summary>What draws PNG and PDF is native, and loaded when there is something to draw.</summary>
public sealed class MissingLibraryTests
{
    [Test]
    public void Score_needs_no_drawing_library_and_a_figure_says_that_it_is_missing()
    {
        ToolProcess.SkipUnlessLinux();
        using TemporaryFolder folder = new();
        string tool = CopyWithoutNatives(folder["tool"]);
        string[] score = ["score", Path.Combine(TestFolders.SampleData, "predictions", "weak"), Path.Combine(TestFolders.SampleData, "ground-truth"), "--quiet"];

        ToolProcess plain = RunAt(tool, score);
        Assert.That(plain.ExitCode, Is.Zero, plain.Error);

        ToolProcess drawing = RunAt(tool, [.. score, "--out", folder["results"], "--write", "pdf"]);
        Assert.That(drawing.ExitCode, Is.EqualTo(4), drawing.Error);
        Assert.That(drawing.Error, Does.Contain("libSkiaSharp.so: the library that draws PNG and PDF is missing"));
        Assert.That(drawing.Output, Is.Empty);
    }

    // The shell is given dotnet and the tool first, and takes another copy of the tool.
    private static ToolProcess RunAt(string tool, string[] arguments) => ToolProcess.Shell($"dotnet=$1; shift 2; exec \"$dotnet\" '{tool}' \"$@\"", arguments);

    private static string CopyWithoutNatives(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory).Where(file => Path.GetExtension(file) is ".dll" or ".json"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return Path.Combine(folder, "ade20k-eval.dll");
    }
}
