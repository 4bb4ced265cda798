namespace Ade20kEval.Boards;

/// <summary>One kind of fault of a submission.</summary>
/// <param name="Kind">archive, format, names, missing, extra, unreadable, size or values.</param>
/// <param name="Summary">What is wrong, for the participant: a sentence that tells nothing of the labels.</param>
/// <param name="Count">How many cases there are.</param>
/// <param name="Cases">The first ten, in the order of their names.</param>
/// <param name="HostDetail">What the host may read besides; empty where that is all.</param>
internal sealed record SubmissionFinding(string Kind, string Summary, long Count, IReadOnlyList<string> Cases, string HostDetail = "");
