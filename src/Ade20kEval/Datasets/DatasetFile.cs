using System.Text.Json;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Datasets;

/// <summary>Datasets in JSON files: whoever has other classes than the catalogue writes them down once.</summary>
/// <remarks><see cref="Template"/> shows every key. Comments (<c>//</c>) and trailing commas are allowed.</remarks>
public static class DatasetFile
{
    /// <summary>Files larger than this are refused: 65,536 classes with all their facts take less.</summary>
    public const int LargestFileBytes = 16 * 1024 * 1024;

    /// <summary>A file to start from: small, valid as it is, and with a comment on every key.</summary>
    public static string Template => """
        // A dataset for ade20k-eval: what the numbers in mask files mean.
        {
          "name": "my-dataset",              // letters, digits, dots, dashes; not a name of the catalogue
          "title": "My dataset",             // optional: the name that people read
          "source": "",                      // optional: where classes and colours come from
          "protocol": "mmseg",               // optional: the protocol used when none is asked for
          "classes": [
            // In the order of their class index. "id" is the value in ground-truth files, 0 to 65534.
            { "id": 1, "name": "road", "color": "#804080", "category": "flat", "stuff": true },
            { "id": 2, "name": "car", "synonyms": "car, automobile", "color": [0, 0, 142], "category": "vehicle", "stuff": false,
              "instances": true,             // optional: instances are labelled too
              "averageInstancePixels": 12794.02,
              "also": [12, 13] },            // optional: further ground-truth values that mean this class
            { "id": 3, "name": "other", "color": "#000000" }
          ],
          // Where ids simply count up, names are enough:  "firstId": 1, "classes": ["road", "car", "other"]
          // Colours: all classes or none; where there are none, charts use made-up ones.
          "ignored": [0, { "id": 255, "name": "void", "color": "#e0e0c0" }],   // known values that are not scored
          "background": 3,                   // optional: the id of the class that means "none of the others"
          "instanceDivisor": 1000,           // optional: ground truth may hold id x 1000 + number for labels with instances
          "pairing": {                       // optional: only a part of a file's name pairs, as in road_000001_gt_ids.png and road_000001_pred.png
            "key": "*_######",               // that part: * is any text, # a digit; a _ or the end of the name follows
            "meaning": "road and number",    // optional: what it is, for notes
            "groundTruthEndings": ["_gt_ids", "_gt"] }   // which of several ground-truth files of an image to take, best first
        }

        """;

    /// <summary>Reads a dataset from a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file cannot be read, is not JSON, or does not describe a dataset; the message names the place.</exception>
    public static Dataset Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Parse(path, InputFile.ReadAll(path, LargestFileBytes));
    }

    /// <summary>Reads a dataset from JSON text.</summary>
    /// <param name="file">The name of the file, for messages.</param>
    /// <param name="utf8">The text.</param>
    /// <exception cref="InputException">The text is not JSON or does not describe a dataset; the message names the place.</exception>
    public static Dataset Parse(string file, ReadOnlyMemory<byte> utf8)
    {
        using JsonDocument document = JsonText.ParseWritten(file, utf8);
        return new DatasetReader(file).Read(new JsonCursor(file, document.RootElement));
    }
}
