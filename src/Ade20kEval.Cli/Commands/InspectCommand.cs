using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ade20kEval.Cli.Completion;
using Ade20kEval.Cli.Inspection;
using Ade20kEval.Cli.Options;
using Ade20kEval.Cli.Terminal;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>inspect FILE...</c>: what is in masks. A dataset names the values and changes none of them.</summary>
internal static class InspectCommand
{
    private const int ValuesShown = 12;

    private const string Examples = """
          ade20k-eval inspect mask.png
              size, depth, colour type, raw values and their pixel counts
          ade20k-eval inspect predictions.zip --dataset ade20k-150
              the same of all masks of a folder or archive together, with the names of classes
          ade20k-eval inspect predictions/*.png --json
              the same of each for a program; a file that is not a valid PNG says where it breaks
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string[]> files = new("FILE") { Description = "Masks of any format that `score` reads, folders and archives of them.", Arity = ArgumentArity.OneOrMore };
        Option<string?> dataset = new Option<string?>("--dataset") { Description = "Name the classes of values: a name from `ade20k-eval datasets`, or a JSON file.", HelpName = "NAME|FILE.json" }.Completing(DatasetCatalog.Names);
        PredictionLabelsOption labels = new("With --dataset: masks hold label ids, or class indices from 0.");
        MaskInputOptions inputs = new();
        Option<bool> json = new("--json") { Description = "A JSON list, a mask each, instead of text." };
        return new CommandDefinition([files], [dataset, labels, .. inputs.All, json], Examples, parsed =>
        {
            OptionUse.Require(parsed, parsed.GetValue(dataset) is not null, $"{dataset.Name} NAME", labels);
            ValueNames? names = parsed.GetValue(dataset) is string given ? new ValueNames(DatasetChoice.Parse(given), labels.Read(parsed)) : null;
            return Run(context, parsed.GetRequiredValue(files), inputs.Read(parsed), names, parsed.GetValue(json));
        });
    }

    private static int Run(CommandContext context, string[] paths, MaskSourceOptions inputs, ValueNames? names, bool json)
    {
        PngDecoder decoder = new();
        int code = ExitCode.Done;
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = false, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartArray();
            foreach (string path in paths)
            {
                ManyMasks many = new();
                foreach (InspectedMask mask in InspectedMask.All(path, inputs, decoder))
                {
                    context.Cancellation.ThrowIfCancellationRequested();
                    if (mask.Problem is InputException problem)
                    {
                        code = ExitCode.BadInput;
                        WriteError(writer, mask.Name, problem);
                        if (!json)
                        {
                            context.Say(problem.Message);
                        }
                    }
                    else if (json)
                    {
                        WriteJson(writer, mask.Name, mask.Found!, names);
                    }
                    else if (mask.IsOneOfMany)
                    {
                        many.Add(mask.Found!);
                    }
                    else
                    {
                        WriteHead(context, mask.Name, Describe(mask.Found!));
                        context.Output.Write(Values(mask.Found!.Values, mask.Found.Header.Channels >= 3, names));
                    }
                }

                if (many.Count > 0)
                {
                    WriteHead(context, path, many.Describe());
                    context.Output.Write(Values([.. many.Values], many.HasColours, names));
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

    /// <summary>What a PNG's header calls its colours.</summary>
    internal static string ColorTypeName(PngColorType type) => type switch
    {
        PngColorType.Gray => "gray",
        PngColorType.GrayAlpha => "gray-alpha",
        PngColorType.Rgb => "rgb",
        PngColorType.Rgba => "rgba",
        _ => "palette",
    };

    // On one line where there is room; else the description stands below the name, which is never cut.
    private static void WriteHead(CommandContext context, string name, string description)
    {
        string line = $"{TerminalText.Clean(name)}: {description}";
        int width = context.Environment.Width;
        if (!context.Environment.OutputIsTerminal || TextWidth.Of(line) <= width)
        {
            context.Output.Write($"{line}\n");
            return;
        }

        context.Output.Write($"{TerminalText.Clean(name)}:\n");
        foreach (string part in ConsoleTableWriter.Wrap(description, width - 2))
        {
            context.Output.Write($"  {part}\n");
        }
    }

    private static string Describe(MaskInspection inspection)
    {
        PngHeader header = inspection.Header;
        return Invariant($"{header.Width} x {header.Height}, {header.BitDepth}-bit {ColorTypeName(header.ColorType)}{(header.Interlaced ? ", interlaced" : "")}, {Plural.Of(inspection.Values.Count, "value")}");
    }

    private static string Values(IReadOnlyList<KeyValuePair<int, long>> values, bool areColours, ValueNames? names)
    {
        StringBuilder text = new();
        double pixels = Math.Max(1, values.Sum(value => value.Value));
        foreach ((int value, long count) in values.OrderByDescending(v => v.Value).ThenBy(v => v.Key).Take(ValuesShown))
        {
            string shown = areColours ? $"#{value:x6}" : value.ToString(CultureInfo.InvariantCulture);
            string name = names is null || areColours ? "" : "  " + TerminalText.Clean(names.Of(value));
            text.Append(CultureInfo.InvariantCulture, $"  {shown,8} {count,12:N0} {(count == 1 ? "pixel " : "pixels")} {100 * count / pixels,6:0.00} %{name}\n");
        }

        if (values.Count > ValuesShown)
        {
            text.Append(CultureInfo.InvariantCulture, $"  and {Plural.Of(values.Count - ValuesShown, "more value")}; --json lists all\n");
        }

        return text.ToString();
    }

    private static void WriteJson(Utf8JsonWriter writer, string file, MaskInspection inspection, ValueNames? names)
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
        if (names is not null && inspection.Header.Channels < 3)
        {
            writer.WriteStartArray("names");
            foreach ((int value, _) in inspection.Values)
            {
                writer.WriteStringValue(names.Of(value));
            }

            writer.WriteEndArray();
        }

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
