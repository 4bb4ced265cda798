using System.Text.RegularExpressions;
using Ade20kEval.Files;
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

        Assert.That(declared, Has.Length.EqualTo(23));
        Assert.That(exported, Is.EqualTo(declared));
    }

    [Test]
    public void A_state_comes_back_as_it_was()
    {
        ScoringOptions scoring = new();
        MaskAccumulator accumulator = new(scoring);
        LabelMap truth = new();
        truth.Fill<int>([1, 2, 150, 0], width: 2, height: 2);
        LabelMap predicted = new();
        predicted.Fill<int>([1, 1, 300, 0], width: 2, height: 2);
        accumulator.Add(truth, predicted, "ä");

        byte[] state = EvaluatorState.Write(accumulator.ToCounts());

        Assert.That(EvaluatorState.Read(state, scoring).Single().Name, Is.EqualTo("ä"));
        Assert.That(EvaluatorState.Read(state, scoring).Single().Cells.ToArray(), Is.EqualTo(accumulator.ToCounts().Images[0].Cells.ToArray()));
    }

    [Test]
    public void A_state_that_was_cut_or_changed_anywhere_is_refused()
    {
        MaskAccumulator accumulator = new();
        LabelMap map = new();
        map.Fill<int>([1, 2], width: 2, height: 1);
        accumulator.Add(map, map, "a");
        byte[] state = EvaluatorState.Write(accumulator.ToCounts());

        for (int i = 0; i < state.Length; i++)
        {
            byte[] changed = [.. state];
            changed[i] ^= 0x10;
            Assert.That(() => EvaluatorState.Read(changed, new ScoringOptions()), Throws.TypeOf<InputException>(), $"byte {i}");
            Assert.That(() => EvaluatorState.Read(state.AsMemory(0, i), new ScoringOptions()), Throws.TypeOf<InputException>(), $"{i} bytes");
        }
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\b(ade20k_\w+)\(")]
    private static partial Regex Functions();

    [GeneratedRegex("EntryPoint = \"(\\w+)\"")]
    private static partial Regex EntryPoints();
}
