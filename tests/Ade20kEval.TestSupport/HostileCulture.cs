using System.Globalization;

namespace Ade20kEval.TestSupport;

/// <summary>Cultures whose numbers look nothing like ours, made by hand because globalization is invariant here.</summary>
public sealed class HostileCulture : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    private HostileCulture(CultureInfo culture) => CultureInfo.CurrentCulture = culture;

    public static IReadOnlyList<string> Names { get; } = ["invariant", "comma", "reversed"];

    /// <summary>Makes a culture current until disposed.</summary>
    public static HostileCulture Use(string name)
    {
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        if (name == "comma")
        {
            // As in de-DE: decimal comma, dots between thousands.
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NumberGroupSeparator = ".";
            culture.DateTimeFormat.DateSeparator = ".";
        }
        else if (name == "reversed")
        {
            // Worse than any real one: an apostrophe between pairs of digits, another minus sign, a decimal sign of two characters.
            culture.NumberFormat.NumberDecimalSeparator = "::";
            culture.NumberFormat.NumberGroupSeparator = "'";
            culture.NumberFormat.NumberGroupSizes = [2];
            culture.NumberFormat.NegativeSign = "~";
            culture.NumberFormat.PositiveSign = "plus";
        }

        return new HostileCulture(culture);
    }

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
