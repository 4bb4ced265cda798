using System.Text.Encodings.Web;
using System.Text.Json;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Cli;

/// <summary>What is left of a submission that failed while others were scored: a document where its run, or a shard of it, would be.</summary>
/// <param name="Predictions">What the submission is called.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record SubmissionError(string Predictions, string Message)
{
    /// <summary>The name of the file, of a whole run.</summary>
    public const string FileName = "error.json";

    private const string Schema = "ade20k-eval/error/1";
    private const int LongestName = 4096;
    private const int LongestMessage = 1 << 20;

    /// <summary>Reads one.</summary>
    /// <exception cref="InputException">It is none.</exception>
    public static SubmissionError Read(string file)
    {
        using JsonDocument json = JsonText.ParseStrict(file, InputFile.ReadAll(file, 4 * LongestMessage));
        JsonCursor root = new(file, json.RootElement);
        JsonCursor schema = root.Required("schema");
        return schema.AnyText(LongestName) == Schema
            ? new SubmissionError(root.Required("predictions").Text(LongestName), root.Required("message").AnyText(LongestMessage))
            : throw schema.Unexpected($"'{Schema}'");
    }

    /// <summary>The document.</summary>
    public byte[] ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("predictions", Predictions);
            json.WriteNumber("exitCode", ExitCode.BadInput);
            json.WriteString("message", Message);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
