using System.Text;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Scoring;
using CsCheck;

namespace Ade20kEval.Tests.Runs;

/// <summary>Whatever a run is made of, its document read back is the same run. A failure prints the smallest input found, and its seed.</summary>
public sealed class RunJsonLawTests
{
    private const int Rounds = 150;

    // Digits too: ids and names must not be taken for each other.
    private static readonly Gen<string> s_name = Gen.OneOf(Gen.Int[0, 9].Select(digit => $"{digit}"), Gen.Char['!', '\u00ff'].Array[1, 6].Select(letters => new string(letters)).Where(name => name.Trim() == name && !name.Any(char.IsControl)));

    // The ignored value, three classes, and a value that belongs to none.
    private static readonly Gen<PairCount[]> s_cells = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Gen.Long[1, 1000]).Array[1, 12].Select(cells => cells
        .DistinctBy(cell => (cell.Item1, cell.Item2))
        .OrderBy(cell => (cell.Item1, cell.Item2))
        .Select(cell => new PairCount((ushort)cell.Item1, (ushort)cell.Item2, cell.Item3))
        .ToArray());

    private static readonly Gen<RunDocument> s_runs = Gen.Select(s_name.Array[3].Where(AreUnlike), s_name.Array[1, 5].Where(AreUnlike), s_cells.Array[5], s_name, Gen.Bool, Gen.Int[0, 6])
        .Select((classes, images, cells, text, isShard, subset) =>
        {
            Dataset dataset = new("own", "Own", [.. classes.Select((name, i) => new ClassInfo(i, i + 1, name, new Rgb((byte)i, 0, 0)))], [0]) { DefaultProtocol = "sceneparse" };
            RunCounts counts = new(dataset, PredictionLabels.Ids, [.. images.Order(StringComparer.Ordinal).Select((name, i) => new ImageCounts(name, 1, (int)cells[i].Sum(cell => cell.Pixels), cells[i]))]);
            RunDocument run = RunDocument.Create(counts, [ProtocolCatalog.Find("sceneparse"), ProtocolCatalog.Find("mmseg")], new RunHeader
            {
                Tool = new ToolInfo(text, "scalar", 1, 0.25),
                GroundTruth = new InputInfo(text, images.Length, "00"),
                Predictions = new InputInfo(text, images.Length, "11"),
                Warnings = isShard ? [text] : [],
                Shard = isShard ? new ShardInfo(1, 2) : null,
                Partial = isShard,
            });
            int[] chosen = [.. Enumerable.Range(0, 3).Where(i => (subset >> i) % 2 == 1)];
            return chosen.Length == 0 ? run : run with { Subset = ClassSubset.Score(counts, chosen, isShard ? OtherClasses.Merged : OtherClasses.Ignored) };
        });

    [Test]
    public void A_run_survives_its_document() => s_runs.Sample(run =>
    {
        byte[] first = RunJsonWriter.Write(run);
        RunDocument back = RunJsonReader.Read(first, "run.json");

        return RunJsonWriter.Write(back).AsSpan().SequenceEqual(first)
            && back.Warnings.SequenceEqual(run.Warnings)
            && back.Primary.MeanIou.Equals(run.Primary.MeanIou)
            && back.Subset?.DiceMacro == run.Subset?.DiceMacro
            && back.Images.Zip(run.Images).All(pair => pair.First.Name == pair.Second.Name && pair.First.Cells.SequenceEqual(pair.Second.Cells));
    }, iter: Rounds, threads: 1, print: run => Encoding.UTF8.GetString(RunJsonWriter.Write(run)));

    private static bool AreUnlike(string[] names) => names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Length;
}
