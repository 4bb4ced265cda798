namespace Ade20kEval.Evaluation;

/// <summary>What a worker owns that needs nothing of its own.</summary>
internal sealed class NoState : IDisposable
{
    /// <summary>Nothing to give back.</summary>
    public void Dispose()
    {
    }
}
