using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ade20kEval.Diagnosis;
using Ade20kEval.Runs.Json;
using Ade20kEval.Scoring;

namespace Ade20kEval.Cli;

/// <summary>The doctor's report for programs; schema <c>ade20k-eval/doctor/1</c>.</summary>
internal static class DoctorJson
{
    /// <summary>The report as JSON, with a line break at its end.</summary>
    /// <param name="report">The report.</param>
    /// <param name="command">What mends it, to paste; <see langword="null"/> where nothing does.</param>
    public static string Write(DoctorReport report, string? command)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("schema", "ade20k-eval/doctor/1");
            json.WriteNumber("pairs", report.GroundTruthCount);
            json.WriteNumber("examined", report.ExaminedCount);
            json.WriteBoolean("foundCause", report.FoundCause);
            WriteScore(json, "scoreAsIs", report.ScoreAsIs);
            WriteScore(json, "scoreWhenMended", report.ScoreWhenMended);
            json.WriteString("command", command);
            json.WriteStartArray("findings");
            foreach (Finding finding in report.Findings)
            {
                WriteFinding(json, finding, command);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void WriteFinding(Utf8JsonWriter json, Finding finding, string? command)
    {
        string cause = finding.Cause.ToString();
        json.WriteStartObject();
        json.WriteString("cause", char.ToLowerInvariant(cause[0]) + cause[1..]);
        json.WriteBoolean("isFault", finding.IsFault);
        json.WriteString("summary", finding.Summary);
        json.WriteString("evidence", finding.Evidence);
        json.WriteString("remedy", AdviceWords.AddTo(finding.Remedy));
        json.WriteString("command", finding.IsMended ? command : null);
        WriteScore(json, "score", finding.ScoreWhenMended);
        if (finding.Files.Count > 0)
        {
            json.WriteStartArray("files");
            foreach (string file in finding.Files)
            {
                json.WriteStringValue(file);
            }

            json.WriteEndArray();
        }

        if (finding.Remap.Count > 0)
        {
            json.WriteStartObject("remap");
            foreach ((int from, int to) in finding.Remap.OrderBy(pair => pair.Key))
            {
                json.WriteNumber(Invariant($"{from}"), to);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteScore(Utf8JsonWriter json, string name, Scores? scores)
    {
        if (scores is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("protocol", scores.Protocol);
        NumberJson.Write(json, "meanIou", scores.MeanIou);
        NumberJson.Write(json, "pixelAccuracy", scores.PixelAccuracy);
        json.WriteEndObject();
    }
}
