using Ade20kEval.Runs;

namespace Ade20kEval.Reporting.Tables;

/// <summary>A row of a paper's table.</summary>
/// <param name="Name">What the method is called.</param>
/// <param name="Run">Its run; that of all scales together where there are several.</param>
/// <param name="SingleScale">The run of one scale; <see langword="null"/> where there is none.</param>
internal sealed record PaperMethod(string Name, RunDocument Run, RunDocument? SingleScale = null);
