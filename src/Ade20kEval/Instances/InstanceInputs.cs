using Ade20kEval.Files;
using Ade20kEval.Formats.CocoJson;

namespace Ade20kEval.Instances;

/// <summary>Ground truth and results, sorted out by image: which record belongs where, checked before a mask is read.</summary>
/// <remarks>
/// What pycocotools does with odd files is kept, and told (<see cref="InputWarnings"/>): results and annotations of unknown categories, and annotations of images that are not
/// listed, are left out; of two annotations of one number the later one is taken twice, the earlier never, in the image and category of the later. What it does not survive, and
/// what would make another number than was meant, is an <see cref="InputException"/>: two images of one id, one category id with two names.
/// </remarks>
internal sealed class InstanceInputs
{
    private const string AnnotationList = "$.annotations";
    private const string ResultList = "$";

    private readonly CocoFile _groundTruth;
    private readonly CocoFile _results;
    private readonly Dictionary<long, int> _images = [];
    private readonly Dictionary<long, int> _categories = [];

    /// <summary>Sorts out two files.</summary>
    /// <param name="groundTruth">Ground truth.</param>
    /// <param name="groundTruthName">What to call it in errors.</param>
    /// <param name="results">Results.</param>
    /// <param name="resultsName">What to call them in errors.</param>
    /// <param name="kind">What will be compared.</param>
    /// <param name="categoriesName">What the list of categories is called; <see langword="null"/> where it is the ground truth's.</param>
    /// <exception cref="InputException">Records lack what they need, or name images that do not exist; or an id stands for two images or categories.</exception>
    public InstanceInputs(CocoFile groundTruth, string groundTruthName, CocoFile results, string resultsName, OverlapKind kind, string? categoriesName = null)
    {
        _groundTruth = groundTruth;
        _results = results;
        GroundTruthName = groundTruthName;
        ResultsName = resultsName;
        Kind = kind;
        CategoriesOwner = categoriesName ?? groundTruthName;
        CategoriesName = categoriesName is null ? "the ground truth's list of categories" : $"the categories of {categoriesName}";
        Images = [.. Named(groundTruth.Images).OrderBy(image => image.Id)];
        Categories = [.. groundTruth.Categories.GroupBy(category => category.Id).Select(same => new InstanceCategory(same.Key, OneName(same))).OrderBy(category => category.Id)];
        foreach ((int index, InstanceCategory category) in Categories.Index())
        {
            _categories.Add(category.Id, index);
        }

        foreach ((int index, CocoImage image) in Images.Index())
        {
            if (!_images.TryAdd(image.Id, index))
            {
                throw new InputException(Invariant($"{groundTruthName}: two images have the id {image.Id}; expected one of each id."));
            }
        }

        AreasAreBoxes = results.Records.Count > 0 && results.Records[0].Has(CocoKeys.Box);
        Annotations = SortAnnotations();
        Results = SortResults();
    }

    /// <summary>What to call the ground truth.</summary>
    public string GroundTruthName { get; }

    /// <summary>What to call the results.</summary>
    public string ResultsName { get; }

    /// <summary>What will be compared.</summary>
    public OverlapKind Kind { get; }

    /// <summary>The images, by ascending id.</summary>
    public IReadOnlyList<CocoImage> Images { get; }

    /// <summary>The categories, by ascending id.</summary>
    public IReadOnlyList<InstanceCategory> Categories { get; }

    /// <summary>Whether the area of a result is its box's: pycocotools looks at the first result, and decides for all.</summary>
    public bool AreasAreBoxes { get; }

    /// <summary>The annotations, by image.</summary>
    public Grouped Annotations { get; }

    /// <summary>The results, by image.</summary>
    public Grouped Results { get; }

    /// <summary>Who lists the categories.</summary>
    public string CategoriesOwner { get; }

    /// <summary>What sentences about the ground truth call the list of categories.</summary>
    public string CategoriesName { get; }

    /// <summary>Annotations that were left out because their category is unknown.</summary>
    public SetAside AnnotationsOfUnknownCategory { get; } = new();

    /// <summary>Results that were left out because their category is unknown.</summary>
    public SetAside ResultsOfUnknownCategory { get; } = new();

    /// <summary>Annotations that were left out because their image is not listed.</summary>
    public SetAside OfUnlistedImage { get; } = new();

    /// <summary>Annotations with a number that a later one has, too.</summary>
    public SetAside RepeatedIds { get; } = new();

    /// <summary>To read the masks of annotations by; one for each worker.</summary>
    public MaskStretch AnnotationMasks() => new(_groundTruth.Json);

    /// <summary>To read the masks of results by; one for each worker.</summary>
    public MaskStretch ResultMasks() => new(_results.Json);

    /// <summary>The annotations, in the order of the file.</summary>
    public CocoRecordList AllAnnotations => _groundTruth.Records;

    /// <summary>The results, in the order of the file.</summary>
    public CocoRecordList AllResults => _results.Records;

    /// <summary>An annotation.</summary>
    public ref readonly CocoRecord Annotation(int index) => ref _groundTruth.Records[index];

    /// <summary>A result.</summary>
    public ref readonly CocoRecord Result(int index) => ref _results.Records[index];

    /// <summary>What sentences call an image.</summary>
    public string NameOf(int image) => Invariant($"image {Images[image].Id}{(Images[image].FileName.Length > 0 ? $" ({Images[image].FileName})" : "")}");

    /// <summary>The index of a category that is known.</summary>
    public int CategoryOf(in CocoRecord record) => _categories[record.CategoryId];

    /// <summary>The complaint about an annotation.</summary>
    public InputException WrongAnnotation(int index, CocoJsonException failure) =>
        new(Describe(GroundTruthName, Place(AnnotationList, index), failure.Place, failure.Offset, failure.Message));

    /// <summary>The complaint about a result.</summary>
    public InputException WrongResult(int index, CocoJsonException failure) =>
        new(Describe(ResultsName, Place(ResultList, index), failure.Place, failure.Offset, failure.Message));

    /// <summary>A complaint: file, place, byte, problem.</summary>
    public static string Describe(string file, string element, string place, long offset, string problem) =>
        Invariant($"{file}: {element}{place} (byte {offset:N0}): {problem}.");

    // Two files of one name, in different folders, are told apart by their numbers.
    private static IEnumerable<CocoImage> Named(IReadOnlyList<CocoImage> images)
    {
        HashSet<string> seen = new(images.Count, StringComparer.Ordinal);
        HashSet<string> shared = [.. images.Select(static image => image.FileName).Where(name => name.Length > 0 && !seen.Add(name))];
        return shared.Count == 0 ? images : images.Select(image => shared.Contains(image.FileName) ? image with { FileName = Invariant($"{image.FileName} (image {image.Id})") } : image);
    }

    // Twice the same is once; the original would take the last name, and nobody knows which was meant.
    private string OneName(IGrouping<long, CocoCategory> same)
    {
        string[] names = [.. same.Select(static category => category.Name).Distinct(StringComparer.Ordinal)];
        return names.Length == 1
            ? names[0]
            : throw new InputException(Invariant($"{CategoriesOwner}: $.categories: the id {same.Key} stands for {string.Join(" and ", names.Select(static name => $"\"{name}\""))}; expected one category of each id. Give each its own id, here and in annotations and results."));
    }

    private static string Place(string list, int index) => Invariant($"{list}[{index}]");

    private Grouped SortAnnotations()
    {
        CocoRecordList records = _groundTruth.Records;
        bool ascends = true;
        for (int i = 0; i < records.Count; i++)
        {
            Require(GroundTruthName, AnnotationList, i, records[i], CocoKeys.Id | CocoKeys.Image | CocoKeys.Category);
            ascends &= i == 0 || records[i].Id > records[i - 1].Id;
        }

        // The list that pycocotools makes: images by id, in each the annotations as they come; then every number is looked up again.
        int[] imageOf = ImagesOf(records, AnnotationList, AnnotationsOfUnknownCategory, OfUnlistedImage);
        Grouped asListed = Grouped.By(imageOf, Images.Count);
        if (!ascends)
        {
            Dictionary<long, int> lastOf = new(records.Count);
            for (int i = 0; i < records.Count; i++)
            {
                lastOf[records[i].Id] = i;
            }

            if (records.Count > lastOf.Count)
            {
                for (int i = 0; i < records.Count; i++)
                {
                    if (lastOf[records[i].Id] != i)
                    {
                        RepeatedIds.Add(records[i].Id, AnnotationList, i);
                    }
                }

                int[] meant = Array.ConvertAll(asListed.Items, i => lastOf[records[i].Id]);
                asListed = Grouped.By(Array.ConvertAll(meant, i => imageOf[i]), Images.Count).Select(k => meant[k]);
            }
        }

        RequireParts(asListed);
        return asListed;
    }

    private Grouped SortResults()
    {
        CocoRecordList records = _results.Records;
        ProblemList strangers = new();
        for (int i = 0; i < records.Count; i++)
        {
            Require(ResultsName, ResultList, i, records[i], CocoKeys.Image | CocoKeys.Category | CocoKeys.Score);
            if (!_images.ContainsKey(records[i].ImageId))
            {
                strangers.Add(Invariant($"{i:D10}"), Invariant($"$[{i}] (byte {records[i].Start:N0}): image_id {records[i].ImageId}"));
            }
        }

        strangers.ThrowIfAny($"{ResultsName}: results of images that {GroundTruthName} does not have: {{0}}", "Score results and ground truth of the same set; image ids are the ids of its list of images.");
        int[] imageOf = ImagesOf(records, ResultList, ResultsOfUnknownCategory, new SetAside());
        CocoKeys parts = AreasAreBoxes ? CocoKeys.Box : CocoKeys.Mask;
        Grouped grouped = Grouped.By(imageOf, Images.Count);
        foreach (int i in grouped.Items)
        {
            Require(ResultsName, ResultList, i, records[i], parts);
        }

        return grouped;
    }

    private void RequireParts(Grouped annotations)
    {
        foreach (int i in annotations.Items)
        {
            Require(GroundTruthName, AnnotationList, i, _groundTruth.Records[i], CocoKeys.Area | CocoKeys.Crowd | (Kind == OverlapKind.Box ? CocoKeys.Box : CocoKeys.Mask));
        }
    }

    /// <summary>The image of each record; -1 where it has none of ours, or a category that is none of ours.</summary>
    private int[] ImagesOf(CocoRecordList records, string list, SetAside ofUnknownCategory, SetAside ofUnlistedImage)
    {
        int[] imageOf = new int[records.Count];
        for (int i = 0; i < imageOf.Length; i++)
        {
            ref readonly CocoRecord record = ref records[i];
            imageOf[i] = -1;
            if (!_categories.ContainsKey(record.CategoryId))
            {
                ofUnknownCategory.Add(record.CategoryId, list, i);
            }
            else if (_images.TryGetValue(record.ImageId, out int image))
            {
                imageOf[i] = image;
            }
            else
            {
                ofUnlistedImage.Add(record.ImageId, list, i);
            }
        }

        return imageOf;
    }

    private static void Require(string file, string list, int index, in CocoRecord record, CocoKeys keys)
    {
        CocoKeys missing = keys & ~record.Keys;
        if (missing != 0)
        {
            CocoKeys first = missing & (CocoKeys)(-(int)missing);
            throw new InputException(Describe(file, Place(list, index), "", record.Start, $"has no {CocoRecords.NameOf(first)}, which is required{(first == CocoKeys.Crowd ? "; expected \"iscrowd\": 0 for single objects" : "")}"));
        }
    }
}
