using Ade20kEval.Samples;

namespace Ade20kEval.Tests.Samples;

public sealed class SiblingClassesTests
{
    [Test]
    public void Every_class_has_siblings_and_is_none_of_its_own()
    {
        for (int id = 1; id <= 150; id++)
        {
            byte[] siblings = SiblingClasses.Of(id).ToArray();
            Assert.That(siblings, Is.Not.Empty, $"class {id}");
            Assert.That(siblings, Does.Not.Contain((byte)id));
            Assert.That(siblings, Is.All.InRange(1, 150));
        }
    }

    [Test]
    public void The_table_of_looks_is_in_the_order_of_the_ids() =>
        Assert.That(Enumerable.Range(1, ClassLooks.Count).Select(id => (int)ClassLooks.Of(id).Id), Is.EqualTo(Enumerable.Range(1, 150)));
}
