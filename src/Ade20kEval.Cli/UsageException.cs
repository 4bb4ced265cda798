namespace Ade20kEval.Cli;

/// <summary>The command line itself is wrong: exit code 2. The message says what was given, what is expected and the nearest names.</summary>
internal sealed class UsageException(string message) : Exception(message);
