using Ade20kEval.Datasets;
using Ade20kEval.Diagnosis;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;

namespace Ade20kEval.Tests.Diagnosis;

/// <summary>A small set of ground truths and of predictions that are right on about 80 % of the pixels, to be broken in one way or another.</summary>
internal sealed class Submission : IDisposable
{
    private static readonly (int Width, int Height)[] s_sizes = [(40, 30), (30, 40), (48, 32), (36, 36), (64, 20), (50, 41)];
    private readonly TemporaryFolder _folder = new();
    private readonly Dataset _dataset;

    public Submission(string dataset = "ade20k-150", bool square = false, int? count = null)
    {
        _dataset = DatasetCatalog.Find(dataset);
        Random random = new(7);
        int voidValue = _dataset.IgnoredValues[0];
        for (int i = 0; i < (count ?? s_sizes.Length); i++)
        {
            (int width, int height) = square || count is not null ? (36, 36) : s_sizes[i];
            int[] ids = [.. Enumerable.Range(0, 5).Select(_ => _dataset.Classes[random.Next(_dataset.ClassCount)].Id)];
            ushort[] truth = new ushort[width * height];
            ushort[] guess = new ushort[width * height];
            for (int at = 0; at < truth.Length; at++)
            {
                // Upright stripes with a corner of another class and a line of void: no symmetry that would hide a turn.
                int x = at % width;
                int y = at / width;
                truth[at] = (ushort)(y == 0 ? voidValue : x + y < 12 ? ids[4] : ids[x * 4 / width]);
                guess[at] = (ushort)(y == 0 || random.NextDouble() < 0.2 ? _dataset.Classes[random.Next(_dataset.ClassCount)].Id : truth[at]);
            }

            Images.Add(new Image($"ADE_val_{i + 1:00000000}", width, height, truth, guess));
        }
    }

    public sealed record Image(string Name, int Width, int Height, ushort[] Truth, ushort[] Guess);

    public List<Image> Images { get; } = [];

    public Dataset Dataset => _dataset;

    public string Predictions => _folder["predictions"];

    /// <summary>Replaces every prediction value.</summary>
    public void Renumber(Func<int, int> change) => Change(image => image with { Guess = [.. image.Guess.Select(value => (ushort)change(value))] });

    /// <summary>Gives the images other names.</summary>
    public void Rename(Func<int, string> name)
    {
        for (int i = 0; i < Images.Count; i++)
        {
            Images[i] = Images[i] with { Name = name(i) };
        }
    }

    public void Change(Func<Image, Image> change)
    {
        for (int i = 0; i < Images.Count; i++)
        {
            Images[i] = change(Images[i]);
        }
    }

    /// <summary>Writes everything and lets the doctor look at it.</summary>
    /// <param name="predictionName">From image name to the name of the prediction without extension.</param>
    /// <param name="write">Writes one prediction; gray PNG of 8 or 16 bits when none is given.</param>
    /// <param name="predictionSize">From the image's size to the size of <see cref="Image.Guess"/>.</param>
    public DoctorReport Examine(
        Func<string, string>? predictionName = null,
        Action<Stream, Image, int, int>? write = null,
        Func<int, int, (int Width, int Height)>? predictionSize = null,
        PredictionLabels labels = PredictionLabels.Ids,
        string? dataset = null)
    {
        string truth = _folder.MakeFolder("truth");
        string predictions = _folder.MakeFolder("predictions");
        foreach (Image image in Images)
        {
            using (FileStream file = File.Create(Path.Combine(truth, image.Name + ".png")))
            {
                WriteGray(file, image.Truth, image.Width, image.Height);
            }

            (int width, int height) = predictionSize?.Invoke(image.Width, image.Height) ?? (image.Width, image.Height);
            using (FileStream file = File.Create(Path.Combine(predictions, (predictionName?.Invoke(image.Name) ?? image.Name) + ".png")))
            {
                (write ?? ((stream, it, w, h) => WriteGray(stream, it.Guess, w, h)))(file, image, width, height);
            }
        }

        using MaskSource truthSource = MaskSource.Open(truth);
        using MaskSource predictionSource = MaskSource.Open(predictions);
        Dataset used = dataset is null ? _dataset : DatasetCatalog.Find(dataset);
        DoctorReport report = Doctor.Examine(truthSource, predictionSource, new DoctorOptions { Dataset = used, Protocol = ProtocolCatalog.Find("sceneparse"), PredictionLabels = labels });
        ScoreAgainAsAdvised(report, truthSource, predictionSource, new ScoringOptions { Dataset = used, PredictionLabels = labels });
        return report;
    }

    // What the doctor promises is what scoring with its mend gives, whenever options can mend all that it found.
    private static void ScoreAgainAsAdvised(DoctorReport report, MaskSource truth, MaskSource predictions, ScoringOptions scoring)
    {
        if (report.Findings.Count == 0 || report.Findings.Any(finding => finding.IsFault && finding.Advice.Count == 0) || report.Findings.Any(finding => finding.Cause == FindingCause.MissingPredictions))
        {
            return;
        }

        EvaluationOptions mended = report.Mend(new EvaluationOptions { Scoring = scoring });
        mended = mended with { Scoring = mended.Scoring with { Protocols = [ProtocolCatalog.Find("sceneparse")] } };
        RunDocument run = Evaluator.Evaluate(truth, predictions, mended);
        Assert.That(run.Scores[0].MeanIou, Is.EqualTo(report.ScoreWhenMended!.MeanIou), "scoring with the mend applied");
    }

    public static void WriteGray(Stream stream, ushort[] values, int width, int height)
    {
        if (values.Max() > byte.MaxValue)
        {
            PngWriter.WriteGray16(stream, values, width, height);
        }
        else
        {
            PngWriter.WriteGray8(stream, [.. values.Select(value => (byte)value)], width, height);
        }
    }

    public static void WriteColors(Stream stream, ushort[] values, int width, int height, Func<int, Rgb> color) =>
        PngWriter.WriteRgb8(stream, [.. values.SelectMany(value => new[] { color(value).R, color(value).G, color(value).B })], width, height);

    public void Dispose() => _folder.Dispose();
}
