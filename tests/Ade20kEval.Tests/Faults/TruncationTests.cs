using Ade20kEval.Fuzzing;

namespace Ade20kEval.Tests.Faults;

/// <summary>Fault P7 for every reader: a file that is cut anywhere is refused, never a part of an answer.</summary>
public sealed class TruncationTests
{
    // A list of lines that ends sooner is a shorter list; whether a line is missing shows against the images. A deflate stream alone is no file.
    private static readonly string[] s_lists = ["csv", "names", "scenes", "slices", "published", "remap", "inflate"];

    private static IEnumerable<string> Whole => Targets.All.Keys;

    private static IEnumerable<string> Cut => Targets.All.Keys.Except(s_lists);

    [TestCaseSource(nameof(Whole))]
    public void What_our_own_writers_write_is_accepted(string target)
    {
        foreach (byte[] seed in SeedFiles.Of(target))
        {
            Assert.That(Targets.All[target](seed), Is.True);
        }
    }

    [TestCaseSource(nameof(Cut))]
    public void What_is_cut_at_any_byte_is_refused(string target)
    {
        foreach (byte[] seed in SeedFiles.Of(target))
        {
            int length = seed.Length;
            while (length > 0 && (seed[length - 1] is (byte)'\n' or (byte)' ' || (target == "tif" && seed[length - 1] == 0)))
            {
                length--;   // white space after a document says nothing, nor does what fills a TIFF up to an even length
            }

            // Long ones are cut at every seventh byte; a document of a run at every byte is another test's (RunJsonTests).
            for (int cut = 0; cut < length; cut += length > 4096 ? 7 : 1)
            {
                Assert.That(Targets.All[target](seed[..cut]), Is.False, $"the first {cut} of {seed.Length} bytes");
            }
        }
    }

    [TestCaseSource(nameof(s_lists))]
    public void A_list_that_is_cut_at_any_byte_is_a_shorter_list_or_refused(string target)
    {
        foreach (byte[] seed in SeedFiles.Of(target))
        {
            for (int cut = 0; cut < seed.Length; cut++)
            {
                Assert.That(() => Targets.All[target](seed[..cut]), Throws.Nothing, $"the first {cut} of {seed.Length} bytes");
            }
        }
    }
}
