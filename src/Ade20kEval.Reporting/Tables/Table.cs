namespace Ade20kEval.Reporting.Tables;

/// <summary>A table without a form: columns, rows, a title. Writers turn it into text, Markdown, LaTeX, CSV or HTML.</summary>
/// <remarks>Every row has one cell for each column; the constructor checks it, so that no writer needs to. Immutable.</remarks>
public sealed class Table
{
    /// <summary>Puts a table together.</summary>
    /// <param name="id">A short name for files and anchors: lower-case letters and hyphens.</param>
    /// <param name="title">What the table shows, with the protocol that its numbers come from.</param>
    /// <param name="columns">The columns, left to right.</param>
    /// <param name="rows">The rows, top to bottom.</param>
    /// <exception cref="ArgumentException">A row has another number of cells than there are columns.</exception>
    public Table(string id, string title, IReadOnlyList<TableColumn> columns, IReadOnlyList<Cell[]> rows)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows[i].Length != columns.Count)
            {
                throw new ArgumentException($"Table {id}: row {i} has {rows[i].Length} cells; expected {columns.Count}.", nameof(rows));
            }
        }

        Id = id;
        Title = title;
        Columns = columns;
        Rows = rows;
    }

    /// <summary>A short name for files and anchors.</summary>
    public string Id { get; }

    /// <summary>What the table shows, with the protocol that its numbers come from.</summary>
    public string Title { get; }

    /// <summary>One or two sentences for under the table: how its numbers are defined; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>The note, and what there is to know of some of the columns: of those that are shown.</summary>
    /// <param name="shown">The columns that are shown; others are not spoken of.</param>
    internal string NoteOn(IEnumerable<TableColumn> shown) => string.Join(' ', shown.Select(column => column.Note).Prepend(Note).Where(note => note.Length > 0));

    /// <summary>The note where all columns are shown.</summary>
    internal string WholeNote => NoteOn(Columns);

    /// <summary>Whose table it is, where a paper may hold the same one of several: tells labels apart.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The columns, left to right.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>The rows, top to bottom, one cell for each column.</summary>
    public IReadOnlyList<Cell[]> Rows { get; }

    /// <summary>The table without some of its columns, for where there is little room.</summary>
    /// <param name="keys">The keys of the columns to leave out; those that it does not have do not matter.</param>
    public Table Without(params IReadOnlyCollection<string> keys)
    {
        int[] kept = [.. Columns.Index().Where(c => !keys.Contains(c.Item.Key)).Select(c => c.Index)];
        return new Table(Id, Title, [.. kept.Select(i => Columns[i])], [.. Rows.Select(row => Array.ConvertAll(kept, i => row[i]))]) { Note = Note, Owner = Owner };
    }
}
