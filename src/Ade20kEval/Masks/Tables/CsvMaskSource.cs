using Ade20kEval.Files;

namespace Ade20kEval.Masks.Tables;

/// <summary>Tells the two forms of run-length CSV files apart.</summary>
internal static class CsvMaskSource
{
    /// <summary>Opens a file in the form that it has, or that the options say.</summary>
    /// <exception cref="InputException">It cannot be read, or is of neither form.</exception>
    public static MaskSource Open(string path, MaskSourceOptions options)
    {
        CsvTable table = new(path, options.MaxTableBytes);
        TableLimits limits = new(path, options.Archive.MaxEntries);
        return StartLengthColumns.Of(table, options.CsvClass) is StartLengthColumns columns
            ? new StartLengthCsvMaskSource(table, limits, columns)
            : new RunLengthCsvMaskSource(table, limits);
    }
}
