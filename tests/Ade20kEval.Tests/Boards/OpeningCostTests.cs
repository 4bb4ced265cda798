using System.Diagnostics;
using Ade20kEval.Boards;

namespace Ade20kEval.Tests.Boards;

[Explicit]
public sealed class OpeningCostTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void Cost(bool signed)
    {
        using System.Security.Cryptography.ECDsa key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        using BoardBench bench = new(signed ? BoardBench.Rules with { PublicKey = BoardSignature.PublicKeyOf(key) } : null, signed ? key : null);
        for (int i = 0; i < 200; i++)
        {
            Board board = bench.Open();
            (BoardEntry entry, byte[] document) = board.Score(BoardBench.Run(40 + (i % 50)), BoardBench.About($"net {i}", $"team {i % 40}"), new string('c', 64));
            board.Add(entry, document, BoardBench.Noon, signed ? key : null);
        }

        for (int i = 0; i < 5; i++)
        {
            long t = Stopwatch.GetTimestamp();
            Board board = bench.Open();
            TestContext.Out.WriteLine($"open {Stopwatch.GetElapsedTime(t).TotalMilliseconds:0.0} ms {board.Entries.Count} {board.LedgerFaults.Count}");
            t = Stopwatch.GetTimestamp();
            foreach (string f in BoardVerification.Files(Path.Combine(bench.Folder, "entries")).Concat(BoardVerification.Files(Path.Combine(bench.Folder, "ledger"))))
            {
                Ade20kEval.Files.InputFile.ReadAll(f, 1 << 20);
            }

            TestContext.Out.WriteLine($"  reading alone {Stopwatch.GetElapsedTime(t).TotalMilliseconds:0.0} ms");
        }
    }
}
