using System.Text.Json;
using Ade20kEval.Files;
using Ade20kEval.Runs.Json;
using Ade20kEval.Statistics;
using Ade20kEval.Text;

namespace Ade20kEval.Panoptic.Json;

/// <summary>Reads a document of schema <c>ade20k-eval/panoptic/1</c> back.</summary>
/// <remarks>
/// Segments and overlaps are read, as strictly as pictures are; figures are computed again from them and compared with those of the file, so that one whose
/// numbers were edited carries a warning that says so. Keys that this version does not know are passed over.
/// </remarks>
internal static class PanopticJsonReader
{
    private const int LongestName = 4096;
    private const int LongestWord = 255;
    private const long MostDrawn = 5_000_000;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">The file is missing, unreadable, no such document, or its evidence contradicts itself.</exception>
    public static PanopticRun ReadFile(string path) => Read(InputFile.ReadAll(path, Array.MaxLength), path);

    /// <summary>Reads a file that may hold one slice of a run.</summary>
    /// <exception cref="InputException">As of <see cref="ReadFile"/>.</exception>
    public static PanopticRun ReadShardFile(string path) => Read(InputFile.ReadAll(path, Array.MaxLength), path, takesShards: true);

    /// <summary>Reads a document from memory.</summary>
    /// <param name="utf8">Its bytes.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <param name="takesShards">Whether it may be a part of a run.</param>
    /// <exception cref="InputException">It is no such document, or its evidence contradicts itself: the message names the place, what it holds and what was expected.</exception>
    public static PanopticRun Read(ReadOnlyMemory<byte> utf8, string name, bool takesShards = false)
    {
        using JsonDocument json = JsonText.ParseStrict(name, utf8);
        JsonCursor root = new(name, json.RootElement);
        DocumentHead.RequireSchema(root, name, PanopticRun.Schema);
        bool hasBoundaries = Word(root.Required("iou"), ("mask", false), ("boundary", true));
        PanopticProtocol protocol = Named(root.Required("protocol"), PanopticProtocol.All, static one => one.Name);
        PanopticAreas areas = Word(root.Required("areas"), ("json", PanopticAreas.Json), ("png", PanopticAreas.Png));
        PanopticQuirk[] mended = [.. root.Required("mended").Items(PanopticQuirk.All.Count).Select(item => Named(item, PanopticQuirk.All, static one => one.Name))];
        PanopticRules rules = PanopticRun.RulesOf(protocol, areas, mended);
        if (rules.Areas != areas || (protocol.Rules.IsTorchMetrics && (areas == PanopticAreas.Json || hasBoundaries)))
        {
            throw root.Required("areas").Wrong($"does not go with protocol {protocol.Name}, {(hasBoundaries ? "boundaries" : "masks")} and what was mended.");
        }

        PanopticCategory[] categories = ReadCategories(root.Required("categories"));
        PanopticImage[] images = PanopticImageJson.ReadAll(root.Required("images"), categories.Length, hasBoundaries);
        try
        {
            PanopticRun run = PanopticRun.Create(new PanopticEvidence(categories, images, hasBoundaries), protocol, areas, mended, DocumentHead.Read(root, images.Length, takesShards));
            run = run with
            {
                Intervals = root.Optional("intervals") is JsonCursor part ? IntervalsOf(run, FigureIntervalsJson.Read(part, [.. PanopticFigures.Metrics.Select(static metric => metric.Key)], categories.Length)) : null,
            };
            string[] differences =
            [
                .. WrittenFigures.Differences(root, lines => PanopticJsonWriter.WriteFigures(lines, run), "its evidence gives"),
                .. EvidenceDigest.Differences(root, lines => PanopticJsonWriter.WriteEvidence(lines, run)),
            ];
            return run with { Header = run.Header.With(differences) };
        }
        catch (InputException wrong) when (!wrong.Message.StartsWith(name, StringComparison.Ordinal))
        {
            throw new InputException($"{name}: {wrong.Message}", wrong);
        }
    }

    private static PanopticCategory[] ReadCategories(JsonCursor list)
    {
        HashSet<long> ids = [];
        return [.. list.Items().Select(item =>
        {
            JsonCursor id = item.Required("id");
            long number = id.Long(long.MinValue, long.MaxValue);
            return ids.Add(number)
                ? new PanopticCategory(number, item.Required("name").AnyText(LongestName), item.Required("isThing").Flag())
                : throw id.Unexpected("every category once");
        })];
    }

    // The jackknife is made again, and so are draws where they are few; others are kept as they are.
    private static FigureIntervals? IntervalsOf(PanopticRun run, FigureIntervals? written) =>
        written?.MadeBy is IntervalOptions made && (made.IsMadeAgain || made.Draws * Math.Max(run.Evidence.Images.Count, 1L) <= MostDrawn) ? PanopticFigures.IntervalsOf(run, made) : written;

    private static T Word<T>(JsonCursor place, (string Word, T Value) first, (string Word, T Value) second)
    {
        string found = place.AnyText(LongestWord);
        return found == first.Word ? first.Value : found == second.Word ? second.Value : throw place.Unexpected($"\"{first.Word}\" or \"{second.Word}\"");
    }

    private static T Named<T>(JsonCursor place, IReadOnlyList<T> all, Func<T, string> nameOf)
    {
        string found = place.AnyText(LongestWord);
        int index = all.Select(nameOf).ToList().IndexOf(found);
        return index >= 0 ? all[index] : throw place.Unexpected($"one of {string.Join(", ", all.Select(nameOf))}");
    }
}
