namespace Ade20kEval.Sources;

/// <summary>What a file that the user named can be.</summary>
internal enum SourceKind
{
    Zip,
    Tar,
    TarGzip,
    File,
}
