using System.Runtime.CompilerServices;

namespace Ade20kEval.TestSupport;

/// <summary>Compares text with an approved file beside the tests. Only <c>ADE20KEVAL_APPROVE=1</c> writes one.</summary>
public static class Snapshot
{
    public static void Matches(string name, string actual, [CallerFilePath] string source = "")
    {
        string folder = Path.Combine(Path.GetDirectoryName(source)!, "Snapshots");
        if (!Directory.Exists(Path.GetDirectoryName(source)))
        {
            Assert.Ignore($"The sources are not where they were compiled ({source}).");
        }

        string path = Path.Combine(folder, name);
        if (Environment.GetEnvironmentVariable("ADE20KEVAL_APPROVE") == "1")
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(path, actual);
        }

        Assert.That(File.Exists(path), Is.True, $"{path} is missing; look at the output and approve it with ADE20KEVAL_APPROVE=1.");
        Assert.That(actual, Is.EqualTo(File.ReadAllText(path)), $"differs from {path}; approve with ADE20KEVAL_APPROVE=1 if it is meant to.");
    }
}
