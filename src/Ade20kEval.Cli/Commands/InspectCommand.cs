using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ade20kEval.Cli.Options;
using Ade20kEval.Cli.Terminal;
using Ade20kEval.Files;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>inspect FILE...</c>: what is in a mask, before any dataset has a say.</summary>
internal static class InspectCommand
{
    private const int ValuesShown = 12;

    private const string Examples = """
          ade20k-eval inspect mask.png
              size, depth, colour type, raw values and their pixel counts
          ade20k-eval inspect predictions/*.png --json
              the same for a program; a file that is not a valid PNG says where it breaks
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string[]> files = new("FILE") { Description = "PNG files.", Arity = ArgumentArity.OneOrMore };
        Option<bool> json = new("--json") { Description = "A JSON list instead of text." };
        return new CommandDefinition([files], [json], Examples, parsed => Run(context, parsed.GetRequiredValue(files), parsed.GetValue(json)));
    }

    private static int Run(CommandContext context, string[] files, bool json)
    {
        PngDecoder decoder = new();
        int code = ExitCode.Done;
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = false, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartArray();
            foreach (string file in files)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                try
                {
                    MaskInspection inspection = Inspect(file, decoder);
                    WriteJson(writer, file, inspection);
                    if (!json)
                    {
                        context.Output.Write(Text(file, inspection));
                    }
                }
                catch (InputException problem)
                {
                    code = ExitCode.BadInput;
                    WriteError(writer, file, problem);
                    if (!json)
                    {
                        context.Say(problem.Message);
                    }
                }
            }

            writer.WriteEndArray();
        }

        if (json)
        {
            context.Output.Write(Encoding.UTF8.GetString(stream.ToArray()));
            context.Output.Write('\n');
        }

        return code;
    }

    private static MaskInspection Inspect(string path, PngDecoder decoder)
    {
        using MaskSource source = MaskSource.Open(path, MaskInputOptions.Default);
        if (!source.IsSingleMask)
        {
            throw new InputException($"{path}: is a folder, an archive or a table; expected mask files. Name them one by one, `{path}/*.png` for those of a folder.");
        }

        using MaskReader reader = source.CreateReader();
        ReadOnlyMemory<byte> bytes = reader.ReadBytes(source.Entries[0]);
        bool isPng = path.EndsWith(".png", StringComparison.OrdinalIgnoreCase) || bytes.Span.StartsWith(PngSignature);
        if (isPng)
        {
            return MaskInspection.Of(bytes.ToArray(), path, decoder);
        }

        LabelMap map = new();
        reader.Read(source.Entries[0], map);
        return MaskInspection.Of(map);
    }

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G'];

    private static string ColorTypeName(PngColorType type) => type switch
    {
        PngColorType.Gray => "gray",
        PngColorType.GrayAlpha => "gray-alpha",
        PngColorType.Rgb => "rgb",
        PngColorType.Rgba => "rgba",
        _ => "palette",
    };

    private static string Text(string file, MaskInspection inspection)
    {
        PngHeader header = inspection.Header;
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{TerminalText.Clean(file)}: {header.Width} x {header.Height}, {header.BitDepth}-bit {ColorTypeName(header.ColorType)}{(header.Interlaced ? ", interlaced" : "")}, {inspection.Values.Count:N0} values\n");
        double pixels = (double)header.Width * header.Height;
        foreach ((int value, long count) in inspection.Values.OrderByDescending(v => v.Value).ThenBy(v => v.Key).Take(ValuesShown))
        {
            string shown = header.Channels >= 3 ? $"#{value:x6}" : value.ToString(CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"  {shown,8} {count,12:N0} pixels {100 * count / pixels,6:0.00} %\n");
        }

        if (inspection.Values.Count > ValuesShown)
        {
            text.Append(CultureInfo.InvariantCulture, $"  and {inspection.Values.Count - ValuesShown:N0} more values; --json lists all\n");
        }

        return text.ToString();
    }

    private static void WriteJson(Utf8JsonWriter writer, string file, MaskInspection inspection)
    {
        writer.WriteStartObject();
        writer.WriteString("file", file);
        writer.WriteNumber("width", inspection.Header.Width);
        writer.WriteNumber("height", inspection.Header.Height);
        writer.WriteNumber("bitDepth", inspection.Header.BitDepth);
        writer.WriteString("colorType", ColorTypeName(inspection.Header.ColorType));
        writer.WriteBoolean("interlaced", inspection.Header.Interlaced);
        writer.WriteStartArray("values");
        foreach ((int value, long count) in inspection.Values)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(value);
            writer.WriteNumberValue(count);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteString("samplesSha256", inspection.SamplesSha256);
        writer.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter writer, string file, InputException problem)
    {
        PngException? png = problem as PngException;
        writer.WriteStartObject();
        writer.WriteString("file", file);
        writer.WriteStartObject("error");
        writer.WriteString("chunk", png?.Chunk);
        if (png is not null)
        {
            writer.WriteNumber("offset", png.Offset);
        }
        else
        {
            writer.WriteNull("offset");
        }

        writer.WriteString("message", problem.Message);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
