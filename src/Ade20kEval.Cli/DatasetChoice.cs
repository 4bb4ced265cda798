using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Protocols;
using Ade20kEval.Text;

namespace Ade20kEval.Cli;

/// <summary>What raw values mean: a dataset of the catalogue, or one in a file.</summary>
internal static class DatasetChoice
{
    /// <summary>The dataset that a word stands for.</summary>
    /// <param name="given">A name of the catalogue, or the path of a JSON file.</param>
    /// <exception cref="UsageException">It is neither.</exception>
    /// <exception cref="InputException">The file cannot be read, describes no dataset, or names a protocol that does not exist.</exception>
    public static Dataset Parse(string given)
    {
        if (!DatasetCatalog.Names.Contains(given) && !DatasetCatalog.IsFile(given))
        {
            throw new UsageException($"{NearestNames.NotFound("dataset", given, DatasetCatalog.Names)} A file that describes one ends with .json.");
        }

        Dataset dataset = DatasetCatalog.Find(given);
        return ProtocolCatalog.Names.Contains(dataset.DefaultProtocol)
            ? dataset
            : throw new InputException($"{given}: $.protocol: {NearestNames.NotFound("protocol", dataset.DefaultProtocol, ProtocolCatalog.Names)}");
    }
}
