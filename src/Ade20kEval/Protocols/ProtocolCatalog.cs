using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Protocols;

/// <summary>The protocols by name.</summary>
public static class ProtocolCatalog
{
    private static readonly Protocol[] s_all =
    [
        new SceneParseProtocol(),
        new SceneParsePythonProtocol(),
        new CsailProtocol(),
        new PspNetProtocol(),
        new SemsegProtocol(),
        new MmsegProtocol(),
        new MmsegLegacyProtocol(),
        new HuggingFaceProtocol(),
        new Detectron2Protocol(),
        new TorchvisionProtocol(),
        new NvidiaProtocol(),
        new EdgeAiProtocol(),
        new MlPerfProtocol(),
        new VocProtocol(),
        CityscapesProtocol.Python,
        CityscapesProtocol.Compiled,
        new TorchMetricsProtocol(),
        new JaccardIndexProtocol(),
    ];

    /// <summary>Every protocol, in the order in which they are listed.</summary>
    public static IReadOnlyList<Protocol> All => s_all;

    /// <summary>The names, in the order in which they are listed.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_all.Select(protocol => protocol.Name)];

    /// <summary>The protocol of that name.</summary>
    /// <param name="name">A name as <see cref="Names"/> spells it.</param>
    /// <exception cref="InputException">There is none; the message gives the nearest names.</exception>
    public static Protocol Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return s_all.FirstOrDefault(protocol => protocol.Name == name)
            ?? throw new InputException(NearestNames.NotFound("protocol", name, Names));
    }

    /// <summary>The protocols whose originals can score a dataset: the dataset's own first, then in the order of the list.</summary>
    public static IReadOnlyList<Protocol> ForDataset(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return [.. s_all.Where(protocol => protocol.Fits(dataset)).OrderBy(protocol => protocol.Name == dataset.DefaultProtocol ? 0 : 1)];
    }
}
