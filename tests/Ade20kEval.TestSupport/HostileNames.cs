namespace Ade20kEval.TestSupport;

/// <summary>Names that try to be something else: markup, formulas, terminal commands, other text.</summary>
public static class HostileNames
{
    public static IReadOnlyList<string> All { get; } =
    [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='alert(1)", "javascript:alert(1)", "]]>", "<!--", "</title></style></script>", "&lt;b&gt;", "{{7*7}}",
        "abc\u202Efed", "\u2066x\u2069", new string('x', 10_000), "two\nlines", "cr\r\nlf", "tab\there", "\u2028line", "nul\0byte", "\u001b[31mred\u001b[0m", "\u009b31m", "\a\b\f\u007f", "\ud800lone",
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "a|b", "`code`", "_em_", "100 %", "a & b", "back\\slash", "$x$", "#1", "{brace}", "~tilde^", "[link](http://x)", "https://example.org", "*", "--", "", " ",
        "日本語の名前", "e\u0301",
    ];
}
