using Ade20kEval.Boards;
using Ade20kEval.Files;

namespace Ade20kEval.Tests.Boards;

/// <summary>A part of a board is no board, and edited rules get no record by the way.</summary>
public sealed class BoardWholenessTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void A_board_without_one_of_its_records_cannot_be_read(int missing)
    {
        using BoardBench bench = new();
        bench.Add("one", BoardBench.Run(50));
        bench.Add("two", BoardBench.Run(60));
        bench.Add("three", BoardBench.Run(70));
        File.Delete(Board.RecordPath(bench.Folder, missing));

        Assert.That(() => bench.Open(), Throws.InstanceOf<InputException>().With.Message.Contains($"{missing:D8}.json").And.Message.Contains("missing"));
    }

    [Test]
    public void A_board_without_any_record_cannot_be_read()
    {
        using BoardBench bench = new();
        Directory.Delete(Board.LedgerFolder(bench.Folder), recursive: true);
        Directory.CreateDirectory(Board.LedgerFolder(bench.Folder));

        Assert.That(() => bench.Open(), Throws.InstanceOf<InputException>().With.Message.Contains("missing"));
    }

    [Test]
    public void Under_edited_rules_nothing_is_added_or_withdrawn()
    {
        using BoardBench bench = new();
        StoredEntry one = bench.Add("one", BoardBench.Run(50));
        string rules = Board.DefinitionPath(bench.Folder);
        File.WriteAllText(rules, File.ReadAllText(rules).Replace("\"decimals\": 2", "\"decimals\": 3", StringComparison.Ordinal));

        Assert.That(() => bench.Add("two", BoardBench.Run(60)), Throws.InstanceOf<InputException>().With.Message.Contains("board.json: was changed"));
        Assert.That(() => bench.Open().Mark(one, withdraw: true, "why", DateTimeOffset.UnixEpoch, null), Throws.InstanceOf<InputException>().With.Message.Contains("board.json: was changed"));
        Assert.That(() => bench.Open().RequireRules(), Throws.InstanceOf<InputException>());
        Assert.That(bench.Open().Ledger, Has.Count.EqualTo(2));
    }

    [TestCase("rank")]
    [TestCase("team")]
    [TestCase("meanIou")]
    [TestCase("a,b")]
    public void An_own_column_is_not_called_as_another_one(string name) =>
        Assert.That(() => MetadataField.Declared("here", name), Throws.InstanceOf<InputException>());
}
