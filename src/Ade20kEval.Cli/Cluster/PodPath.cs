namespace Ade20kEval.Cli.Cluster;

/// <summary>Paths as containers see them: with slashes, whatever machine prints the manifest.</summary>
internal static class PodPath
{
    /// <summary>Whether a path is a folder, or lies below it; one that begins nowhere does not.</summary>
    public static bool IsWithin(string path, string folder) => path.StartsWith('/') && Parts(path).Take(Parts(folder).Length).SequenceEqual(Parts(folder));

    private static string[] Parts(string path)
    {
        List<string> parts = [];
        foreach (string part in path.Split('/').Where(part => part is not ("" or ".")))
        {
            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        return [.. parts];
    }
}
