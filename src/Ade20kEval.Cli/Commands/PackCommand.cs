using System.CommandLine;
using System.IO.Compression;
using Ade20kEval.Boards;
using Ade20kEval.Cli.Options;
using Ade20kEval.Datasets;
using Ade20kEval.Datasets.Presets;
using Ade20kEval.Files;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
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
            using MaskSource source = NonEmptyMasks.Open(parsed.GetRequiredValue(masks));
            (FileEntry Entry, FileEntry? Image, string Name)[] files = [.. Name(source, expected).OrderBy(file => file.Name, StringComparer.Ordinal)];
            string path = parsed.GetRequiredValue(output);
            OutputGuard.Of(parsed, force, output).RequireOwn([path]);
            using AtomicFile zip = AtomicFile.Create(path);
            zip.Prepare(stream => Write(stream, source, files, expected, options, context.Cancellation));
            zip.Commit();
            int renamed = files.Count(file => Path.ChangeExtension(file.Name, null) != file.Entry.Stem);
            context.Output.Write(Invariant($"{path}: {Plural.Of(files.Length, "mask")}{(renamed > 0 ? Invariant($", {renamed:N0} renamed after their images") : "")}{(held == PredictionLabels.Indices ? ", class indices written as label ids" : "")}\n"));
            return ExitCode.Done;
        });
    }

    /// <summary>What each mask is called in the zip: after its image, letters' case and a common ending mended.</summary>
    /// <exception cref="InputException">An image has no mask, or a mask no image, or two have the same name.</exception>
    private static List<(FileEntry Entry, FileEntry? Image, string Name)> Name(MaskSource source, ExpectedImages? expected)
    {
        List<(FileEntry Entry, FileEntry? Image, string Name)> files = [];
        ProblemList problems = new();
        Dictionary<string, FileEntry> images = new(StringComparer.OrdinalIgnoreCase);
        foreach (FileEntry image in expected?.Source.Entries ?? [])
        {
            if (!images.TryAdd(image.Stem, image))
            {
                problems.Add(image.Stem, $"{image.Stem}: two images differ in nothing but letters' case");
            }
        }

        string ending = expected is null ? "" : CommonEnding(source, images);
        HashSet<string> taken = new(StringComparer.Ordinal);
        foreach (FileEntry entry in source.Entries)
        {
            string stem = ending.Length > 0 && !images.ContainsKey(entry.Stem) && entry.Stem.EndsWith(ending, StringComparison.Ordinal) ? entry.Stem[..^ending.Length] : entry.Stem;
            FileEntry? image = images.GetValueOrDefault(stem);
            if (expected is not null && image is null)
            {
                problems.Add(entry.RelativePath, $"{entry.RelativePath}: belongs to no image");
            }
            else if (!taken.Add(image?.Stem ?? stem))
            {
                problems.Add(entry.RelativePath, $"{entry.RelativePath}: another mask has the same name");
            }

            files.Add((entry, image, (image?.Stem ?? stem) + ".png"));
        }

        foreach (FileEntry image in images.Values.Where(image => !taken.Contains(image.Stem)))
        {
            problems.Add(image.Stem, $"{image.Stem}: has no mask");
        }

        problems.ThrowIfAny($"{source.Path}: masks and images that do not belong together: {{0}}");
        return files;
    }

    // What the first mask has behind its image's name, where its name alone is of no image.
    private static string CommonEnding(MaskSource source, Dictionary<string, FileEntry> images)
    {
        string first = source.Entries[0].Stem;
        string? image = images.ContainsKey(first) ? null : images.Keys.Where(stem => first.StartsWith(stem, StringComparison.OrdinalIgnoreCase)).MaxBy(stem => stem.Length);
        return image is null ? "" : first[image.Length..];
    }

    private static void Write(Stream stream, MaskSource source, (FileEntry Entry, FileEntry? Image, string Name)[] files, ExpectedImages? expected, EvaluationOptions options, CancellationToken cancellation)
    {
        Dataset dataset = options.Scoring.Dataset;
        PredictionLabels held = options.Scoring.PredictionLabels;
        bool[] known = [.. Enumerable.Range(0, ushort.MaxValue + 1).Select(raw => dataset.ClassifyPrediction(raw, held).Kind != LabelKind.Unexpected)];
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
            ZipArchiveEntry file = zip.CreateEntry(name, CompressionLevel.NoCompression);
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
