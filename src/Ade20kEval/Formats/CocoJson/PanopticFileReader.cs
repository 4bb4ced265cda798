using System.Text;

namespace Ade20kEval.Formats.CocoJson;

/// <summary>Reads files in COCO's panoptic format from their first byte to their last, or lists of categories in the same format.</summary>
/// <param name="json">The whole file.</param>
internal sealed class PanopticFileReader(ReadOnlyMemory<byte> json)
{
    private readonly Dictionary<PanopticImageId, string> _imageFiles = [];
    private readonly HashSet<string> _seen = [];
    private readonly Dictionary<PanopticImageId, int> _annotated = [];
    private List<PanopticFileCategory>? _categories;
    private List<PanopticAnnotation>? _annotations;

    private delegate void ItemReader(ref JsonScanner scanner);

    /// <summary>Reads an object with the list <c>annotations</c>, perhaps <c>categories</c> and <c>images</c>, in any order, and whatever else.</summary>
    /// <exception cref="CocoJsonException">It is something else, or not JSON.</exception>
    public PanopticFile Read()
    {
        JsonScanner scanner = ReadLists();
        return new PanopticFile(
            _imageFiles,
            _categories,
            _annotations ?? throw new CocoJsonException(scanner.At, "the object has no \"annotations\", which is required", "$"));
    }

    /// <summary>Reads a list of categories, or an object that has one under <c>categories</c>.</summary>
    /// <exception cref="CocoJsonException">It is something else, or not JSON.</exception>
    public IReadOnlyList<PanopticFileCategory> ReadCategories()
    {
        JsonScanner scanner = new(json.Span, Start());
        if (scanner.Peek() == (byte)'[')
        {
            _categories = [];
            ReadList(ref scanner, "$", "categories", ReadCategory);
            RequireEnd(scanner);
            return _categories;
        }

        scanner = ReadLists();
        return _categories ?? throw new CocoJsonException(scanner.At, "the object has no \"categories\", which is required", "$");
    }

    private int Start() => json.Span.StartsWith("\uFEFF"u8) ? 3 : 0;

    private JsonScanner ReadLists()
    {
        JsonScanner scanner = new(json.Span, Start());
        scanner.Take((byte)'{', "an object with annotations");
        if (!scanner.TryTake((byte)'}'))
        {
            do
            {
                int keyAt = scanner.At;
                string key = Encoding.UTF8.GetString(scanner.TakeKey());
                if (key is "images" or "categories" or "annotations" && !_seen.Add(key))
                {
                    throw new CocoJsonException(keyAt, $"the key \"{key}\" occurs twice; expected it once", "$");
                }

                switch (key)
                {
                    case "images":
                        ReadList(ref scanner, "$.images", key, ReadImage);
                        break;
                    case "categories":
                        _categories = [];
                        ReadList(ref scanner, "$.categories", key, ReadCategory);
                        break;
                    case "annotations":
                        _annotations = [];
                        ReadList(ref scanner, "$.annotations", key, ReadAnnotation);
                        break;
                    default:
                        scanner.PassValue();
                        break;
                }
            }
            while (scanner.TakeMore((byte)'}'));
        }

        RequireEnd(scanner);
        return scanner;
    }

    private static void RequireEnd(JsonScanner scanner)
    {
        if (scanner.Peek() != 0 || scanner.At < scanner.End)
        {
            throw scanner.Unexpected("the end of the file", "$");
        }
    }

    private static void ReadList(ref JsonScanner scanner, string place, string name, ItemReader readItem)
    {
        scanner.Take((byte)'[', $"a list of {name}");
        if (scanner.TryTake((byte)']'))
        {
            return;
        }

        int index = 0;
        do
        {
            scanner.Peek();
            try
            {
                readItem(ref scanner);
            }
            catch (CocoJsonException failure)
            {
                throw new CocoJsonException(failure.Offset, failure.Message, Invariant($"{place}[{index}]{failure.Place}"));
            }

            index++;
        }
        while (scanner.TakeMore((byte)']'));
    }

    private void ReadImage(ref JsonScanner scanner)
    {
        PanopticImageId? id = null;
        string file = "";
        scanner.Take((byte)'{', "an object with id and file_name");
        if (!scanner.TryTake((byte)'}'))
        {
            do
            {
                ReadOnlySpan<byte> key = scanner.TakeKey();
                if (key.SequenceEqual("id"u8))
                {
                    id = TakeImageId(ref scanner, ".id");
                }
                else if (key.SequenceEqual("file_name"u8) && scanner.Peek() == (byte)'"')
                {
                    file = scanner.TakeText("a file name");
                }
                else
                {
                    scanner.PassValue();
                }
            }
            while (scanner.TakeMore((byte)'}'));
        }

        if (id is PanopticImageId image && file.Length > 0)
        {
            _imageFiles[image] = file;
        }
    }

    private void ReadCategory(ref JsonScanner scanner)
    {
        int start = scanner.At;
        long? id = null;
        bool? isThing = null;
        string name = "";
        scanner.Take((byte)'{', "an object with id, name and isthing");
        if (!scanner.TryTake((byte)'}'))
        {
            do
            {
                ReadOnlySpan<byte> key = scanner.TakeKey();
                if (key.SequenceEqual("id"u8))
                {
                    id = Within(ref scanner, ".id", static (ref JsonScanner s) => s.TakeInteger());
                }
                else if (key.SequenceEqual("name"u8))
                {
                    name = scanner.TakeText("a name");
                }
                else if (key.SequenceEqual("isthing"u8))
                {
                    isThing = Within(ref scanner, ".isthing", static (ref JsonScanner s) => s.TakeFlag());
                }
                else
                {
                    scanner.PassValue();
                }
            }
            while (scanner.TakeMore((byte)'}'));
        }

        _categories!.Add(new PanopticFileCategory(
            id ?? throw new CocoJsonException(start, "has no \"id\", which is required"),
            name,
            isThing ?? throw new CocoJsonException(start, "has no \"isthing\", which is required; expected 1 for things, 0 for stuff")));
    }

    private void ReadAnnotation(ref JsonScanner scanner)
    {
        int start = scanner.At;
        PanopticImageId? image = null;
        string? file = null;
        List<PanopticSegment>? segments = null;
        scanner.Take((byte)'{', "an object with image_id, file_name and segments_info");
        if (!scanner.TryTake((byte)'}'))
        {
            do
            {
                int keyAt = scanner.At;
                ReadOnlySpan<byte> key = scanner.TakeKey();
                if (key.SequenceEqual("image_id"u8))
                {
                    image = TakeImageId(ref scanner, ".image_id");
                }
                else if (key.SequenceEqual("file_name"u8))
                {
                    file = scanner.TakeText("a file name");
                }
                else if (key.SequenceEqual("segments_info"u8))
                {
                    if (segments is not null)
                    {
                        throw new CocoJsonException(keyAt, "the key \"segments_info\" occurs twice; expected it once");
                    }

                    List<PanopticSegment> list = segments = [];
                    Dictionary<long, int> places = [];
                    ReadList(ref scanner, ".segments_info", "segments", (ref JsonScanner s) =>
                    {
                        PanopticSegment segment = TakeSegment(ref s);
                        if (!places.TryAdd(segment.Id, list.Count))
                        {
                            throw new CocoJsonException(segment.Start, Invariant($"id {segment.Id} is that of segments_info[{places[segment.Id]}] (byte {list[places[segment.Id]].Start:N0}) of the same image, too; expected each id once. panopticapi would take the later one without a word"));
                        }

                        list.Add(segment);
                    });
                }
                else
                {
                    scanner.PassValue();
                }
            }
            while (scanner.TakeMore((byte)'}'));
        }

        if (image is PanopticImageId known && !_annotated.TryAdd(known, _annotations!.Count))
        {
            PanopticAnnotation first = _annotations[_annotated[known]];
            throw new CocoJsonException(start, Invariant($"image_id {known} is that of $.annotations[{_annotated[known]}] (byte {first.Start:N0}), too; expected one annotation of each image. panopticapi would score it twice, or take the later one"));
        }

        _annotations!.Add(new PanopticAnnotation(
            image ?? throw new CocoJsonException(start, "has no \"image_id\", which is required"),
            file is { Length: > 0 } ? file : throw new CocoJsonException(start, "has no \"file_name\", which is required"),
            segments ?? throw new CocoJsonException(start, "has no \"segments_info\", which is required"),
            start));
    }

    private static PanopticSegment TakeSegment(ref JsonScanner scanner)
    {
        int start = scanner.At;
        long? id = null;
        long? category = null;
        double? area = null;
        bool? isCrowd = null;
        scanner.Take((byte)'{', "an object with id and category_id");
        if (!scanner.TryTake((byte)'}'))
        {
            do
            {
                ReadOnlySpan<byte> key = scanner.TakeKey();
                if (key.SequenceEqual("id"u8))
                {
                    id = Within(ref scanner, ".id", static (ref JsonScanner s) => s.TakeInteger(), id is not null);
                }
                else if (key.SequenceEqual("category_id"u8))
                {
                    category = Within(ref scanner, ".category_id", static (ref JsonScanner s) => s.TakeInteger(), category is not null);
                }
                else if (key.SequenceEqual("area"u8))
                {
                    area = Within(ref scanner, ".area", static (ref JsonScanner s) => s.TakeNumber(), area is not null);
                }
                else if (key.SequenceEqual("iscrowd"u8))
                {
                    isCrowd = Within(ref scanner, ".iscrowd", static (ref JsonScanner s) => s.TakeFlag(), isCrowd is not null);
                }
                else
                {
                    scanner.PassValue();
                }
            }
            while (scanner.TakeMore((byte)'}'));
        }

        return new PanopticSegment(
            id ?? throw new CocoJsonException(start, "has no \"id\", which is required"),
            category ?? throw new CocoJsonException(start, "has no \"category_id\", which is required"),
            area,
            isCrowd,
            start);
    }

    private static PanopticImageId TakeImageId(ref JsonScanner scanner, string place) => scanner.Peek() == (byte)'"'
        ? new PanopticImageId(0, Within(ref scanner, place, static (ref JsonScanner s) => s.TakeText("a number or a text")))
        : new PanopticImageId(Within(ref scanner, place, static (ref JsonScanner s) => s.TakeInteger()), null);

    private delegate T ValueReader<out T>(ref JsonScanner scanner);

    private static T Within<T>(ref JsonScanner scanner, string place, ValueReader<T> take, bool isSecond = false)
    {
        if (isSecond)
        {
            throw new CocoJsonException(scanner.At, $"the key \"{place[1..]}\" occurs twice; expected it once");
        }

        try
        {
            return take(ref scanner);
        }
        catch (CocoJsonException failure) when (failure.Place.Length == 0)
        {
            throw new CocoJsonException(failure.Offset, failure.Message, place);
        }
    }
}
