namespace Ade20kEval.Reporting.Tables;

/// <summary>One column of a table: what it holds, what it is called, and what may give way where there is little room.</summary>
/// <param name="Key">The name for machines: CSV header, as in the run document (<c>meanIou</c>).</param>
/// <param name="Header">The name for people, without the unit.</param>
/// <param name="Kind">What the cells hold.</param>
public sealed record TableColumn(string Key, string Header, CellKind Kind)
{
    /// <summary>What the column means, one sentence; empty where the header says it all.</summary>
    public string Explanation { get; init; } = "";

    /// <summary>What a reader has to know of the cells, for under the table, where the column is shown; empty where there is nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>Whether writers may draw a bar from 0 to 1 beside the value.</summary>
    public bool HasBar { get; init; }

    /// <summary>Whether papers show its highest value in bold and the next one underlined.</summary>
    public bool MarksBest { get; init; }

    /// <summary>Decimals of percents and points where people read them; machines always get the whole number.</summary>
    public int Digits { get; init; } = 2;

    /// <summary>Whether the header stands without its unit, which is then said elsewhere.</summary>
    public bool HidesUnit { get; init; }

    /// <summary>Whether words that do not fit a terminal go on in the next line instead of being cut: for sentences.</summary>
    public bool Wraps { get; init; }

    /// <summary>Whether the words stay on one line on a page: dates, ranges.</summary>
    internal bool IsUnbroken { get; init; }

    /// <summary>Which columns go first when a terminal is too narrow: the highest rank; 0 always stays, 5 and above go before words are cut.</summary>
    public int Rank { get; init; }

    /// <summary>Whether the values stand at the right edge of the column, as numbers do.</summary>
    public bool IsRightAligned => Kind != CellKind.Text;

    /// <summary>The header with the unit that the numbers are shown in.</summary>
    public string HeaderWithUnit => Kind switch
    {
        _ when HidesUnit => Header,
        CellKind.Percent => Header + " %",
        CellKind.Points => Header + " pp",
        _ => Header,
    };
}
