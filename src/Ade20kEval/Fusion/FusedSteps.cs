using Ade20kEval.Fusion.Rules;
using Ade20kEval.Masks;

namespace Ade20kEval.Fusion;

/// <summary>The label maps of every single step of a fusion and of every prefix of its steps; reused from image to image.</summary>
internal sealed class FusedSteps
{
    private readonly List<LabelMap> _alone = [];
    private readonly List<LabelMap> _prefixes = [];

    /// <summary>Steps of the last image; see <see cref="FusionStep"/>.</summary>
    public int Count { get; private set; }

    /// <summary>What step i alone says.</summary>
    public LabelMap Alone(int step) => _alone[step];

    /// <summary>What steps 0 .. i say together; the last is the fused result.</summary>
    public LabelMap Prefix(int step) => _prefixes[step];

    internal void Resize(int count)
    {
        Count = count;
        while (_alone.Count < count)
        {
            _alone.Add(new LabelMap());
            _prefixes.Add(new LabelMap());
        }
    }
}
