using System.Globalization;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Formats.CocoJson;
using Ade20kEval.Masks;
using Ade20kEval.Sources;
using Ade20kEval.Text;

namespace Ade20kEval.Panoptic;

/// <summary>Ground truth and predictions, sorted out by image and checked before a picture is read.</summary>
/// <remarks>
/// Predictions of images that the ground truth does not have are left out, as panopticapi does. What it does not survive is an <see cref="InputException"/>; so are two annotations
/// of one image, and two segments of one number in an image, of which it takes the later one or both.
/// </remarks>
internal sealed class PanopticInputs : IDisposable
{
    private readonly PanopticSource _groundTruth;
    private readonly PanopticSource? _predictions;
    private readonly Dictionary<long, int> _categories = [];
    private readonly List<string> _warnings = [];

    /// <summary>Opens and pairs both sides.</summary>
    /// <param name="groundTruth">Ground truth; disposed of with this.</param>
    /// <param name="predictions">Predictions in the same format; <see langword="null"/> for label maps.</param>
    /// <param name="labelMaps">Predicted label maps; <see langword="null"/> for the other.</param>
    /// <param name="set">The categories; <see langword="null"/> for those that the ground truth lists.</param>
    /// <param name="labels">What label maps hold; <see langword="null"/> where nobody said.</param>
    /// <exception cref="InputException">The files do not belong together, or lack what they need.</exception>
    public PanopticInputs(PanopticSource groundTruth, PanopticSource? predictions, MaskSource? labelMaps, CategorySet? set, PredictionLabels? labels)
    {
        _groundTruth = groundTruth;
        _predictions = predictions;
        LabelMaps = labelMaps;
        PanopticFile truth = groundTruth.ReadJson();
        set ??= CategorySet.Of(truth.Categories ?? throw NoCategories());
        Categories = set.Categories;
        foreach ((int index, PanopticCategory category) in Categories.Index())
        {
            _categories.Add(category.Id, index);
        }

        if (labelMaps is not null)
        {
            Labels = new LabelCategories(set, labels ?? (set.LabelOffset != 0 ? PredictionLabels.Ids : throw new InputException(
                $"{labelMaps.Path}: holds label maps, and nobody said what their values mean. To take them as category ids, {Advice.ReadAsIds}; as places in the list of categories, {Advice.ReadAsIndices}; to take both from a set that is known, {Advice.OtherDataset}.")));
        }

        Pairs = labelMaps is null ? PairByImage(truth, predictions!.ReadJson()) : PairByName(truth, labelMaps);
    }

    /// <summary>The categories, in the order in which means are taken.</summary>
    public IReadOnlyList<PanopticCategory> Categories { get; }

    /// <summary>The images, in the order of the ground truth's annotations.</summary>
    public IReadOnlyList<PanopticPair> Pairs { get; }

    /// <summary>The ground truth's pictures.</summary>
    public FileSet GroundTruthPictures => _groundTruth.Pictures;

    /// <summary>The predictions' pictures; <see langword="null"/> for label maps.</summary>
    public FileSet? PredictionPictures => _predictions?.Pictures;

    /// <summary>Predicted label maps; <see langword="null"/> for panoptic predictions.</summary>
    public MaskSource? LabelMaps { get; }

    /// <summary>What values of label maps mean.</summary>
    public LabelCategories? Labels { get; }

    /// <summary>The ground truth's JSON file.</summary>
    public ReadOnlyMemory<byte> GroundTruthJson => _groundTruth.Json;

    /// <summary>The predictions' JSON file; empty for label maps.</summary>
    public ReadOnlyMemory<byte> PredictionsJson => _predictions?.Json ?? default;

    /// <summary>Things a person should know.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The index of a category; -1 for one that is not listed.</summary>
    public int CategoryOf(long id) => _categories.GetValueOrDefault(id, -1);

    /// <summary>Where a segment of the ground truth stands, for messages.</summary>
    public string PlaceInGroundTruth(PanopticPair pair, int segment) =>
        Invariant($"{_groundTruth.JsonName}: $.annotations[{pair.GroundTruthIndex}].segments_info[{segment}] (byte {pair.GroundTruth.Segments[segment].Start:N0})");

    /// <summary>Where a predicted segment stands, for messages.</summary>
    public string PlaceInPrediction(PanopticPair pair, int segment) =>
        Invariant($"{_predictions!.JsonName}: $.annotations[{pair.PredictionIndex}].segments_info[{segment}] (byte {pair.Prediction!.Segments[segment].Start:N0})");

    /// <summary>The name of the predictions' JSON file.</summary>
    public string PredictionsJsonName => _predictions!.JsonName;

    /// <inheritdoc/>
    public void Dispose()
    {
        _groundTruth.Dispose();
        _predictions?.Dispose();
        LabelMaps?.Dispose();
    }

    private InputException NoCategories() => new(_predictions?.ReadJson().Categories is null
        ? $"{_groundTruth.JsonName}: the object has no \"categories\". Add the list, or {Advice.OtherDataset}."
        : $"{_groundTruth.JsonName}: the object has no \"categories\", and that of the predictions, {_predictions.JsonName}, has. Are the two exchanged? Then {Advice.Exchange}. Else add the list, or {Advice.OtherDataset}.");

    private List<PanopticPair> PairByImage(PanopticFile truth, PanopticFile guess)
    {
        Dictionary<PanopticImageId, int> byImage = new(guess.Annotations.Count);
        for (int i = 0; i < guess.Annotations.Count; i++)
        {
            byImage[guess.Annotations[i].Image] = i;
        }

        ProblemList missing = new();
        ProblemList lost = new();
        List<PanopticPair> pairs = new(truth.Annotations.Count);
        for (int i = 0; i < truth.Annotations.Count; i++)
        {
            PanopticAnnotation annotation = truth.Annotations[i];
            if (!byImage.Remove(annotation.Image, out int index))
            {
                missing.Add(Invariant($"{i:D10}"), Invariant($"$.annotations[{i}]: image_id {annotation.Image}{OtherKind(byImage, annotation.Image)}"));
                continue;
            }

            PanopticAnnotation prediction = guess.Annotations[index];
            FileEntry? first = Find(_groundTruth, annotation, i, lost);
            FileEntry? second = Find(_predictions!, prediction, index, lost);
            if (first is not null && second is not null)
            {
                pairs.Add(new PanopticPair(annotation, i, first, prediction, index, second));
            }
        }

        missing.ThrowIfAny($"{_predictions!.JsonName}: images of {_groundTruth.JsonName} without a prediction: {{0}}", "Predict every image of the ground truth; an image in which nothing is found has an empty \"segments_info\" and a black PNG.");
        lost.ThrowIfAny("PNGs that the JSON names and that are not there, or are there more than once: {0}", "Expected the PNGs beside the JSON file, in a folder or archive called like it, or where you say.");
        int extra = byImage.Values.Count;
        if (extra > 0)
        {
            _warnings.Add($"{_predictions.JsonName}: {Plural.Of(extra, "image")} that the ground truth does not have, left out as in the original.");
        }

        return pairs;
    }

    private static string OtherKind(Dictionary<PanopticImageId, int> byImage, PanopticImageId image)
    {
        PanopticImageId other = image.Text is null ? new PanopticImageId(0, image.ToString()) : new PanopticImageId(long.TryParse(image.Text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : -1, null);
        return byImage.ContainsKey(other) ? $" (the predictions have {other}: a number and a text are not the same)" : "";
    }

    private static FileEntry? Find(PanopticSource source, PanopticAnnotation annotation, int index, ProblemList lost)
    {
        FileEntry? entry = source.Find(annotation.FileName);
        if (entry is null)
        {
            lost.Add(Invariant($"{source.JsonName} {index:D10}"), Invariant($"{source.JsonName}: $.annotations[{index}]: file_name {Excerpt.Of(annotation.FileName)}, looked for in {source.Pictures.Path}"));
        }

        return entry;
    }

    private List<PanopticPair> PairByName(PanopticFile truth, MaskSource maps)
    {
        ILookup<string, FileEntry> byStem = maps.Entries.ToLookup(static entry => entry.Stem, StringComparer.Ordinal);
        ProblemList missing = new();
        ProblemList lost = new();
        List<PanopticPair> pairs = new(truth.Annotations.Count);
        for (int i = 0; i < truth.Annotations.Count; i++)
        {
            PanopticAnnotation annotation = truth.Annotations[i];
            string[] stems = [MaskFileNames.ImageStem(annotation.FileName), .. truth.ImageFiles.TryGetValue(annotation.Image, out string? picture) ? (string[])[MaskFileNames.ImageStem(picture)] : []];
            FileEntry? map = stems.Select(stem => byStem[stem].Take(2).ToArray()).FirstOrDefault(static found => found.Length == 1)?[0];
            if (map is null)
            {
                missing.Add(annotation.FileName, Invariant($"{Excerpt.Of(annotation.FileName)} (image_id {annotation.Image})"));
            }
            else if (Find(_groundTruth, annotation, i, lost) is FileEntry entry)
            {
                pairs.Add(new PanopticPair(annotation, i, entry, null, -1, map));
            }
        }

        missing.ThrowIfAny($"{maps.Path}: images of {_groundTruth.JsonName} without a label map of the same name, or with several: {{0}}", "Name each label map as the PNG or the picture of its ground truth.");
        lost.ThrowIfAny("PNGs that the JSON names and that are not there, or are there more than once: {0}", "Expected the PNGs beside the JSON file, in a folder or archive called like it, or where you say.");
        return pairs;
    }
}
