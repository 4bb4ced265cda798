namespace Ade20kEval.Runs;

/// <summary>The tool that wrote a run.</summary>
/// <param name="Version">Version of Ade20kEval.</param>
/// <param name="Kernel">The counting kernel; it changes the speed, never a number.</param>
public sealed record ToolInfo(string Version, string Kernel);

/// <summary>One side of a run: its files.</summary>
/// <param name="Name">What to call it; the folder's name unless the user said otherwise.</param>
/// <param name="ImageCount">How many files were scored.</param>
/// <param name="Digest">SHA-256 over names and file bytes in name order, in hexadecimal: two runs with equal digests saw the same files.</param>
public sealed record InputInfo(string Name, int ImageCount, string Digest);

/// <summary>One slice of the sorted list of pairs.</summary>
/// <param name="Index">1 .. <paramref name="Count"/>.</param>
/// <param name="Count">How many slices there are.</param>
public sealed record ShardInfo(int Index, int Count);

/// <summary>How all pixels of a run divide.</summary>
/// <param name="Total">Every pixel seen.</param>
/// <param name="Labelled">Pixels whose ground truth is a class.</param>
/// <param name="Ignored">Pixels whose ground truth the dataset leaves out.</param>
/// <param name="UnexpectedGroundTruth">Pixels whose ground truth the dataset does not know.</param>
/// <param name="UnexpectedPrediction">Labelled pixels whose prediction the dataset does not know.</param>
public sealed record PixelTotals(long Total, long Labelled, long Ignored, long UnexpectedGroundTruth, long UnexpectedPrediction);

/// <summary>How long a run took. Differs from run to run.</summary>
/// <param name="Seconds">Wall time of reading, counting and scoring.</param>
/// <param name="Workers">Masks scored at once.</param>
public sealed record TimingInfo(double Seconds, int Workers);
