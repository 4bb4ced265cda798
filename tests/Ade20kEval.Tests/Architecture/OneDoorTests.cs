using System.Text.RegularExpressions;

namespace Ade20kEval.Tests.Architecture;

/// <summary>Files of others are opened in one place, <c>Files/InputFile.cs</c>: it refuses what is no regular file before it opens it, and what changes while it is read.</summary>
public sealed partial class OneDoorTests
{
    // What opens a file otherwise, and why it may.
    private static readonly string[] s_known =
    [
        "src/Ade20kEval/Files/InputFile.cs: File.OpenHandle(",          // the door
        "src/Ade20kEval/Files/AtomicFile.cs: new FileStream(",          // writes what it has just made
        "src/Ade20kEval/Files/OpenFileLimit.cs: File.ReadLines(",      // the system's, of this process
        "src/Ade20kEval/Boards/BoardLock.cs: new FileStream(",          // holds an empty file, and reads nothing of it
        "src/Ade20kEval.Figures/FigureFont.cs: SKTypeface.FromFile(",   // fonts of the system
    ];

    [Test]
    public void No_other_source_opens_a_file()
    {
        string root = TestFolders.Repository;
        string[] sources = [.. Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file).Replace('\\', '/')).Where(file => !file.Contains("/obj/", StringComparison.Ordinal))];
        SortedSet<string> found = [.. sources.SelectMany(file => Opening().Matches(File.ReadAllText(Path.Combine(root, file))).Select(match => $"{file}: {match.Value}"))];

        Assert.That(sources, Has.Length.GreaterThan(300));
        Assert.That(found, Is.EquivalentTo(s_known));
    }

    [GeneratedRegex(@"\bFile\.(Open|Read)\w*\(|\bFileStream \w+ = new\(|\bnew (FileStream|FileInfo\([^)]*\)\.Open\w*|StreamReader|MemoryMappedFile)\(|\b(ZipFile|TarFile|MemoryMappedFile|SKTypeface|SKBitmap|SKImage|SKData)\.\w*(Open|FromFile|ExtractTo|Decode|Create\(path)\w*\(")]
    private static partial Regex Opening();
}
