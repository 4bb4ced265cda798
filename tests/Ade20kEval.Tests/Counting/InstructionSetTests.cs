using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Ade20kEval.Counting;
using Ade20kEval.Fusion;
using Ade20kEval.Fusion.Rules;

namespace Ade20kEval.Tests.Counting;

/// <summary>CI runs these tests with instruction sets switched off; these make sure that the switches still do something.</summary>
public sealed class InstructionSetTests
{
    [Test]
    public void The_leg_without_avx512_really_has_no_avx512() =>
        Assert.That(IsSwitchedOff("DOTNET_EnableAVX512") && Avx512F.IsSupported, Is.False);

    [Test]
    public void The_leg_without_avx2_really_has_no_avx2() =>
        Assert.That(IsSwitchedOff("DOTNET_EnableAVX2") && Avx2.IsSupported, Is.False);

    [Test]
    public void The_leg_without_intrinsics_really_has_no_vectors() =>
        Assert.That(IsSwitchedOff("DOTNET_EnableHWIntrinsic") && Vector128.IsHardwareAccelerated, Is.False);

    [TestCase("DOTNET_EnableAVX512", "vbmi2", "vector512")]
    [TestCase("DOTNET_EnableAVX2", "vbmi2", "vector512", "vector256")]
    [TestCase("DOTNET_EnableHWIntrinsic", "vbmi2", "vector512", "vector256", "vector128")]
    public void A_leg_does_not_choose_a_kernel_that_it_has_switched_off(string variable, params string[] kernels) =>
        Assert.That(IsSwitchedOff(variable) && (kernels.Contains(new ImageCounter().KernelName) || kernels.Contains(new Fuser(FusionRules.Mmseg).KernelName)), Is.False);

    private static bool IsSwitchedOff(string variable) => Environment.GetEnvironmentVariable(variable) == "0";
}
