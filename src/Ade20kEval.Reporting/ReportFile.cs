using Ade20kEval.Reporting.Analysis;

namespace Ade20kEval.Reporting;

/// <summary>One file of a report: its name is known before the run is, its bytes follow from the run.</summary>
/// <param name="RelativePath">Path below the report's folder, with <c>/</c>.</param>
/// <param name="Render">The bytes of the file.</param>
public sealed record ReportFile(string RelativePath, Func<RunView, byte[]> Render);
