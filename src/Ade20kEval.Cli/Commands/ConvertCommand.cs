using System.CommandLine;
using System.Globalization;
using Ade20kEval.Datasets;
using Ade20kEval.Formats;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
using Ade20kEval.Runs;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>convert FULL DIR</c>: full ADE20K annotations to 150-class challenge masks.</summary>
internal static class ConvertCommand
{
    private const string Examples = """
          ade20k-eval convert ADE20K/annotations challenge/
              challenge/NAME.png for every NAME.png: values 0..150, the shorter side at most 512
        """;

    public static CommandPage Create(CommandContext context)
    {
        Argument<string> full = new("FULL") { Description = "Full annotations: a folder, an archive or one file; RGB PNG coded R/10*256+G, or maps of those codes." };
        Argument<string> folder = new("DIR") { Description = "Where to; made when absent. Files of the same names are replaced." };
        return new CommandPage([full, folder], [], Examples, parsed => Run(context, parsed.GetRequiredValue(full), parsed.GetRequiredValue(folder)));
    }

    private static int Run(CommandContext context, string full, string folder)
    {
        using MaskSource source = FilledSource.Open(full);
        using MaskReader reader = source.CreateReader(new MaskReaderOptions { Encoding = MaskEncoding.AdeFullCodes });
        LabelMap codes = new();
        LabelMap challenge = new();
        ProblemList problems = new();
        foreach (MaskEntry entry in source.Entries)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            try
            {
                reader.Read(entry, codes);
            }
            catch (InputException problem)
            {
                problems.Add(entry.RelativePath, problem.Message);
                continue;
            }

            AdeFullConversion.Convert(codes, challenge);
            using MemoryStream png = new();
            PngWriter.WriteGray8(png, challenge.Narrow, challenge.Width, challenge.Height);
            string target = Path.Combine(folder, Path.ChangeExtension(entry.RelativePath, ".png"));
            AtomicFile.Write(target, png.GetBuffer().AsSpan(0, (int)png.Length));
        }

        context.Output.Write(string.Create(CultureInfo.InvariantCulture, $"masks written to {folder}: {source.Entries.Count - problems.Count:N0}\n"));
        context.Output.Flush();
        problems.ThrowIfAny("annotations that could not be converted: {0}");
        return ExitCode.Done;
    }
}
