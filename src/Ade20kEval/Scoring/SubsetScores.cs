namespace Ade20kEval.Scoring;

/// <summary>A chosen few classes, scored together in the three ways of class competitions. Undefined figures are <see langword="null"/>.</summary>
/// <param name="Classes">The class indices, in the order asked for.</param>
/// <param name="OtherClasses">What became of the others.</param>
/// <param name="DiceMacro">Mean of the classes' Dice, over those that occur on either side; in [0, 1].</param>
/// <param name="DiceMicro">Dice of all their pixels together: <c>2 sum of TP / sum of (t + p)</c>; in [0, 1].</param>
/// <param name="DiceSum">Sum of the classes' Dice, absent ones adding 0; at most the number of classes.</param>
/// <param name="MeanIou">Mean of the classes' IoU, over those that occur on either side; in [0, 1].</param>
public sealed record SubsetScores(
    IReadOnlyList<int> Classes,
    OtherClasses OtherClasses,
    double? DiceMacro,
    double? DiceMicro,
    double? DiceSum,
    double? MeanIou);
