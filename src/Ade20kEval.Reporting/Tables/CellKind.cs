namespace Ade20kEval.Reporting.Tables;

/// <summary>What a column of a table holds, which decides how a value is written for people and for machines.</summary>
public enum CellKind
{
    /// <summary>Words: names, sentences.</summary>
    Text,

    /// <summary>A whole number. People read <c>1,234,567</c>, machines <c>1234567</c>.</summary>
    Count,

    /// <summary>A fraction in [0, 1]. People read percent with two decimals, machines the fraction.</summary>
    Percent,

    /// <summary>A difference of two fractions. People read signed percentage points, machines the difference.</summary>
    Points,

    /// <summary>Any other number. People read four decimals, machines all of them.</summary>
    Number,
}
