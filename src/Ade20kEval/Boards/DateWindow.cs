namespace Ade20kEval.Boards;

/// <summary>Which dates an entry may have: none in the future, and those of submissions while the board is open.</summary>
/// <param name="Today">Today in UTC; tomorrow has begun somewhere, and is taken.</param>
/// <param name="Opens">The first day; <see langword="null"/> for any.</param>
/// <param name="Closes">The last day; <see langword="null"/> for any.</param>
internal sealed record DateWindow(DateOnly Today, DateOnly? Opens = null, DateOnly? Closes = null)
{
    private const int FirstYear = 1960;

    /// <summary>What is wrong with a date; <see langword="null"/> for a good one.</summary>
    public string? Objection(DateOnly date) =>
        date.Year < FirstYear && date != DateOnly.MinValue ? Invariant($"date is {date:yyyy-MM-dd}, before there were methods to rank; expected {FirstYear} or later")
        : date > Today.AddDays(1) ? Invariant($"date is {date:yyyy-MM-dd}, which is in the future: today is {Today:yyyy-MM-dd} (UTC)")
        : Opens is DateOnly opens && date < opens ? Invariant($"date is {date:yyyy-MM-dd}, before the board opened on {opens:yyyy-MM-dd}")
        : Closes is DateOnly closes && date > closes ? Invariant($"date is {date:yyyy-MM-dd}, after the board closed on {closes:yyyy-MM-dd}")
        : null;
}
