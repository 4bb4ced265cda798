namespace Ade20kEval.Statistics;

/// <summary>What one unit (an image, or a scene of several) adds to the sums of a protocol: a row for every class that it touches.</summary>
/// <remarks>Numbers of pixels are whole and below 2^53, so that adding and taking away are exact. Mutable and reused: one for all units that are looked at in turn.</remarks>
internal sealed class UnitSums
{
    private readonly int[] _classes;
    private readonly double[] _groundTruth;
    private readonly double[] _predicted;
    private readonly double[] _hits;
    private readonly double[] _iouPart;
    private readonly double[] _iouWhole;

    /// <summary>Room for all classes.</summary>
    public UnitSums(int classCount)
    {
        _classes = new int[classCount];
        _groundTruth = new double[classCount];
        _predicted = new double[classCount];
        _hits = new double[classCount];
        _iouPart = new double[classCount];
        _iouWhole = new double[classCount];
    }

    /// <summary>How many classes are touched.</summary>
    public int Count { get; private set; }

    /// <summary>Images in the unit.</summary>
    public int Images { get; set; }

    /// <summary>Pixels that the protocol looks at.</summary>
    public double Scored { get; set; }

    /// <summary>Pixels in the denominator of pixel accuracy.</summary>
    public double Labelled { get; set; }

    /// <summary>Pixels in its numerator; with an epsilon an image, not whole.</summary>
    public double Correct { get; set; }

    /// <summary>The touched classes, ascending.</summary>
    public ReadOnlySpan<int> Classes => _classes.AsSpan(0, Count);

    /// <summary>t: ground-truth pixels of each touched class.</summary>
    public ReadOnlySpan<double> GroundTruth => _groundTruth.AsSpan(0, Count);

    /// <summary>p: predicted pixels.</summary>
    public ReadOnlySpan<double> Predicted => _predicted.AsSpan(0, Count);

    /// <summary>TP: pixels that are both.</summary>
    public ReadOnlySpan<double> Hits => _hits.AsSpan(0, Count);

    /// <summary>What is added to the numerator of IoU: TP, or the IoU of an image.</summary>
    public ReadOnlySpan<double> IouPart => _iouPart.AsSpan(0, Count);

    /// <summary>What is added to its denominator: the union, or 1 for an image.</summary>
    public ReadOnlySpan<double> IouWhole => _iouWhole.AsSpan(0, Count);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Count = Images = 0;
        Scored = Labelled = Correct = 0;
    }

    /// <summary>Appends a class; classes come in ascending order.</summary>
    public void Append(int index, double groundTruth, double predicted, double hits, double iouPart, double iouWhole)
    {
        _classes[Count] = index;
        _groundTruth[Count] = groundTruth;
        _predicted[Count] = predicted;
        _hits[Count] = hits;
        _iouPart[Count] = iouPart;
        _iouWhole[Count] = iouWhole;
        Count++;
    }
}
