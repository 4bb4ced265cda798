namespace Ade20kEval.TestSupport;

/// <summary>Where tests find the repository's files, and places of their own to write to.</summary>
public static class TestFolders
{
    /// <summary>The top of the repository: the folder that holds the solution.</summary>
    public static string Repository { get; } = FindUpwards("Ade20kEval.sln");

    /// <summary>The committed sample data.</summary>
    public static string SampleData => Path.Combine(Repository, "sample-data");

    /// <summary>The folder of reference files beside the repository; the test is skipped, with this reason, where it is absent.</summary>
    public static string SharedOrSkip(params string[] parts)
    {
        string path = Path.Combine([Repository, "..", "shared", .. parts]);
        if (!Path.Exists(path))
        {
            Assert.Ignore($"Needs {string.Join('/', ["../shared", .. parts])}, which is not part of the repository.");
        }

        return path;
    }

    private static string FindUpwards(string file)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, file)))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds {file}.");
    }
}
