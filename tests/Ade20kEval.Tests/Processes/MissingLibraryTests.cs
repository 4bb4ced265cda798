namespace Ade20kEval.Tests.Processes;

/// <summary>What draws PNG and PDF is native, and loaded when there is something to draw.</summary>
public sealed class MissingLibraryTests
{
    [Test]
    public void Score_needs_no_drawing_library_and_a_figure_says_that_it_is_missing()
    {
        ToolProcess.SkipUnlessLinux();
        using TemporaryFolder folder = new();
        CopyWithoutNatives(folder["tool"]);
        string[] score = ["score", Path.Combine(TestFolders.SampleData, "predictions", "weak"), Path.Combine(TestFolders.SampleData, "ground-truth"), "--quiet"];

        ToolProcess plain = RunAt(folder["tool"], score);
        Assert.That(plain.ExitCode, Is.Zero, plain.Error);

        ToolProcess drawing = RunAt(folder["tool"], [.. score, "--out", folder["results"], "--write", "pdf"]);
        Assert.That(drawing.ExitCode, Is.EqualTo(4), drawing.Error);
        Assert.That(drawing.Error, Does.Contain("libSkiaSharp.so: the library that draws PNG and PDF is missing"));
        Assert.That(drawing.Output, Is.Empty);
    }

    // The shell is given the tool that all other tests start, and takes the copy of it.
    private static ToolProcess RunAt(string folder, string[] arguments)
    {
        string[] command = ToolProcess.CommandIn(folder);
        return ToolProcess.Shell($"shift {command.Length}; exec '{string.Join("' '", command)}' \"$@\"", arguments);
    }

    private static void CopyWithoutNatives(string folder)
    {
        Directory.CreateDirectory(folder);
        IEnumerable<string> files = ToolProcess.Other is string other
            ? [other]
            : Directory.EnumerateFiles(AppContext.BaseDirectory).Where(file => Path.GetExtension(file) is ".dll" or ".json");
        foreach (string file in files)
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }
    }
}
