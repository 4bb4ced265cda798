using System.Globalization;
using System.Text.Json;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Masks.Tables;

/// <summary>Finds where in a JSON file the segments of each image are, without decoding them.</summary>
internal sealed class RleJsonIndex
{
    private readonly string _path;
    private readonly TableLimits _limits;
    private readonly Dictionary<string, List<(int Start, int Length)>> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _nameById = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Width, int Height)?> _listed = new(StringComparer.Ordinal);

    private RleJsonIndex(string path, TableLimits limits) => (_path, _limits) = (path, limits);

    /// <summary>Each image, by file name or id, with the places of its segments; images that are listed and have none among them.</summary>
    public IReadOnlyDictionary<string, List<(int Start, int Length)>> Images => _byName;

    /// <summary>The size that the list of images gives to one of them; <see langword="null"/> where it gives none.</summary>
    public (int Width, int Height)? SizeOf(string image) => _listed.GetValueOrDefault(image);

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">It is not valid JSON, or of another form.</exception>
    public static RleJsonIndex Of(ReadOnlySpan<byte> json, string path, TableLimits limits)
    {
        if (!System.Text.Unicode.Utf8.IsValid(json))
        {
            throw new InputException($"{path}: is not UTF-8 text. Save it as UTF-8.");
        }

        RleJsonIndex index = new(path, limits);
        int offset = json.Length - ByteOrderMark.Skip(json).Length;
        try
        {
            index.ReadRoot(json, offset);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The latter is said of text, such as half of a surrogate pair, that is looked into only when it is compared.
            throw new InputException($"{path}: is not valid JSON ({Excerpt.OfMessage(failure)}).", failure);
        }

        return index;
    }

    private void ReadRoot(ReadOnlySpan<byte> json, int offset)
    {
        Utf8JsonReader reader = new(json[offset..]);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            ReadSegments(ref reader, offset);
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            ReadObject(ref reader, offset);
        }
        else
        {
            throw Unlike($"holds a single {reader.TokenType}");
        }

        while (reader.Read())
        {
            // Anything but white space after the root is an error of the JSON reader.
        }

        if (_nameById.Count > 0)
        {
            NameImages();
        }

        foreach (string image in _listed.Keys)
        {
            _byName.TryAdd(image, []);
        }
    }

    private void ReadObject(ref Utf8JsonReader reader, int offset)
    {
        bool found = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isSegments = reader.ValueTextEquals("annotations"u8);
            bool isImages = reader.ValueTextEquals("images"u8);
            reader.Read();
            if (isSegments && reader.TokenType == JsonTokenType.StartArray)
            {
                if (found)
                {
                    throw Unlike("has the list 'annotations' twice");
                }

                found = true;
                ReadSegments(ref reader, offset);
            }
            else if (isImages && reader.TokenType == JsonTokenType.StartArray)
            {
                ReadImages(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        if (!found)
        {
            throw Unlike("is an object without a list 'annotations'");
        }
    }

    private void ReadSegments(ref Utf8JsonReader reader, int offset)
    {
        for (long number = 1; reader.Read() && reader.TokenType != JsonTokenType.EndArray; number++)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw Unlike(Invariant($"has a {reader.TokenType} as entry {number:N0} of its list"));
            }

            int start = (int)reader.TokenStartIndex + offset;
            (string? name, string? id, _) = ReadImage(ref reader, "image_id"u8);
            string image = name ?? id ?? throw Unlike(Invariant($"has neither file_name nor image_id in entry {number:N0} of its list"));
            if (!_byName.TryGetValue(image, out List<(int Start, int Length)>? segments))
            {
                _byName.Add(image, segments = []);
                _limits.CheckImages(_byName.Count);
            }

            segments.Add((start, (int)reader.BytesConsumed + offset - start));
        }
    }

    /// <summary>Reads an object to its end: its <c>file_name</c>, the number under the other key, and the image's size where both sides are given.</summary>
    private (string? Name, string? Id, (int Width, int Height)? Size) ReadImage(ref Utf8JsonReader reader, ReadOnlySpan<byte> idKey)
    {
        string? name = null;
        string? id = null;
        int width = 0;
        int height = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isName = reader.ValueTextEquals("file_name"u8);
            bool isId = reader.ValueTextEquals(idKey);
            bool isWidth = reader.ValueTextEquals("width"u8);
            bool isHeight = reader.ValueTextEquals("height"u8);
            reader.Read();
            if (isName)
            {
                name = Text(ref reader);
            }
            else if (isId)
            {
                id = Text(ref reader);
            }
            else if ((isWidth || isHeight) && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int side))
            {
                (width, height) = isWidth ? (side, height) : (width, side);
            }
            else
            {
                reader.Skip();
            }
        }

        return (name, id, width > 0 && height > 0 ? (width, height) : null);
    }

    private void ReadImages(ref Utf8JsonReader reader)
    {
        for (long number = 1; reader.Read() && reader.TokenType != JsonTokenType.EndArray; number++)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw Unlike(Invariant($"has a {reader.TokenType} as entry {number:N0} of its list 'images'"));
            }

            (string? name, string? id, (int Width, int Height)? size) = ReadImage(ref reader, "id"u8);
            if ((name ?? id) is string image)
            {
                _listed[image] = size;
                _limits.CheckImages(_listed.Count);
            }

            if (name is not null && id is not null && !_nameById.TryAdd(id, name))
            {
                throw new InputException($"{_path}: the image id {Excerpt.Of(id)} is given twice in 'images'.");
            }
        }
    }

    /// <summary>Replaces ids by the file names that the file gives for them.</summary>
    private void NameImages()
    {
        foreach ((string id, List<(int Start, int Length)> segments) in _byName.ToArray())
        {
            if (_nameById.TryGetValue(id, out string? name) && name != id)
            {
                _byName.Remove(id);
                if (!_byName.TryAdd(name, segments))
                {
                    throw new InputException($"{_path}: the file name '{Excerpt.Of(name)}' is given to more than one image id.");
                }
            }
        }
    }

    /// <summary>A name or number as text.</summary>
    private string? Text(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                _limits.CheckLength(reader.ValueSpan.Length);
                try
                {
                    string name = reader.GetString()!;
                    _limits.CheckParts(name);
                    return name;
                }
                catch (InvalidOperationException failure)
                {
                    throw new InputException($"{_path}: names an image by text that is not valid Unicode.", failure);
                }

            case JsonTokenType.Number when reader.TryGetInt64(out long number):
                return number.ToString(CultureInfo.InvariantCulture);
            default:
                throw Unlike($"names an image by a {reader.TokenType}");
        }
    }

    private InputException Unlike(string found) =>
        new($"{_path}: {found}; expected a list of segments {{\"file_name\" or \"image_id\", \"category_id\", \"segmentation\": {{\"size\": [height, width], \"counts\"}}}}.");
}
