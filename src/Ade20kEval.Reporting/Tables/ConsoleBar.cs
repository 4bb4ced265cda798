using System.Text;

namespace Ade20kEval.Reporting.Tables;

/// <summary>A bar made of characters: eighths of a block where the terminal has them, else number signs.</summary>
internal static class ConsoleBar
{
    private const string Eighths = "▏▎▍▌▋▊▉";

    /// <summary>The bar of a fraction, padded with spaces to the full width.</summary>
    /// <param name="fraction">The value; outside [0, 1] it is shown as the nearer end. Undefined is an empty bar.</param>
    /// <param name="width">Columns of a bar of 1.</param>
    /// <param name="ascii">Whether to use nothing but ASCII.</param>
    public static string Of(double? fraction, int width, bool ascii)
    {
        double filled = Math.Clamp(fraction ?? 0, 0, 1) * width;
        if (ascii)
        {
            return new string('#', (int)Math.Round(filled, MidpointRounding.AwayFromZero)).PadRight(width);
        }

        int eighths = (int)Math.Round(filled * 8, MidpointRounding.AwayFromZero);
        StringBuilder bar = new(width);
        bar.Append('█', eighths / 8);
        if (eighths % 8 > 0)
        {
            bar.Append(Eighths[(eighths % 8) - 1]);
        }

        return bar.ToString().PadRight(width);
    }
}
