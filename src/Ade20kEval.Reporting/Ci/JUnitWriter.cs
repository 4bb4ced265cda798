using System.Globalization;
using System.Xml;
using Ade20kEval.Comparison;
using Ade20kEval.Comparison.Gates;

namespace Ade20kEval.Reporting.Ci;

/// <summary>Writes gates as JUnit XML, which Jenkins, GitLab and GitHub's reporters show: a test case a gate.</summary>
/// <remarks>There is no one standard; this keeps to what all of them read. Characters that XML 1.0 has not become U+FFFD.</remarks>
internal static class JUnitWriter
{
    /// <summary>Writes the document.</summary>
    /// <param name="set">A comparison. A warning is a passed case with the message as its output.</param>
    /// <param name="stream">Where to; it stays open.</param>
    /// <param name="time">When it was judged; written in UTC to the second.</param>
    public static void Write(ComparisonSet set, Stream stream, DateTimeOffset time) => Write(set.Gates, stream, time);

    /// <summary>Writes what gates say, of whatever kind of runs.</summary>
    /// <inheritdoc cref="Write(ComparisonSet, Stream, DateTimeOffset)"/>
    public static void Write(IReadOnlyList<GateResult> gates, Stream stream, DateTimeOffset time)
    {
        using XmlWriter xml = XmlWriter.Create(stream, new XmlWriterSettings { Indent = true, CloseOutput = false, NewLineChars = "\n", Encoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false) });
        xml.WriteStartElement("testsuites");
        foreach (IGrouping<string, GateResult> suite in gates.GroupBy(gate => gate.Run, StringComparer.Ordinal))
        {
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", Clean($"ade20k-eval {suite.Key}"));
            Number(xml, "tests", suite.Count());
            Number(xml, "failures", suite.Count(gate => !gate.Passed));
            Number(xml, "errors", 0);
            Number(xml, "skipped", 0);
            xml.WriteAttributeString("time", "0.000");
            xml.WriteAttributeString("timestamp", time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
            foreach (GateResult gate in suite)
            {
                WriteCase(xml, gate);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, GateResult gate)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Clean($"ade20k-eval.{gate.Run}"));
        xml.WriteAttributeString("name", Clean(gate.Gate.Rule));
        xml.WriteAttributeString("time", "0.000");
        if (!gate.Passed)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", Clean(gate.Message));
            xml.WriteAttributeString("type", gate.Gate.Kind.ToString());
            xml.WriteString(Clean($"{gate.Gate.Rule}: {gate.Message}"));
            xml.WriteEndElement();
        }
        else
        {
            xml.WriteElementString("system-out", Clean(gate.Outcome == GateOutcome.Warned ? $"warning: {gate.Message}" : gate.Message));
        }

        xml.WriteEndElement();
    }

    private static void Number(XmlWriter xml, string name, int value) => xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));

    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.Value < 0x10000 && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString()));
}
