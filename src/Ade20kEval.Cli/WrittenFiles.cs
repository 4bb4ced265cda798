using Ade20kEval.Text;

namespace Ade20kEval.Cli;

/// <summary>What a command says of the files that it wrote.</summary>
internal static class WrittenFiles
{
    private const int Named = 8;

    /// <summary>One sentence: the folder, how many files, and the first of their names.</summary>
    /// <param name="folder">As the user gave it.</param>
    /// <param name="paths">The files below it.</param>
    public static string Sentence(string folder, IReadOnlyList<string> paths)
    {
        string root = Path.GetFullPath(folder);
        string[] names = [.. paths.Where(File.Exists).Select(path => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/'))];
        return $"written to {folder}: {string.Join(", ", names.Take(Named))}{(names.Length > Named ? Invariant($" and {Plural.Of(names.Length - Named, "file")} more") : "")}";
    }
}
