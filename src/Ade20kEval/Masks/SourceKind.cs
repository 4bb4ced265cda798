namespace Ade20kEval.Masks;

/// <summary>What a path that the user typed can be.</summary>
internal enum SourceKind
{
    Zip,
    Tar,
    TarGzip,
    Mask,
    RleJson,
    RunLengthCsv,
}
