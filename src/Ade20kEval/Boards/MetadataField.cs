namespace Ade20kEval.Boards;

/// <summary>Something that an entry may say of its method.</summary>
/// <param name="Key">Its name in entries and tables of published results.</param>
/// <param name="Title">Its name for people, with the unit.</param>
/// <param name="Kind">What its values are.</param>
internal sealed record MetadataField(string Key, string Title, MetadataKind Kind)
{
    /// <summary>The fields that every board knows, in the order in which they are shown.</summary>
    public static IReadOnlyList<MetadataField> All { get; } =
    [
        new("backbone", "Backbone", MetadataKind.Text),
        new("resolution", "Crop or resolution", MetadataKind.Text),
        new("scales", "Scales at test time", MetadataKind.Text),
        new("parameters", "Parameters", MetadataKind.Number),
        new("flops", "FLOPs", MetadataKind.Number),
        new("gmacs", "GMACs", MetadataKind.Number),
        new("epochs", "Epochs", MetadataKind.Number),
        new("batchSize", "Batch size", MetadataKind.Number),
        new("classes", "Classes", MetadataKind.Number),
        new("memoryGigabytes", "Memory, GB", MetadataKind.Number),
        new("hours", "Training hours", MetadataKind.Number),
        new("extraData", "Extra training data", MetadataKind.Text),
        new("paper", "Paper", MetadataKind.Link),
        new("code", "Code", MetadataKind.Link),
        new("notes", "Notes", MetadataKind.Text),
    ];
}
