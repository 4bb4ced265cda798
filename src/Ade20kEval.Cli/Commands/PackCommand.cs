using System.CommandLine;
using System.IO.Compression;
using Ade20kEval.Boards;
using Ade20kEval.Cli.Leaderboard;
using Ade20kEval.Cli.Options;
using Ade20kEval.Datasets;
using Ade20kEval.Datasets.Presets;
using Ade20kEval.Files;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Sources;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>pack MASKS</c>: a zip that the host's check takes, the same bytes each time.</summary>
internal static class PackCommand
{
    private const string Examples = """
          ade20k-eval pack predictions/ --out submission.zip --names val.txt
              every mask as 8-bit gray PNG under its image's name
          ade20k-eval pack predictions/ --out submission.zip --prediction-labels indices
              masks that hold class indices from 0: written as label ids
        """;

    private const int ShownRenames = 10;

    // The first day that a zip can tell.
    private static readonly DateTimeOffset s_noTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> masks = new("MASKS") { Description = "Masks in any form that `score` reads." };
        Option<string> output = new("--out") { Description = "The zip to write.", HelpName = "FILE.zip", Required = true };
        Option<string?> names = new("--names") { Description = "Which images there must be, as for `validate`.", HelpName = $"FILE|{Ade20kValidation.ListName}" };
        Option<string?> groundTruth = new("--ground-truth") { Description = "The same from labels.", HelpName = "PATH" };
        ForceOption force = new();
        DatasetOption dataset = new("What values mean.");
        PredictionLabelsOption labels = new("What the masks hold; the zip holds label ids.", "--from");
        return new CommandDefinition([masks], [output, force, names, groundTruth, dataset, labels], Examples, parsed =>
        {
            PredictionLabels held = labels.Read(parsed);
            EvaluationOptions options = new() { Scoring = new ScoringOptions { Dataset = dataset.Read(parsed), PredictionLabels = held } };
            using ExpectedImages? expected = ValidateCommand.ReadExpected(parsed.GetValue(names), parsed.GetValue(groundTruth), options);
            using MaskSource source = NonEmptyMasks.Open(parsed.GetRequiredValue(masks), MaskInputOptions.Default);
            IReadOnlyList<PackedMask> files = PackedNames.Of(source, expected, options.PairingRule);
            string path = parsed.GetRequiredValue(output);
            OutputGuard.Of(parsed, force, output).RequireOwn([path]);
            using AtomicFile zip = AtomicFile.Create(path);
            zip.Prepare(stream => Write(stream, source, files, expected, options, context.Cancellation));
            RequireValid(zip, expected, options, context.Cancellation);
            zip.Commit();
            PackedMask[] renamed = [.. files.Where(file => file.Name != file.Mask.Stem)];
            context.Output.Write(Invariant($"{path}: {Plural.Of(files.Count, "mask")}{(renamed.Length > 0 ? Invariant($", {renamed.Length:N0} renamed after their images") : "")}{(held == PredictionLabels.Indices ? ", class indices written as label ids" : "")}\n"));
            context.Output.Write(Renames(renamed));
            return ExitCode.Done;
        });
    }

    private static string Renames(PackedMask[] renamed) =>
        string.Concat(renamed.Take(ShownRenames).Select(file => $"  {SafeText.Line(file.Mask.RelativePath)} -> {SafeText.Line(file.Name)}.png\n"))
        + (renamed.Length > ShownRenames ? Invariant($"  and {renamed.Length - ShownRenames:N0} more\n") : "");

    // The check of those who score is asked, so that nothing leaves that it would refuse: a name, say, that no archive may have.
    private static void RequireValid(AtomicFile zip, ExpectedImages? expected, EvaluationOptions options, CancellationToken cancellation)
    {
        EvaluationOptions packed = options with { Scoring = options.Scoring with { PredictionLabels = PredictionLabels.Ids } };
        SubmissionValidation found = SubmissionValidation.Of(zip.PreparedPath, expected, SubmissionCheck.Rules(packed, anyFormat: false) with { Name = Path.GetFileName(zip.Path) }, cancellation: cancellation);
        if (!found.IsValid)
        {
            throw new InputException($"{zip.Path}: would not be valid, and was not written:\n{ValidationText.Of(found)}");
        }
    }

    private static void Write(Stream stream, MaskSource source, IReadOnlyList<PackedMask> files, ExpectedImages? expected, EvaluationOptions options, CancellationToken cancellation)
    {
        Dataset dataset = options.Scoring.Dataset;
        PredictionLabels held = options.Scoring.PredictionLabels;
        bool[] known = SubmissionCheck.Rules(options, anyFormat: true).KnownValues();
        LabelRemap? toIds = held == PredictionLabels.Indices ? new LabelRemap(dataset.Classes.Select(c => (c.Index, c.Id))) : null;
        using MaskReader reader = source.CreateReader(options.PredictionReading);
        using ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true) { Comment = OwnFile.Mark };
        LabelMap map = new();
        ProblemList problems = new();
        foreach ((FileEntry entry, FileEntry? image, string name) in files)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                (int Width, int Height)? size = image is null ? null : expected!.SizeOf(image);
                RequireSize(size is null ? null : reader.SizeInHeader(entry));
                reader.Read(entry, map, size);
                RequireSize((map.Width, map.Height));
                void RequireSize((int Width, int Height)? found)
                {
                    if (size is (int width, int height) && found is (int wide, int high) && (wide, high) != (width, height))
                    {
                        throw new InputException(Invariant($"{entry.RelativePath}: {wide} x {high}, expected {width} x {height}"));
                    }
                }

                if (SubmissionValidation.UnknownValues(map, known) is { Count: > 0 } values)
                {
                    throw new InputException($"{entry.RelativePath}: holds {Text.ValueRanges.Text(values)}; expected {dataset.ExpectedPredictionValues(held)}");
                }

                toIds?.Apply(map);
            }
            catch (InputException problem)
            {
                problems.Add(entry.RelativePath, problem.Message);
                continue;
            }

            // PNG is compressed already, by ourselves, so that the bytes do not depend on the platform's zlib.
            ZipArchiveEntry file = zip.CreateEntry(name + ".png", CompressionLevel.NoCompression);
            file.LastWriteTime = s_noTime;
            file.ExternalAttributes = 0;
            using Stream into = file.Open();
            if (map.IsWide && map.Wide.ContainsAnyExceptInRange((ushort)0, (ushort)byte.MaxValue))
            {
                PngWriter.WriteGray16(into, map.Wide, map.Width, map.Height, compression: PngCompression.Reproducible);
            }
            else
            {
                PngWriter.WriteGray8(into, map.IsWide ? [.. map.Wide.ToArray().Select(value => (byte)value)] : map.Narrow, map.Width, map.Height, compression: PngCompression.Reproducible);
            }
        }

        problems.ThrowIfAny("masks that cannot be packed: {0}");
    }
}
