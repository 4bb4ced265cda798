namespace Ade20kEval.Counting;

/// <summary>How often two colours stand at the same place of two pictures.</summary>
/// <param name="First">The colour in the first picture: red + 256 green + 65536 blue.</param>
/// <param name="Second">The colour in the second.</param>
/// <param name="Pixels">How many pixels.</param>
internal readonly record struct ColorPair(int First, int Second, int Pixels);
