using Ade20kEval.Instances;

namespace Ade20kEval.Evaluation;

/// <summary>Draws the precision-recall curves of categories.</summary>
/// <param name="curves">All curves.</param>
internal sealed class CurveWorker(InstanceCurves curves)
{
    private readonly InstanceArrays _scratch = curves.Scratch();

    /// <summary>Draws one category.</summary>
    /// <returns>Pixels for the progress line: none.</returns>
    public int Process(int category)
    {
        curves.Draw(category, _scratch);
        return 0;
    }
}
