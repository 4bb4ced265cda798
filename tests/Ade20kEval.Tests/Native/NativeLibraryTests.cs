using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Ade20kEval.Datasets;
using Ade20kEval.Evaluation;
using Ade20kEval.Files;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Masks;
using Ade20kEval.Native;
using Ade20kEval.Text;

namespace Ade20kEval.Tests.Native;

/// <summary>What of the shared library can be tested without it being one; the rest is in <c>tests/python</c>.</summary>
public sealed partial class NativeLibraryTests
{
    [Test]
    public void Every_advice_has_words_for_callers_of_the_library_and_none_is_an_option()
    {
        foreach (Advice advice in Advice.All)
        {
            string message = AdviceWords.AddTo($"Found 3. To mend it, {advice}.");

            Assert.That(message, Does.Contain($"{advice.Words} ({AdviceWords.Key(advice)})").And.Not.Contain("--"));
        }
    }

    [Test]
    public void The_header_declares_exactly_what_is_exported()
    {
        string source = Path.Combine(TestFolders.Repository, "src", "Ade20kEval.Native");
        string header = Comments().Replace(File.ReadAllText(Path.Combine(source, "ade20k_eval.h")), "");
        string[] declared = [.. Functions().Matches(header).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal)];
        string[] exported = [.. Directory.EnumerateFiles(Path.Combine(source, "Exports"), "*.cs")
            .SelectMany(file => EntryPoints().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal)];

        Assert.That(declared, Has.Length.EqualTo(24));
        Assert.That(exported, Is.EqualTo(declared));
    }

    [Test]
    public void A_state_comes_back_as_it_was()
    {
        ArrayOptions options = new(new ScoringOptions { Boundaries = true, ErrorWidth = 0.01, Rings = 2, Sizes = true }) { Digests = true };
        MaskAccumulator accumulator = new(options.Scoring);
        accumulator.Add(Map([1, 2, 150, 0]), Map([1, 1, 300, 0]), "ä");
        CountedPair pair = accumulator.ToPairs().Single() with { Digests = new byte[64] };

        byte[] state = EvaluatorState.Write([pair], options);
        CountedPair back = EvaluatorState.Read(state, options).Single();

        Assert.That(back.Counts.Name, Is.EqualTo("ä"));
        Assert.That(back.HasCountsOf(pair), Is.True);
        Assert.That(back.Evidence.Boundary!.Classes.Cells.ToArray(), Is.EqualTo(pair.Evidence.Boundary!.Classes.Cells.ToArray()));
        Assert.That(back.Evidence.Boundary.Labels!.Cells.ToArray(), Is.EqualTo(pair.Evidence.Boundary.Labels!.Cells.ToArray()));
        Assert.That(back.Evidence.Errors, Is.EqualTo(pair.Evidence.Errors).And.Not.Empty);
        Assert.That(back.Evidence.Rings!.Select(ring => ring.Cells.ToArray()), Is.EqualTo(pair.Evidence.Rings!.Select(ring => ring.Cells.ToArray())));
        Assert.That(back.Evidence.Sizes!.GroundTruth, Is.EqualTo(pair.Evidence.Sizes!.GroundTruth).And.Not.Empty);
        Assert.That(back.Evidence.Sizes.Prediction, Is.EqualTo(pair.Evidence.Sizes.Prediction));
        Assert.That(EvaluatorState.Write([back], options), Is.EqualTo(state));
    }

    [Test]
    public void A_state_of_other_options_is_refused_by_name()
    {
        byte[] state = EvaluatorState.Write([], new ArrayOptions(new ScoringOptions()));

        foreach ((ArrayOptions other, string word) in new (ArrayOptions, string)[]
        {
            (new(new ScoringOptions { Boundaries = true }), "boundaries"),
            (new(new ScoringOptions { Rings = 3 }), "3 rings"),
            (new(new ScoringOptions()) { Digests = true }, "digests"),
            (new(new ScoringOptions { PredictionLabels = PredictionLabels.Indices }), "indices"),
            (new(new ScoringOptions { Dataset = DatasetCatalog.Find("voc2012-21") }), "voc2012-21"),
        })
        {
            Assert.That(() => EvaluatorState.Read(state, other), Throws.TypeOf<InputException>().With.Message.Contains(word).And.Message.Contains("same options"));
        }
    }

    [Test]
    public void A_state_that_was_cut_or_changed_anywhere_is_refused()
    {
        ArrayOptions options = new(new ScoringOptions());
        MaskAccumulator accumulator = new();
        accumulator.Add(Map([1, 2, 1, 2]), Map([1, 2, 1, 2]), "a");
        byte[] state = EvaluatorState.Write(accumulator.ToPairs(), options);

        for (int i = 0; i < state.Length; i++)
        {
            byte[] changed = [.. state];
            changed[i] ^= 0x10;
            Assert.That(() => EvaluatorState.Read(changed, options), Throws.TypeOf<InputException>(), $"byte {i}");
            Assert.That(() => EvaluatorState.Read(state.AsMemory(0, i), options), Throws.TypeOf<InputException>(), $"{i} bytes");
        }
    }

    [TestCase(1, "the .npy file of bytes")]
    [TestCase(300, "the .npy file of 16-bit numbers")]
    public void The_digest_of_a_mask_is_that_of_its_file(int value, string what)
    {
        int[] values = [0, 7, value, 2];
        byte[] file = value > byte.MaxValue
            ? NpyWriter.Write<ushort>([.. values.Select(v => (ushort)v)], 2, 2)
            : NpyWriter.Write<byte>([.. values.Select(v => (byte)v)], 2, 2);
        byte[] digest = new byte[SHA256.HashSizeInBytes];

        MaskDigest.Of(Map(values), digest);

        Assert.That(digest, Is.EqualTo(SHA256.HashData(file)), what);
    }

    private static LabelMap Map(int[] values)
    {
        LabelMap map = new();
        map.Fill<int>(values, width: 2, height: 2);
        return map;
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\b(ade20k_\w+)\(")]
    private static partial Regex Functions();

    [GeneratedRegex("EntryPoint = \"(\\w+)\"")]
    private static partial Regex EntryPoints();
}
