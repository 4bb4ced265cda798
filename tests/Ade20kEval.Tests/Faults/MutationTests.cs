using System.Diagnostics;
using Ade20kEval.Fuzzing;

namespace Ade20kEval.Tests.Faults;

/// <summary>Fault P3 for every reader: whatever is changed in a file, the answer is an error of the kind that names the file, or a whole answer, soon and in little memory.</summary>
/// <remarks>What a fuzzer did find is in the folder Regressions, TARGET-what.</remarks>
[NonParallelizable]   // measures milliseconds
public sealed class MutationTests
{
    private const int Cases = 600;
    private const long MostBytes = 64 << 20;
    private static readonly TimeSpan s_limit = TimeSpan.FromMilliseconds(100);

    private static IEnumerable<string> All => Targets.All.Keys;

    private static string Regressions => Path.Combine(TestContext.CurrentContext.TestDirectory, "Faults", "Regressions");

    [TestCaseSource(nameof(All))]
    public void Changed_files_are_answered_soon_and_with_no_other_exception(string target)
    {
        Random random = new(21);
        IReadOnlyList<byte[]> seeds = SeedFiles.Of(target);
        Array.ForEach([.. seeds], seed => Targets.All[target](seed));   // code is compiled before it is timed
        for (int i = 0; i < Cases; i++)
        {
            byte[] file = Mutated(seeds[i % seeds.Count], seeds[random.Next(seeds.Count)], random);
            try
            {
                RunInTime(target, file);
            }
            catch (Exception failure) when (failure is not AssertionException)
            {
                Assert.Fail($"case {i}: {Convert.ToBase64String(file)}\n{failure}");
            }
        }
    }

    [Test]
    public void What_was_found_once_is_answered_ever_after()
    {
        foreach (string file in Directory.Exists(Regressions) ? Directory.GetFiles(Regressions) : [])
        {
            string name = Path.GetFileName(file);
            Assert.That(() => Targets.All[name[..name.IndexOf('-', StringComparison.Ordinal)]](File.ReadAllBytes(file)), Throws.Nothing, name);
        }
    }

    private static void RunInTime(string target, byte[] file)
    {
        TimeSpan elapsed = TimeSpan.MaxValue;
        for (int attempt = 0; attempt < 8 && elapsed > s_limit; attempt++)   // the machine may be busy; the reader is not
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            Targets.All[target](file);
            elapsed = Stopwatch.GetElapsedTime(start);
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostBytes), Convert.ToBase64String(file));
        }

        Assert.That(elapsed, Is.LessThan(s_limit), Convert.ToBase64String(file));
    }

    /// <summary>One to four changes: bits, bytes, digits, cuts, repeats, swaps of stretches with another seed, large numbers where there are small ones.</summary>
    private static byte[] Mutated(byte[] seed, byte[] other, Random random)
    {
        List<byte> file = [.. seed];
        for (int change = random.Next(1, 5); change > 0 && file.Count > 0; change--)
        {
            int at = random.Next(file.Count);
            int length = random.Next(1, Math.Min(16, file.Count - at) + 1);
            switch (random.Next(8))
            {
                case 0 or 1:
                    file[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    file[at] = (byte)random.Next(256);
                    break;
                case 3:
                    file.RemoveRange(at, length);
                    break;
                case 4:
                    file.InsertRange(at, file.GetRange(at, length));
                    break;
                case 5:
                    int from = random.Next(other.Length);
                    file.InsertRange(at, other.AsSpan(from, random.Next(Math.Min(64, other.Length - from))));
                    break;
                case 6:
                    int digit = file.FindIndex(at, static b => char.IsAsciiDigit((char)b));
                    if (digit >= 0)
                    {
                        string[] numbers = ["-1", "0", "2147483648", "9223372036854775808", "1e400", "65536", "null"];
                        file.RemoveAt(digit);
                        file.InsertRange(digit, System.Text.Encoding.ASCII.GetBytes(numbers[random.Next(numbers.Length)]));
                    }

                    break;
                default:
                    for (int i = 0; i < length; i++)
                    {
                        file[at + i] = (byte)(random.Next(2) * 255);
                    }

                    break;
            }
        }

        return [.. file];
    }
}
