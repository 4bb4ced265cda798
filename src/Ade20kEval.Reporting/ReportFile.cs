using Ade20kEval.Reporting.Analysis;

namespace Ade20kEval.Reporting;

/// <summary>One file of a report: its name is known before the run is, its content follows from the run.</summary>
/// <param name="RelativePath">Path below the report's folder, with <c>/</c>.</param>
/// <param name="Render">Works the content out and gives what writes it; whatever can be wrong with the run or its masks is found before anything is written.</param>
internal sealed record ReportFile(string RelativePath, Func<RunView, Action<Stream>> Render);
