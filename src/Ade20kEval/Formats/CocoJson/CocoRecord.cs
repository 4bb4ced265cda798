namespace Ade20kEval.Formats.CocoJson;

/// <summary>One annotation or one result as the file has it: numbers read, its mask only found.</summary>
internal struct CocoRecord
{
    /// <summary>Which of its keys were there.</summary>
    public CocoKeys Keys;

    /// <summary>Whether it is a crowd, which excuses detections and is never missed.</summary>
    public bool IsCrowd;

    /// <summary>What the key <c>ignore</c> says.</summary>
    public bool IsIgnored;

    /// <summary>The number of an annotation.</summary>
    public long Id;

    /// <summary>The image.</summary>
    public long ImageId;

    /// <summary>The category.</summary>
    public long CategoryId;

    /// <summary>How sure the result is.</summary>
    public double Score;

    /// <summary>The area that the file claims.</summary>
    public double Area;

    /// <summary>Left edge, upper edge, width and height of its box in pixels.</summary>
    public (double Left, double Top, double Width, double Height) Box;

    /// <summary>Where its mask begins in the file.</summary>
    public int MaskStart;

    /// <summary>How many bytes the mask has.</summary>
    public int MaskLength;

    /// <summary>Where the record itself begins.</summary>
    public int Start;

    /// <summary>Whether all of some keys were there.</summary>
    public readonly bool Has(CocoKeys keys) => (Keys & keys) == keys;
}
