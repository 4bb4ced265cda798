using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Text;

namespace Ade20kEval.Cli;

/// <summary>Which scorers' arithmetic a command applies.</summary>
internal static class ProtocolChoice
{
    /// <summary>The protocols that a word asks for, the primary one first.</summary>
    /// <param name="name">A protocol's name, <c>all</c>, or <see langword="null"/> for the dataset's own.</param>
    /// <param name="dataset">What is scored.</param>
    /// <exception cref="UsageException">No protocol has that name, or it cannot score this dataset.</exception>
    public static IReadOnlyList<Protocol> Parse(string? name, Dataset dataset)
    {
        Protocol own = ProtocolCatalog.Find(dataset.DefaultProtocol);
        if (name is null)
        {
            return [own];
        }

        if (name == "all")
        {
            return [own, .. ProtocolCatalog.ForDataset(dataset).Where(protocol => protocol.Name != own.Name)];
        }

        Protocol asked = Find(name);
        return asked.Fits(dataset)
            ? [asked]
            : throw new UsageException($"--protocol {name}: its original cannot score {dataset.Name}. Those that can: {string.Join(", ", ProtocolCatalog.ForDataset(dataset).Select(p => p.Name))}.");
    }

    /// <summary>The protocol of a name.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static Protocol Find(string name) => ProtocolCatalog.Names.Contains(name)
        ? ProtocolCatalog.Find(name)
        : throw new UsageException(NearestNames.NotFound("protocol", name, ProtocolCatalog.Names));
}
