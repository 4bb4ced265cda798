using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Ade20kEval.Counting.Kernels;

namespace Ade20kEval.Cli;

/// <summary>Answers <c>--version</c> in one line: which version, whether native, and what this processor lets it use.</summary>
internal sealed class VersionWords : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        string version = typeof(VersionWords).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        string compiled = RuntimeFeature.IsDynamicCodeCompiled ? RuntimeInformation.FrameworkDescription : "native executable";
        parseResult.InvocationConfiguration.Output.WriteLine($"{version} ({compiled}, {InstructionSet}, counting kernel {CountingKernels.Catalog.Fastest.Name})");
        return ExitCode.Done;
    }

    // What portable vectors are compiled to, which a native executable has decided for good.
    private static string InstructionSet => RuntimeInformation.ProcessArchitecture switch
    {
        _ when !Vector128.IsHardwareAccelerated => "no vectors",
        Architecture.X64 when Vector512.IsHardwareAccelerated => "AVX-512",
        Architecture.X64 when Vector256.IsHardwareAccelerated => "AVX2",
        Architecture.X64 => "SSE",
        Architecture.Arm64 => "NEON",
        _ => "128-bit vectors",
    };
}
