namespace Ade20kEval.Files;

/// <summary>Says where links below a folder really lead.</summary>
internal sealed class RealPath
{
    // As Linux: a chain of more than 40 links is taken for a circle (path_resolution(7)).
    private const int MaxLinks = 40;

    private readonly string _root;

    /// <summary>Takes a folder; links on the way to it are resolved.</summary>
    public RealPath(string root) =>
        _root = Path.TrimEndingDirectorySeparator(Resolve(root) ?? root) + Path.DirectorySeparatorChar;

    /// <summary>Whether two paths lead to the same file or folder.</summary>
    public static bool AreSame(string one, string other) =>
        Resolve(Path.GetFullPath(one)) is string path
        && Path.TrimEndingDirectorySeparator(path) == Path.TrimEndingDirectorySeparator(Resolve(Path.GetFullPath(other)) ?? other);

    /// <summary>The folder or file that a path leads to, by every link on it; <see langword="null"/> when links lead in a circle.</summary>
    public static string? Of(string path) => Resolve(Path.GetFullPath(path));

    /// <summary>What is wrong with a link, to follow its name; null when it leads to a file that may be read, or to a folder that may be entered.</summary>
    /// <param name="link">The link.</param>
    /// <param name="follow">Whether links may lead to folders and out of the root.</param>
    /// <param name="otherwise">What else there is to do about a link that may not, to end the sentence; empty for nothing.</param>
    /// <param name="lengthBytes">Length of the file; 0 for folders.</param>
    /// <param name="isFolder">Whether it leads to a folder.</param>
    public string? ProblemOfLink(FileSystemInfo link, bool follow, string otherwise, out long lengthBytes, out bool isFolder)
    {
        lengthBytes = 0;
        isFolder = false;
        string shown = $"is a link to '{link.LinkTarget}'";
        string? target = Resolve(link.FullName);
        if (target is null)
        {
            return $"{shown}, which leads in a circle. Put the file itself there.";
        }

        if (Directory.Exists(target))
        {
            isFolder = follow;
            return isFolder ? null : $"{shown}, a folder; links to folders are not followed. Put the folder itself there, or score it by its own path{otherwise}.";
        }

        FileInfo file = new(target);
        if (!file.Exists)
        {
            return $"{shown}, which does not exist. Put the file itself there.";
        }

        if (!follow && !target.StartsWith(_root, StringComparison.Ordinal))
        {
            return $"{shown}, outside the folder that is scored. Put the file itself there, or score the folder that it lies in{otherwise}.";
        }

        lengthBytes = file.Length;
        return null;
    }

    /// <summary>The path with every link on it resolved; null when links lead in a circle. What does not exist stays as it is.</summary>
    private static string? Resolve(string path)
    {
        int links = 0;
        string? done = Path.GetPathRoot(path);
        Stack<string> parts = new(Parts(path));
        string current = done ?? "";
        while (parts.TryPop(out string? part))
        {
            if (part == "..")
            {
                current = Path.GetDirectoryName(current) ?? current;
                continue;
            }

            string next = Path.Combine(current, part);
            string? target = new FileInfo(next).LinkTarget;
            if (target is null)
            {
                current = next;
                continue;
            }

            if (++links > MaxLinks)
            {
                return null;
            }

            if (Path.IsPathRooted(target))
            {
                current = Path.GetPathRoot(target) ?? "";
            }

            foreach (string inner in Parts(target))
            {
                parts.Push(inner);
            }
        }

        return current;
    }

    /// <summary>The parts of a path, last first.</summary>
    private static IEnumerable<string> Parts(string path) =>
        path[(Path.GetPathRoot(path)?.Length ?? 0)..]
            .Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar)
            .Where(static part => part.Length > 0 && part != ".")
            .Reverse();
}
