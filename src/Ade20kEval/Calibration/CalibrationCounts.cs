namespace Ade20kEval.Calibration;

/// <summary>All that figures of calibration follow from, over the labelled pixels of all images: whole numbers, so that neither workers nor their order show.</summary>
/// <remarks>Sums of probabilities are in units of 1 / <see cref="ConfidenceScale.One"/>. <see cref="Add"/> is thread-safe; reading is not while others add.</remarks>
internal sealed class CalibrationCounts
{
    private readonly Lock _gate = new();

    /// <summary>Nothing counted yet.</summary>
    /// <param name="classCount">How many classes there are.</param>
    public CalibrationCounts(int classCount)
    {
        ClassCount = classCount;
        Predicted = new ConfidenceSum[classCount * ConfidenceScale.Bins];
        Occurring = new ProbabilitySum[classCount * ConfidenceScale.Bins];
    }

    /// <summary>How near to a boundary of the ground truth a pixel lies inside the band: less than so many pixels from one whose neighbour has another value.</summary>
    public static int BandWidth => 5;

    /// <summary>How many classes there are.</summary>
    public int ClassCount { get; }

    /// <summary>Pixels by the probability of the class that they were given, cell by cell: first those away from boundaries, then those near them.</summary>
    public ConfidenceSum[] Cells { get; } = new ConfidenceSum[2 * ConfidenceScale.Cells];

    /// <summary>The same by the class that was given and by bin.</summary>
    public ConfidenceSum[] Predicted { get; }

    /// <summary>For every class, of all labelled pixels by the bin of this class's probability: how many are of the class, and the sum of its probabilities.</summary>
    public ProbabilitySum[] Occurring { get; }

    /// <summary>The sum of -ln of the true class's probability.</summary>
    public long NegativeLog { get; set; }

    /// <summary>The sum of squared differences between probabilities and what is true.</summary>
    public long Brier { get; set; }

    /// <summary>Labelled pixels.</summary>
    public long Pixels => Cells.Sum(static cell => cell.Pixels);

    /// <summary>The place of a class's bin.</summary>
    public static int Place(int classIndex, int bin) => (classIndex * ConfidenceScale.Bins) + bin;

    /// <summary>Adds what was counted of some images.</summary>
    public void Add(CalibrationCounts other)
    {
        lock (_gate)
        {
            for (int i = 0; i < Cells.Length; i++)
            {
                Cells[i] = Cells[i].Plus(other.Cells[i]);
            }

            for (int i = 0; i < Predicted.Length; i++)
            {
                Predicted[i] = Predicted[i].Plus(other.Predicted[i]);
                Occurring[i] = Occurring[i].Plus(other.Occurring[i]);
            }

            NegativeLog += other.NegativeLog;
            Brier += other.Brier;
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(Cells);
        Array.Clear(Predicted);
        Array.Clear(Occurring);
        NegativeLog = 0;
        Brier = 0;
    }
}
