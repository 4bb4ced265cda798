namespace Ade20kEval.Cli;

/// <summary>An interrupt that came in the middle of work that one can measure: the message says how far it was, and what became of it.</summary>
internal sealed class InterruptedException(string message, OperationCanceledException stop) : OperationCanceledException(message, stop);
