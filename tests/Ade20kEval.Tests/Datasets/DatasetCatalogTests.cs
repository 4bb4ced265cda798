using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Formats;

namespace Ade20kEval.Tests.Datasets;

public sealed class DatasetCatalogTests
{
    [Test]
    public void Every_listed_name_finds_the_dataset_of_that_name() =>
        Assert.That(DatasetCatalog.Names.Select(name => DatasetCatalog.Find(name).Name), Is.EqualTo(DatasetCatalog.Names));

    [Test]
    public void An_unknown_name_answers_with_the_nearest() =>
        Assert.That(
            () => DatasetCatalog.Find("ade20k150"),
            Throws.InstanceOf<InputException>().With.Message.StartsWith("There is no dataset 'ade20k150'. Did you mean 'ade20k-150'"));
}
