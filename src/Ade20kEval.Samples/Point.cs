namespace Ade20kEval.Samples;

/// <summary>A place in a scene. One unit is the height of the picture; x goes right, y goes down, both from the upper-left corner.</summary>
internal readonly record struct Point(double X, double Y);
