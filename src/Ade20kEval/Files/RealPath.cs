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

    /// <summary>What is wrong with a link, to follow its name; null when it leads to a regular file below the root.</summary>
    public string? ProblemOfLink(FileSystemInfo link, out long lengthBytes)
    {
        lengthBytes = 0;
        string shown = $"is a link to '{link.LinkTarget}'";
        string? target = Resolve(link.FullName);
        if (target is null)
        {
            return $"{shown}, which leads in a circle. Put the file itself there.";
        }

        if (Directory.Exists(target))
        {
            return $"{shown}, a folder; links to folders are not followed. Put the folder itself there, or score it by its own path.";
        }

        FileInfo file = new(target);
        if (!file.Exists)
        {
            return $"{shown}, which does not exist. Put the file itself there.";
        }

        if (!target.StartsWith(_root, StringComparison.Ordinal))
        {
            return $"{shown}, outside the folder that is scored. Put the file itself there, or score the folder that it lies in.";
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
