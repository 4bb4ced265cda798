using Ade20kEval.Files;

namespace Ade20kEval.Formats.CocoJson;

/// <summary>Reads COCO files from their first byte to their last; the long list in them is left to whoever can share it out.</summary>
/// <param name="json">The file.</param>
/// <param name="readRecords">Reads the records from a byte on, to behind the end of their list.</param>
internal sealed class CocoFileReader(PositionedBytes json, Func<int, (CocoRecordList Records, int End)> readRecords)
{
    private readonly JsonWindow _window = new(json);
    private readonly List<CocoImage> _images = [];
    private readonly List<CocoCategory> _categories = [];
    private CocoRecordList? _annotations;

    /// <summary>Reads ground truth: an object with the lists <c>images</c>, <c>annotations</c> and <c>categories</c>, in any order, and whatever else.</summary>
    /// <exception cref="CocoJsonException">It is something else, or not JSON.</exception>
    public CocoFile ReadGroundTruth()
    {
        (bool hasImages, bool hasCategories, int at) = ReadLists();
        string? missing = !hasImages ? "images" : !hasCategories ? "categories" : _annotations is null ? "annotations" : null;
        return missing is null
            ? new CocoFile(json, _images, _categories, _annotations!)
            : throw Missing(missing, at);
    }

    /// <summary>Reads a list of images: an object with the list <c>images</c>, perhaps with <c>categories</c>, and whatever else.</summary>
    /// <exception cref="CocoJsonException">It is something else, or not JSON.</exception>
    public CocoFile ReadImageList()
    {
        (bool hasImages, _, int at) = ReadLists();
        return hasImages ? new CocoFile(json, _images, _categories, new CocoRecordList()) : throw Missing("images", at);
    }

    /// <summary>Reads a list of categories, or an object that has one under <c>categories</c>.</summary>
    /// <exception cref="CocoJsonException">It is something else, or not JSON.</exception>
    public IReadOnlyList<CocoCategory> ReadCategories()
    {
        JsonScanner scanner = Start();
        if (Whole(ref scanner, static (ref scanner) => scanner.Peek()) == (byte)'[')
        {
            Whole(ref scanner, ReadCategoryList);
            RequireEnd(ref scanner);
            return _categories;
        }

        (_, bool hasCategories, int at) = ReadLists();
        return hasCategories ? _categories : throw Missing("categories", at);
    }

    private static CocoJsonException Missing(string key, int at) => new(at, $"the object has no \"{key}\", which is required", "$");

    private (bool HasImages, bool HasCategories, int At) ReadLists()
    {
        JsonScanner scanner = Start();
        bool hasImages = false;
        bool hasCategories = false;
        bool hasAnnotations = false;
        bool more = Whole(ref scanner, static (ref scanner) =>
        {
            scanner.Take((byte)'{', "an object with images, annotations and categories");
            return !scanner.TryTake((byte)'}');
        });
        while (more)
        {
            switch (Whole(ref scanner, TakeMember))
            {
                case Member.Images:
                    RequireFirst(scanner, "images", ref hasImages);
                    Whole(ref scanner, ReadImageList);
                    break;
                case Member.Categories:
                    RequireFirst(scanner, "categories", ref hasCategories);
                    Whole(ref scanner, ReadCategoryList);
                    break;
                case Member.Annotations:
                    RequireFirst(scanner, "annotations", ref hasAnnotations);
                    ReadRecords(ref scanner, "a list of annotations");
                    break;
                default:
                    Whole(ref scanner, static (ref scanner) =>
                    {
                        scanner.PassValue();
                        return true;
                    });
                    break;
            }

            more = Whole(ref scanner, static (ref scanner) => scanner.TakeMore((byte)'}'));
        }

        RequireEnd(ref scanner);
        return (hasImages, hasCategories, scanner.At);
    }

    /// <summary>Reads results: a list of objects.</summary>
    /// <exception cref="CocoJsonException">It is something else, or not JSON.</exception>
    public CocoFile ReadResults()
    {
        JsonScanner scanner = Start();
        Whole(ref scanner, static (ref scanner) => scanner.Peek() == (byte)'['
            ? true
            : throw scanner.Unexpected("a list of results, [{\"image_id\": ..., \"category_id\": ..., \"score\": ..., \"segmentation\": ...}, ...]", "$"));
        ReadRecords(ref scanner, "a list");
        RequireEnd(ref scanner);
        return new CocoFile(json, [], [], _annotations!);
    }

    private enum Member
    {
        Images,
        Categories,
        Annotations,
        Other,
    }

    private delegate T Part<T>(ref JsonScanner scanner);

    private delegate void ItemReader(ref JsonScanner scanner);

    /// <summary>Reads a part of the file; where it fails and the window ends before the file does, once more in a window that begins with it, and in wider ones.</summary>
    private T Whole<T>(ref JsonScanner scanner, Part<T> read)
    {
        while (true)
        {
            (int at, int images, int categories) = (scanner.At, _images.Count, _categories.Count);
            try
            {
                return read(ref scanner);
            }
            catch (CocoJsonException) when (!_window.ReachesEnd)
            {
                _images.RemoveRange(images, _images.Count - images);
                _categories.RemoveRange(categories, _categories.Count - categories);
                scanner = _window.From(at);
            }
        }
    }

    private JsonScanner Start()
    {
        JsonScanner scanner = _window.From(0);
        return scanner.TryTakeMark() ? _window.From(scanner.At) : scanner;
    }

    private static Member TakeMember(ref JsonScanner scanner)
    {
        ReadOnlySpan<byte> key = scanner.TakeKey();
        return key.SequenceEqual("images"u8) ? Member.Images
            : key.SequenceEqual("categories"u8) ? Member.Categories
            : key.SequenceEqual("annotations"u8) ? Member.Annotations
            : Member.Other;
    }

    private static void RequireFirst(JsonScanner scanner, string key, ref bool seen)
    {
        if (seen)
        {
            throw new CocoJsonException(scanner.At, $"the key \"{key}\" occurs twice; expected it once", "$");
        }

        seen = true;
    }

    private void RequireEnd(ref JsonScanner scanner) => Whole(ref scanner, (ref scanner) =>
        scanner.Peek() == 0 && scanner.At == json.Length ? true : throw scanner.Unexpected("the end of the file", "$"));

    private void ReadRecords(ref JsonScanner scanner, string expected)
    {
        bool isEmpty = Whole(ref scanner, (ref scanner) =>
        {
            scanner.Take((byte)'[', expected);
            return scanner.TryTake((byte)']');
        });
        _annotations = new CocoRecordList();
        if (!isEmpty)
        {
            (_annotations, int end) = readRecords(scanner.At);
            scanner = _window.From(end);
        }
    }

    private bool ReadImageList(ref JsonScanner scanner) => ReadList(ref scanner, "images", ReadImage);

    private bool ReadCategoryList(ref JsonScanner scanner) => ReadList(ref scanner, "categories", ReadCategory);

    private static bool ReadList(ref JsonScanner scanner, string name, ItemReader readItem)
    {
        scanner.Take((byte)'[', $"a list of {name}");
        if (scanner.TryTake((byte)']'))
        {
            return true;
        }

        int index = 0;
        do
        {
            try
            {
                readItem(ref scanner);
            }
            catch (CocoJsonException failure)
            {
                throw new CocoJsonException(failure.Offset, failure.Message, Invariant($"$.{name}[{index}]{failure.Place}"));
            }

            index++;
        }
        while (scanner.TakeMore((byte)']'));
        return true;
    }

    private void ReadImage(ref JsonScanner scanner)
    {
        int start = scanner.At;
        long? id = null;
        string file = "";
        long width = 0;
        long height = 0;
        scanner.Take((byte)'{', "an object with id, width and height");
        if (!scanner.TryTake((byte)'}'))
        {
            do
            {
                ReadOnlySpan<byte> key = scanner.TakeKey();
                if (key.SequenceEqual("id"u8))
                {
                    id = scanner.TakeInteger();
                }
                else if (key.SequenceEqual("file_name"u8) && scanner.Peek() == (byte)'"')
                {
                    file = scanner.TakeText("a file name");
                }
                else if (key.SequenceEqual("width"u8))
                {
                    width = TakeSide(ref scanner, ".width");
                }
                else if (key.SequenceEqual("height"u8))
                {
                    height = TakeSide(ref scanner, ".height");
                }
                else
                {
                    scanner.PassValue();
                }
            }
            while (scanner.TakeMore((byte)'}'));
        }

        if (width * height > CocoLimits.MostPixels)
        {
            throw new CocoJsonException(start, Invariant($"an image of {width:N0} x {height:N0} pixels; expected at most {CocoLimits.MostPixels:N0}"));
        }

        _images.Add(new CocoImage(id ?? throw new CocoJsonException(start, "has no \"id\", which is required"), file, (int)width, (int)height));
    }

    private void ReadCategory(ref JsonScanner scanner)
    {
        int start = scanner.At;
        long? id = null;
        string name = "";
        scanner.Take((byte)'{', "an object with id and name");
        if (!scanner.TryTake((byte)'}'))
        {
            do
            {
                ReadOnlySpan<byte> key = scanner.TakeKey();
                if (key.SequenceEqual("id"u8))
                {
                    id = scanner.TakeInteger();
                }
                else if (key.SequenceEqual("name"u8))
                {
                    name = scanner.TakeText("a name");
                }
                else
                {
                    scanner.PassValue();
                }
            }
            while (scanner.TakeMore((byte)'}'));
        }

        _categories.Add(new CocoCategory(id ?? throw new CocoJsonException(start, "has no \"id\", which is required"), name));
    }

    private static long TakeSide(ref JsonScanner scanner, string place)
    {
        int start = scanner.At;
        long side = scanner.TakeInteger();
        return side is >= 0 and <= CocoLimits.LongestSide
            ? side
            : throw new CocoJsonException(start, Invariant($"found {side}; expected 1 to {CocoLimits.LongestSide:N0} pixels"), place);
    }
}
