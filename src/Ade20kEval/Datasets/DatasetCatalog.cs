using Ade20kEval.Formats;

namespace Ade20kEval.Datasets;

/// <summary>The datasets that come with the tool, by name.</summary>
public static class DatasetCatalog
{
    private static readonly (string Name, Func<Dataset> Read)[] s_presets =
    [
        ("ade20k-150", () => Ade20k150.Dataset),
    ];

    /// <summary>The names, in the order in which they are listed.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_presets.Select(preset => preset.Name)];

    /// <summary>Every dataset, in the order in which they are listed.</summary>
    public static IReadOnlyList<Dataset> All => [.. s_presets.Select(preset => preset.Read())];

    /// <summary>The dataset of that name.</summary>
    /// <param name="nameOrFile">A name of the catalogue.</param>
    /// <exception cref="InputException">There is none; the message gives the nearest names.</exception>
    public static Dataset Find(string nameOrFile)
    {
        ArgumentNullException.ThrowIfNull(nameOrFile);
        foreach ((string name, Func<Dataset> read) in s_presets)
        {
            if (name == nameOrFile)
            {
                return read();
            }
        }

        throw new InputException(NearestNames.NotFound("dataset", nameOrFile, Names));
    }
}
