namespace Ade20kEval.Runs;

/// <summary>One side of a run: its files.</summary>
/// <param name="Name">What to call it; the folder's name unless the user said otherwise.</param>
/// <param name="ImageCount">How many files were scored.</param>
/// <param name="Digest">SHA-256 over names and file bytes in name order, in hexadecimal: two runs with equal digests saw the same files.</param>
public sealed record InputInfo(string Name, int ImageCount, string Digest);
