namespace Ade20kEval.Reporting.Tables;

/// <summary>The best and the second-best values of a table's columns, which papers print in bold and underlined.</summary>
/// <remarks>Values that are printed alike share their place: nobody can see a difference between 43.10 and 43.10.</remarks>
internal sealed class BestValues
{
    private readonly (string? Best, string? Second)[] _ofColumn;
    private readonly Table _table;

    /// <summary>Looks at every column that says so.</summary>
    public BestValues(Table table)
    {
        _table = table;
        _ofColumn = [.. table.Columns.Select((column, i) => column.MarksBest ? Of(table, i) : (null, null))];
    }

    /// <summary>Whether a cell has the best value of its column.</summary>
    public bool IsBest(int row, int column) => _ofColumn[column].Best is string best && Shown(_table, row, column) == best;

    /// <summary>Whether a cell has the second-best value of its column.</summary>
    public bool IsSecond(int row, int column) => _ofColumn[column].Second is string second && Shown(_table, row, column) == second;

    // Of one row alone nothing is best.
    private static (string? Best, string? Second) Of(Table table, int column)
    {
        string[] values = [.. Enumerable.Range(0, table.Rows.Count)
            .Where(row => table.Rows[row][column].Number is not null)
            .OrderByDescending(row => table.Rows[row][column].Number)
            .Select(row => Shown(table, row, column)).Distinct()];
        return values.Length < 2 ? (null, null) : (values[0], values.Length > 2 ? values[1] : null);
    }

    private static string Shown(Table table, int row, int column) => CellText.Of(table.Rows[row][column], table.Columns[column]);
}
