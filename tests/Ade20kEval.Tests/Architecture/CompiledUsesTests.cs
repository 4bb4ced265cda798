namespace Ade20kEval.Tests.Architecture;

public sealed class CompiledUsesTests
{
    [TestCase(typeof(AsBase))]
    [TestCase(typeof(AsInterfaceArgument))]
    [TestCase(typeof(AsField))]
    [TestCase(typeof(AsParameter))]
    [TestCase(typeof(AsInferredLocal))]
    [TestCase(typeof(AsCall))]
    [TestCase(typeof(AsCast))]
    [TestCase(typeof(AsGenericArgumentOfACall))]
    [TestCase(typeof(AsConstraint<>))]
    [TestCase(typeof(InsideALambda))]
    public void A_use_of_any_kind_is_seen(Type user) =>
        Assert.That(CompiledUses.Of(user.Assembly), Does.Contain((user.FullName!, typeof(UsedSomehow).FullName!)));

    [Test]
    public void What_is_not_used_is_not_seen() =>
        Assert.That(CompiledUses.Of(typeof(UsesNothing).Assembly).Where(use => use.User == typeof(UsesNothing).FullName), Is.Empty);
}

internal class UsedSomehow
{
    public static int Number => 1;

    public static UsedSomehow Make() => new();
}

internal sealed class UsesNothing;

internal sealed class AsBase : UsedSomehow;

internal sealed class AsInterfaceArgument : List<UsedSomehow>;

internal sealed class AsField
{
    public UsedSomehow[] Value = [];
}

internal abstract class AsParameter
{
    public abstract void Take(ref UsedSomehow value);
}

internal static class AsInferredLocal
{
    public static bool IsSomething(Func<object> make) => make() is UsedSomehow { } found && found.GetHashCode() != 0;
}

internal static class AsCall
{
    public static int Number() => UsedSomehow.Number;
}

internal static class AsCast
{
    public static object Cast(object value) => (UsedSomehow)value;
}

internal static class AsGenericArgumentOfACall
{
    public static object Empty() => Array.Empty<UsedSomehow>();
}

internal sealed class AsConstraint<T>
    where T : UsedSomehow;

internal static class InsideALambda
{
    public static Func<object> Late() => static () => UsedSomehow.Make();
}
