namespace Ade20kEval.Native;

/// <summary>How a call ended: <c>ade20k_status</c> of the header, with the numbers of the executable's exit codes.</summary>
internal enum NativeStatus
{
    Ok = 0,
    BadUsage = 2,
    BadInput = 3,
    Environment = 4,
    NotComparable = 6,
    Bug = 70,
}
