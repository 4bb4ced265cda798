using System.CommandLine;
using Ade20kEval.Cli.Options;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Imaging.Photographs;
using Ade20kEval.Masks;
using Ade20kEval.Reporting;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Runs;
using Ade20kEval.Samples;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>demo [DIR]</c>: the whole tool with no data of one's own.</summary>
internal static class DemoCommand
{
    private const string Results = "results";

    private const string Examples = """
          ade20k-eval demo
              makes ade20k-demo/: scenes with pictures, ground truth and two models' predictions, and scores both
          ade20k-eval demo /tmp/set --scenes 100
              a larger set
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> folder = new("DIR") { Description = "Where to; made when absent.", DefaultValueFactory = _ => "ade20k-demo" };
        Option<int> scenes = new("--scenes") { Description = "How many scenes.", DefaultValueFactory = _ => 24, HelpName = "N" };
        return new CommandDefinition([folder], [scenes], Examples, parsed => Run(context, parsed.GetRequiredValue(folder), parsed.GetValue(scenes)));
    }

    private static int Run(CommandContext context, string folder, int scenes)
    {
        if (scenes is < 1 or > 9999)
        {
            throw new UsageException(Invariant($"--scenes {scenes}: expected 1..9999."));
        }

        string[] own = [SyntheticFolder.GroundTruth, SyntheticFolder.Predictions, SyntheticFolder.Images, Results];
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).FirstOrDefault(entry => !own.Contains(Path.GetFileName(entry))) is string other)
        {
            throw new UsageException($"demo {folder}: holds other things ({Path.GetFileName(other)}); expected a folder that is new, empty, or an older demo.");
        }

        SyntheticModel[] models = [SyntheticModel.Strong, SyntheticModel.Weak];
        context.Say($"making {Plural.Of(scenes, "scene")} in {folder} ...");
        try
        {
            SyntheticFolder.Write(folder, new SyntheticScenes(), scenes, SyntheticFolder.SampleSize, models, withImages: true, cancellationToken: context.Cancellation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OutputException($"{folder}: cannot be written ({failure.Message}). Give a folder that is not read-only and has space.", failure);
        }

        string groundTruthPath = Path.Combine(folder, SyntheticFolder.GroundTruth);
        string[] predictionPaths = [.. models.Select(model => Path.Combine(folder, SyntheticFolder.Predictions, model.Name))];
        Dataset dataset = DatasetCatalog.Find("ade20k-150");
        string imagePath = Path.Combine(folder, SyntheticFolder.Images);
        string results = Path.Combine(folder, Results);
        using RunOutputs outputs = RunOutputs.Open(results, predictionPaths, [.. models.Select(model => model.Name)], path => ReportFiles.Of(["html", "csv", "json"], dataset, new PageOptions { Gallery = new GallerySource(groundTruthPath, path, new GalleryPictures(imagePath, Photograph.Thumbnail)) }), [], new OutputGuard([], force: true));
        using MaskSource groundTruth = MaskSource.Open(groundTruthPath);
        MaskSource[] predictions = [.. predictionPaths.Select(path => MaskSource.Open(path))];
        try
        {
            IReadOnlyList<RunDocument> runs = [.. Evaluator.Evaluate(groundTruth, predictions, new EvaluationOptions
            {
                Scoring = new ScoringOptions { Dataset = dataset },
                Execution = new ExecutionOptions { Kernel = KernelChoice.Parse(context.Environment.Variable) },
            }, context.Cancellation).Select(run => RunIntervals.Add(run))];
            outputs.Write(runs);
            new RunPrinter(context, TerminalOptions.Layout(context.Environment)).Print(runs);
        }
        finally
        {
            Array.ForEach(predictions, source => source.Dispose());
        }

        context.Output.Write($"\npages to look at:\n{string.Concat(models.Select(model => $"  {Path.Combine(results, model.Name, "report.html")}\n"))}");
        context.Output.Write($"the same by hand:\n  ade20k-eval score {predictionPaths[0]} {groundTruthPath} --images {imagePath} --out results --write html,csv\n");
        return ExitCode.Done;
    }
}
