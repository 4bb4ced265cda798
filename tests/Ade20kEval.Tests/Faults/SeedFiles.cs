using Ade20kEval.Fuzzing;

namespace Ade20kEval.Tests.Faults;

/// <summary>The first inputs of the fuzzers, by target: small, legal, made by our own writers.</summary>
internal static class SeedFiles
{
    private static readonly Lazy<IReadOnlyDictionary<string, byte[][]>> s_all = new(Make);

    public static IReadOnlyList<byte[]> Of(string target) => s_all.Value[target];

    private static Dictionary<string, byte[][]> Make()
    {
        using TemporaryFolder folder = new();
        Seeds.Write(folder.Path);
        return Targets.All.Keys.ToDictionary(
            target => target,
            target => Directory.GetFiles(folder[target]).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToArray());
    }
}
