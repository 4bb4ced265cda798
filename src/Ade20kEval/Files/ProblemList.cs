using System.Globalization;
using System.Text;

namespace Ade20kEval.Files;

/// <summary>Collects what is wrong with many inputs, to be told in one error: up to ten cases and the total.</summary>
/// <remarks>
/// The cases shown are the first by ordinal name, whatever the order in which they were added, so that many workers
/// report the same text as one. Thread-safe.
/// </remarks>
internal sealed class ProblemList
{
    /// <summary>How many cases are spelled out; the others are only counted.</summary>
    public const int ShownCases = 10;

    // What an input holds may be repeated in a case; nobody reads a megabyte of it.
    private const int LongestCase = 2000;

    private const int ShortestToldOnce = 100;
    private const int FewestToldOnce = 3;

    private readonly Lock _gate = new();

    // Made by the first problem: mostly there is none, and its code is compiled anew in every process.
    private SortedSet<(string Name, string Problem)>? _first;
    private long _count;

    /// <summary>How many problems were added.</summary>
    public long Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    /// <summary>Adds a problem.</summary>
    /// <param name="name">What it is sorted by: an image or file name.</param>
    /// <param name="problem">The complete case as it shall be read, the name included.</param>
    public void Add(string name, string problem)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(problem);
        if (problem.Length > LongestCase)
        {
            problem = string.Concat(problem.AsSpan(0, LongestCase / 2), " … ", problem.AsSpan(problem.Length - (LongestCase / 2)));
        }

        lock (_gate)
        {
            _count++;
            _first ??= new SortedSet<(string Name, string Problem)>(Comparer<(string Name, string Problem)>.Create(static (a, b) =>
            {
                int byName = string.CompareOrdinal(a.Name, b.Name);
                return byName != 0 ? byName : string.CompareOrdinal(a.Problem, b.Problem);
            }));
            _first.Add((name, problem));
            if (_first.Count > ShownCases)
            {
                _first.Remove(_first.Max);
            }
        }
    }

    /// <summary>The whole error: heading, up to ten cases a line each, how many more there are, and the advice.</summary>
    /// <param name="heading">What the cases have in common; <c>{0}</c> stands for the total; worded so that one is as right as many: <c>masks that cannot be read: {0}</c>.</param>
    /// <param name="advice">What to try; left out when null.</param>
    public string Format(string heading, string? advice = null)
    {
        ArgumentNullException.ThrowIfNull(heading);
        lock (_gate)
        {
            StringBuilder text = new(heading.Replace("{0}", _count.ToString("N0", CultureInfo.InvariantCulture), StringComparison.Ordinal));
            foreach ((string first, string[] others) in OnceEach(_first ?? []))
            {
                text.Append("\n  ").Append(first);
                if (others.Length > 0)
                {
                    text.Append("\n  the same: ").AppendJoin(", ", others);
                }
            }

            long hidden = _count - (_first?.Count ?? 0);
            if (hidden > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n  and {hidden:N0} more");
            }

            if (advice is not null)
            {
                text.Append('\n').Append(advice);
            }

            return text.ToString();
        }
    }

    /// <summary>Long cases that differ in nothing but their name are told once, with the names of the others.</summary>
    private static IEnumerable<(string First, string[] Others)> OnceEach(IEnumerable<(string Name, string Problem)> cases)
    {
        foreach (IGrouping<string, (string Name, string Problem)> alike in cases.GroupBy(AfterName))
        {
            (string Name, string Problem)[] all = [.. alike];
            if (alike.Key.Length >= ShortestToldOnce && all.Length >= FewestToldOnce)
            {
                yield return (all[0].Problem, [.. all.Skip(1).Select(one => one.Name)]);
                continue;
            }

            foreach ((_, string problem) in all)
            {
                yield return (problem, []);
            }
        }
    }

    // A short name may occur in the path before it.
    private static string AfterName((string Name, string Problem) one)
    {
        int at = one.Problem.IndexOf("/" + one.Name, StringComparison.Ordinal) is >= 0 and int slash ? slash + 1 : one.Problem.IndexOf(one.Name, StringComparison.Ordinal);
        return at >= 0 ? one.Problem[(at + one.Name.Length)..] : one.Problem;
    }

    /// <summary>Throws everything collected as one error; does nothing when nothing was collected.</summary>
    /// <param name="heading">What the cases have in common; <c>{0}</c> stands for the total; worded so that one is as right as many: <c>masks that cannot be read: {0}</c>.</param>
    /// <param name="advice">What to try; left out when null.</param>
    /// <exception cref="InputException">At least one problem was added.</exception>
    public void ThrowIfAny(string heading, string? advice = null)
    {
        if (Count > 0)
        {
            throw new InputException(Format(heading, advice));
        }
    }
}
