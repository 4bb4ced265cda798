namespace Ade20kEval.Runs.Drawings;

/// <summary>What became of an object, a segment or a detection.</summary>
internal enum Verdict : byte
{
    /// <summary>It counts neither way: a crowd, something at a crowd, or mostly void.</summary>
    Excused,

    /// <summary>An object that was found, or what found it.</summary>
    Right,

    /// <summary>An object that was missed, or a prediction of something that is not there.</summary>
    Wrong,
}
