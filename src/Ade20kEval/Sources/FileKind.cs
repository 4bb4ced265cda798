namespace Ade20kEval.Sources;

/// <summary>The kind of files that is looked for: masks, score maps, pictures. By their names; by their first bytes where a name says nothing.</summary>
internal sealed class FileKind
{
    private readonly string[] _extensions = [];

    /// <summary>What one file is called in messages: <c>mask</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The extensions, with their dots; case does not count.</summary>
    public required IReadOnlyList<string> Extensions
    {
        get => _extensions;
        init => _extensions = [.. value];
    }

    /// <summary>What files that are named one by one may begin with instead of having one of the extensions.</summary>
    public IReadOnlyList<byte[]> Signatures { get; init; } = [];

    /// <summary>Extensions of files that are taken for the kind and are never read, each with the reason, a sentence.</summary>
    public IReadOnlyList<(string Extension, string Reason)> Refused { get; init; } = [];

    /// <summary>What a path may name, a sentence that ends messages about those which name something else.</summary>
    public required string Expected { get; init; }

    /// <summary>No file of the kind is shorter, in bytes. Default: 1.</summary>
    /// <remarks>Shorter files are refused before they are opened, because pipes and devices, which report no length, can block whoever opens them.</remarks>
    public int MinimumBytes { get; init; } = 1;

    /// <summary>Why a file of this name is not read, a sentence; <see langword="null"/> where there is nothing to say.</summary>
    public string? WhyRefused(string name) => Refused.FirstOrDefault(refused => name.EndsWith(refused.Extension, StringComparison.OrdinalIgnoreCase)).Reason;

    /// <summary>Whether a name is that of a file of the kind.</summary>
    public bool IsName(ReadOnlySpan<char> name) => ExtensionOf(name) is not null;

    /// <summary>The file name of a path without folders and without the kind's extension; other extensions stay.</summary>
    /// <param name="relativePath">A path with <c>/</c> between folders.</param>
    public string StemOf(string relativePath)
    {
        ArgumentNullException.ThrowIfNull(relativePath);
        string name = relativePath[(relativePath.LastIndexOf('/') + 1)..];
        return ExtensionOf(name) is string extension ? name[..^extension.Length] : name;
    }

    private string? ExtensionOf(ReadOnlySpan<char> name)
    {
        foreach (string extension in _extensions)
        {
            if (name.Length > extension.Length && name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            {
                return extension;
            }
        }

        return null;
    }
}
