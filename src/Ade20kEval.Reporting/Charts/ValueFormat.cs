using System.Globalization;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Charts;

/// <summary>What the numbers of an axis are, which decides ticks and labels.</summary>
/// <param name="Kind">Fractions are shown as percent, differences as percentage points.</param>
/// <param name="Name">What is measured, for the axis.</param>
internal sealed record ValueFormat(CellKind Kind, string Name)
{
    /// <summary>The axis title: name and unit.</summary>
    internal string AxisTitle => Kind switch
    {
        CellKind.Percent => Name + ", %",
        CellKind.Points => Name + ", percentage points",
        _ => Name,
    };

    /// <summary>A tick in the unit of the axis.</summary>
    internal string Tick(double value) => Scale.Label(Math.Abs(value) < LeastRounded ? value * Factor : Math.Round(value * Factor, 9));

    /// <summary>A value for a direct label.</summary>
    internal string Label(double value) => Kind switch
    {
        CellKind.Percent => (value * 100).ToString("0.0", CultureInfo.InvariantCulture),
        CellKind.Points => CellText.Points(value),
        CellKind.Count => CellText.Count((long)value),
        _ => value.ToString("0.###", CultureInfo.InvariantCulture),
    };

    // Ticks of a logarithmic axis may be smaller than what nine decimals tell apart.
    private const double LeastRounded = 1e-6;

    private double Factor => Kind is CellKind.Percent or CellKind.Points ? 100 : 1;
}
