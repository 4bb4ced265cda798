namespace Ade20kEval.Cli;

/// <summary>What the process answers; part of the outside contract.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int GateFailed = 1;
    public const int CauseFound = 1;
    public const int BadUsage = 2;
    public const int BadInput = 3;
    public const int CannotWrite = 4;
    public const int BaselineMissing = 5;
    public const int NotComparable = 6;
    public const int OurBug = 70;
    public const int Interrupted = 130;
    public const int Terminated = 143;
}
