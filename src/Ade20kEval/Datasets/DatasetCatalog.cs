using Ade20kEval.Datasets.Presets;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Datasets;

/// <summary>The datasets that come with the tool, by name.</summary>
public static class DatasetCatalog
{
    private static readonly (string Name, Func<Dataset> Read)[] s_presets =
    [
        ("ade20k-150", () => Ade20k150.Dataset),
        ("ade20k-150-trainids", () => TrainIdVariant.Of(Ade20k150.Dataset, "mmseg")),
        ("ade20k-32", () => Ade20k32.Dataset),
        ("voc2012-21", () => Voc21.Dataset),
        ("coco-21", () => Coco21.Dataset),
        ("cityscapes-19", () => Cityscapes19.Dataset),
        ("cityscapes-19-trainids", () => Cityscapes19.TrainIds),
        ("pascal-context-59", () => PascalContext.With59),
        ("pascal-context-60", () => PascalContext.With60),
        ("coco-stuff-171", () => CocoStuff171.Dataset),
        ("coco-stuff-171-trainids", () => TrainIdVariant.Of(CocoStuff171.Dataset)),
    ];

    /// <summary>The names, in the order in which they are listed.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_presets.Select(preset => preset.Name)];

    /// <summary>Every dataset, in the order in which they are listed.</summary>
    public static IReadOnlyList<Dataset> All => [.. s_presets.Select(preset => preset.Read())];

    /// <summary>Whether a word means a file that describes a dataset instead of a name: it ends with <c>.json</c>.</summary>
    public static bool IsFile(string nameOrFile)
    {
        ArgumentNullException.ThrowIfNull(nameOrFile);
        return nameOrFile.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The dataset of that name, or the one that a JSON file describes.</summary>
    /// <param name="nameOrFile">A name of the catalogue, or the path of a file (<see cref="IsFile"/>).</param>
    /// <exception cref="InputException">There is no such dataset, and the message gives the nearest names; or the file is wrong, and it gives the place.</exception>
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

        return IsFile(nameOrFile)
            ? DatasetFile.Read(nameOrFile)
            : throw new InputException(NearestNames.NotFound("dataset", nameOrFile, Names));
    }
}
