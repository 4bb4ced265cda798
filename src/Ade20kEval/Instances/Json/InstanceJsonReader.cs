using System.Text.Json;
using Ade20kEval.Files;
using Ade20kEval.Runs.Json;
using Ade20kEval.Statistics;
using Ade20kEval.Text;

namespace Ade20kEval.Instances.Json;

/// <summary>Reads a document of schema <c>ade20k-eval/instances/1</c> back.</summary>
/// <remarks>
/// Objects, detections and overlaps are read, as strictly as COCO files are; figures are computed again from them and compared with those of the file, so that
/// one whose numbers were edited carries a warning that says so. Keys that this version does not know are passed over.
/// </remarks>
internal static class InstanceJsonReader
{
    private const int LongestName = 4096;
    private const int LongestWord = 255;
    private const int MostLimits = 16;
    private const long MostDrawn = 5_000_000;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">The file is missing, unreadable, no such document, or its evidence contradicts itself.</exception>
    public static InstanceRun ReadFile(string path) => Read(InputFile.ReadAll(path, Array.MaxLength), path);

    /// <summary>Reads a file that may hold one slice of a run.</summary>
    /// <exception cref="InputException">As of <see cref="ReadFile"/>.</exception>
    public static InstanceRun ReadShardFile(string path) => Read(InputFile.ReadAll(path, Array.MaxLength), path, takesShards: true);

    /// <summary>Reads a document from memory.</summary>
    /// <param name="utf8">Its bytes.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <param name="takesShards">Whether it may be a part of a run.</param>
    /// <exception cref="InputException">It is no such document, or its evidence contradicts itself: the message names the place, what it holds and what was expected.</exception>
    public static InstanceRun Read(ReadOnlyMemory<byte> utf8, string name, bool takesShards = false)
    {
        using JsonDocument json = JsonText.ParseStrict(name, utf8);
        JsonCursor root = new(name, json.RootElement);
        DocumentHead.RequireSchema(root, name, InstanceRun.Schema);
        JsonCursor iou = root.Required("iou");
        OverlapKind kind = iou.AnyText(LongestWord) switch
        {
            "mask" => OverlapKind.Mask,
            "box" => OverlapKind.Box,
            "boundary" => OverlapKind.Boundary,
            _ => throw iou.Unexpected("\"mask\", \"box\" or \"boundary\""),
        };
        InstanceProtocol protocol = Named(root.Required("protocol"), InstanceProtocol.All, static one => one.Name);
        InstanceQuirk[] mended = [.. root.Required("mended").Items(InstanceQuirk.All.Count).Select(item => Named(item, InstanceQuirk.All, static one => one.Name))];
        JsonCursor limits = root.Required("maxDetections");
        int[] numbers = [.. limits.Items(MostLimits).Select(item => item.Integer(1, int.MaxValue))];
        protocol = numbers.Length > 0 && numbers.Zip(numbers.Skip(1)).All(static pair => pair.First < pair.Second)
            ? protocol.With(numbers)
            : throw limits.Unexpected("ascending numbers from 1");
        InstanceCategory[] categories = ReadCategories(root.Required("classes"));
        bool crossed = root.Optional("acrossCategories")?.Flag() ?? false;
        ImageInstances[] images = InstanceImageJson.ReadAll(root.Required("images"), categories.Length, kind, crossed);
        InstanceEvidence evidence = new(categories, images, kind) { AcrossCategories = crossed };
        InstanceScores scores = InstanceScores.Of(evidence, InstanceRun.RulesOf(protocol, mended, kind));
        InstanceRun run = InstanceRun.Create(evidence, protocol, mended, scores, DocumentHead.Read(root, images.Length, takesShards));
        run = run with
        {
            Intervals = root.Optional("intervals") is JsonCursor part ? IntervalsOf(run, FigureIntervalsJson.Read(part, [.. InstanceFigures.MetricsOf(scores.Rules).Select(static metric => metric.Key)], categories.Length)) : null,
        };
        string[] differences =
        [
            .. WrittenFigures.Differences(root, lines => InstanceJsonWriter.WriteFigures(lines, run), "its evidence gives"),
            .. EvidenceDigest.Differences(root, lines => InstanceJsonWriter.WriteEvidence(lines, evidence)),
        ];
        return run with { Header = run.Header.With(differences) };
    }

    private static InstanceCategory[] ReadCategories(JsonCursor list)
    {
        long? last = null;
        return [.. list.Items().Select(item =>
        {
            JsonCursor id = item.Required("id");
            long number = id.Long(long.MinValue, long.MaxValue);
            if (number <= last)
            {
                throw id.Unexpected("every category once, by ascending id");
            }

            last = number;
            return new InstanceCategory(number, item.Required("name").AnyText(LongestName));
        })];
    }

    // The jackknife is made again, and so are draws where they are few; others are kept as they are.
    private static FigureIntervals? IntervalsOf(InstanceRun run, FigureIntervals? written)
    {
        long detections = run.Evidence.Images.Sum(static image => (long)image.Detections.Length);
        return written?.MadeBy is IntervalOptions made && (made.IsMadeAgain || made.Draws * Math.Max(detections, 1) <= MostDrawn) ? InstanceFigures.IntervalsOf(run, made) : written;
    }

    private static T Named<T>(JsonCursor place, IReadOnlyList<T> all, Func<T, string> nameOf)
    {
        string found = place.AnyText(LongestWord);
        int index = all.Select(nameOf).ToList().IndexOf(found);
        return index >= 0 ? all[index] : throw place.Unexpected($"one of {string.Join(", ", all.Select(nameOf))}");
    }
}
