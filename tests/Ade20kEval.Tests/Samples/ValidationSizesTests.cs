using System.Globalization;
using Ade20kEval.Datasets.Presets;
using Ade20kEval.Samples;

namespace Ade20kEval.Tests.Samples;

public sealed class ValidationSizesTests
{
    [Test]
    public void The_table_holds_2000_masks_of_616_sizes_most_of_them_683_by_512()
    {
        (int Width, int Height)[] sizes = [.. Enumerable.Range(0, ValidationSizes.Count).Select(ValidationSizes.Of)];

        Assert.That(sizes, Has.Length.EqualTo(2000));
        Assert.That(sizes.Distinct().Count(), Is.EqualTo(616));
        Assert.That(sizes.Count(size => size == (683, 512)), Is.EqualTo(559));
        Assert.That(sizes.Take(200).Count(size => size == (683, 512)), Is.InRange(46, 66), "a stretch is a fair mixture");
    }

    [Test]
    public void The_table_agrees_with_the_list_it_was_made_from()
    {
        string list = TestFolders.SharedOrSkip("data", "ade_validation_sizes.csv");
        IEnumerable<(int, int)> listed = File.ReadLines(list).Skip(1).Select(line => line.Split(','))
            .Select(cells => (int.Parse(cells[1], CultureInfo.InvariantCulture), int.Parse(cells[2], CultureInfo.InvariantCulture)));

        Assert.That(Enumerable.Range(0, 2000).Select(ValidationSizes.Of).Order(), Is.EqualTo(listed.Order()));
        Assert.That(Enumerable.Range(0, Ade20kValidation.Count).Select(i => FormattableString.Invariant($"{Ade20kValidation.NameOf(i)}.png,{Ade20kValidation.SizeOf(i).Width},{Ade20kValidation.SizeOf(i).Height}")), Is.EqualTo(File.ReadLines(list).Skip(1)));
    }
}
