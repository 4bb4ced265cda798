namespace Ade20kEval.Errors;

/// <summary>Regions of neighbouring pixels (eight neighbours), of sets that are given as runs; each region carries marks.</summary>
/// <remarks>Union-find with path halving over the runs; the smaller number is the root. Owns its buffers; belongs to one worker.</remarks>
internal sealed class RunRegions
{
    private int[] _parents = [];
    private byte[] _marks = [];

    /// <summary>Finds the regions of a set; none is marked.</summary>
    /// <param name="runs">The set, in order of rows, then columns; no two overlap.</param>
    public void Connect(ReadOnlySpan<RowRun> runs)
    {
        if (_parents.Length < runs.Length)
        {
            _parents = new int[Math.Max(runs.Length, 2 * _parents.Length)];
            _marks = new byte[_parents.Length];
        }

        for (int i = 0; i < runs.Length; i++)
        {
            _parents[i] = i;
        }

        Array.Clear(_marks, 0, runs.Length);
        int aboveFrom = 0;
        int aboveTo = 0;
        for (int from = 0, to; from < runs.Length; from = to)
        {
            to = from + 1;
            while (to < runs.Length && runs[to].Y == runs[from].Y)
            {
                to++;
            }

            int above = aboveTo > aboveFrom && runs[aboveFrom].Y == runs[from].Y - 1 ? aboveFrom : aboveTo;
            for (int run = from; run < to; run++)
            {
                if (run > from && runs[run - 1].End == runs[run].Start)
                {
                    Join(run - 1, run);
                }

                while (above < aboveTo && runs[above].End < runs[run].Start)
                {
                    above++;
                }

                // The last one may reach the next run of this row, too.
                for (int other = above; other < aboveTo && runs[other].Start <= runs[run].End; other++)
                {
                    Join(other, run);
                }
            }

            (aboveFrom, aboveTo) = (from, to);
        }
    }

    /// <summary>Marks the region of a run.</summary>
    public void Mark(int run, byte mark) => _marks[Find(run)] |= mark;

    /// <summary>The marks of the region of a run.</summary>
    public byte MarksOf(int run) => _marks[Find(run)];

    /// <summary>The first run of a run's region, which stands for the region.</summary>
    public int RegionOf(int run) => Find(run);

    private void Join(int one, int other)
    {
        one = Find(one);
        other = Find(other);
        _parents[Math.Max(one, other)] = Math.Min(one, other);
    }

    private int Find(int run)
    {
        while (_parents[run] != run)
        {
            _parents[run] = _parents[_parents[run]];
            run = _parents[run];
        }

        return run;
    }
}
