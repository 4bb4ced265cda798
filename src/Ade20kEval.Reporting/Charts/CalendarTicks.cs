namespace Ade20kEval.Reporting.Charts;

/// <summary>Round dates: the first days of years, quarters or months, Mondays or days, whichever gives at most six.</summary>
internal static class CalendarTicks
{
    private const int Most = 6;

    /// <summary>Ticks between two dates, in days since 1970-01-01.</summary>
    public static IReadOnlyList<double> Between(double from, double to)
    {
        foreach (int days in new[] { 1, 2, 7, 14 })
        {
            if ((to - from) / days < Most)
            {
                // 1970-01-05 was a Monday.
                double first = days < 7 ? Math.Ceiling(from) : (Math.Ceiling((from - 4) / 7) * 7) + 4;
                return Range(first, to, days);
            }
        }

        foreach (int months in new[] { 1, 2, 3, 6, 12, 24, 60, 120 })
        {
            List<double> ticks = [];
            DateTime start = DateTime.UnixEpoch.AddDays(from);
            DateTime tick = new(start.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc);
            for (; Days(tick) <= to; tick = tick.AddMonths(months))
            {
                if (Days(tick) >= from)
                {
                    ticks.Add(Days(tick));
                }
            }

            if (ticks.Count <= Most)
            {
                return ticks;
            }
        }

        return [from, to];
    }

    private static double Days(DateTime date) => (date - DateTime.UnixEpoch).TotalDays;

    private static List<double> Range(double first, double to, int step)
    {
        List<double> ticks = [];
        for (double tick = first; tick <= to; tick += step)
        {
            ticks.Add(tick);
        }

        return ticks;
    }
}
