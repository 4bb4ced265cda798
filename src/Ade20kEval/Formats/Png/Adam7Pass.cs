namespace Ade20kEval.Formats.Png;

/// <summary>One of the seven coarse-to-fine passes of an interlaced PNG (specification, section 8.2).</summary>
/// <param name="XStart">Column of the pass's first pixel.</param>
/// <param name="YStart">Row of the pass's first pixel.</param>
/// <param name="XStep">Columns from one pixel of the pass to the next.</param>
/// <param name="YStep">Rows from one row of the pass to the next.</param>
internal readonly record struct Adam7Pass(int XStart, int YStart, int XStep, int YStep)
{
    private static readonly Adam7Pass[] s_all =
    [
        new(0, 0, 8, 8),
        new(4, 0, 8, 8),
        new(0, 4, 4, 8),
        new(2, 0, 4, 4),
        new(0, 2, 2, 4),
        new(1, 0, 2, 2),
        new(0, 1, 1, 2),
    ];

    private static readonly Adam7Pass[] s_wholeImage = [new(0, 0, 1, 1)];

    /// <summary>The seven passes in file order.</summary>
    public static ReadOnlySpan<Adam7Pass> All => s_all;

    /// <summary>The passes of an image: seven, or the one that covers everything.</summary>
    public static ReadOnlySpan<Adam7Pass> Of(bool interlaced) => interlaced ? s_all : s_wholeImage;

    /// <summary>Pixels in a row of this pass; 0 when the image is too narrow to have any.</summary>
    public int Width(int imageWidth) => (imageWidth - XStart + XStep - 1) / XStep;

    /// <summary>Rows of this pass; 0 when the image is too low to have any.</summary>
    public int Height(int imageHeight) => (imageHeight - YStart + YStep - 1) / YStep;
}
