using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Formats;
using Ade20kEval.Protocols;

namespace Ade20kEval.Tests.Protocols;

public sealed class ProtocolCatalogTests
{
    [Test]
    public void Every_protocol_is_found_by_its_name() =>
        Assert.That(ProtocolCatalog.Names.Select(name => ProtocolCatalog.Find(name).Name), Is.EqualTo(ProtocolCatalog.Names).And.Unique);

    [Test]
    public void A_misspelled_name_answers_with_the_nearest() =>
        Assert.That(() => ProtocolCatalog.Find("mmsge"), Throws.TypeOf<InputException>().With.Message.Contains("'mmseg'"));

    [Test]
    public void Every_protocol_says_what_it_is_and_where_its_arithmetic_was_read()
    {
        foreach (Protocol protocol in ProtocolCatalog.All)
        {
            Assert.That(protocol.Title, Is.Not.Empty, protocol.Name);
            Assert.That(protocol.Source, Does.Contain("/").Or.Contain("devkit"), protocol.Name);
            if (protocol.Name != "mmseg-0.12")
            {
                Assert.That(protocol.Explanation, Does.Contain("Labels:").And.Contains("IoU:").And.Contains("Absent classes:").And.Contains("Predicted").And.Contains("ut of range"), protocol.Name);
            }
        }
    }

    [Test]
    public void The_default_protocol_of_every_dataset_exists_fits_and_comes_first()
    {
        foreach (Dataset dataset in DatasetCatalog.All)
        {
            IReadOnlyList<Protocol> fitting = ProtocolCatalog.ForDataset(dataset);
            Assert.That(fitting[0].Name, Is.EqualTo(dataset.DefaultProtocol), dataset.Name);
        }
    }

    [TestCase("ade20k-150", "voc", false)]
    [TestCase("ade20k-150", "cityscapes", false)]
    [TestCase("ade20k-150", "mlperf", true)]
    [TestCase("ade20k-32", "mlperf", true)]
    [TestCase("ade20k-32", "edgeai", true)]
    [TestCase("voc2012-21", "mlperf", false)]
    [TestCase("voc2012-21", "voc", true)]
    [TestCase("cityscapes-19", "cityscapes", true)]
    [TestCase("cityscapes-19", "mmseg", true)]
    public void A_dataset_is_offered_the_protocols_whose_originals_can_score_it(string dataset, string protocol, bool fits) =>
        Assert.That(ProtocolCatalog.ForDataset(DatasetCatalog.Find(dataset)).Any(p => p.Name == protocol), Is.EqualTo(fits));
}
