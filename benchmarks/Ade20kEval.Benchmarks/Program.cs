using Ade20kEval.Benchmarks;
using BenchmarkDotNet.Running;

// Commands of our own, as a benchmark of whole folders is no micro-benchmark; anything else goes to BenchmarkDotNet.
switch (args.FirstOrDefault())
{
    case "generate":
        return GenerateCommand.Run(args[1..]);
    case "end-to-end":
        return EndToEndCommand.Run(args[1..]);
    case "inflate":
        return InflateCommand.Run(args[1..]);
    case "latency":
        return LatencyCommand.Run(args[1..]);
    case "coverage":
        return CoverageCommand.Run(args[1..]);
    case "fusion":
        return FusionCommand.Run(args[1..]);
    case "memory":
        return MemoryCommand.Run(args[1..]);
    case "merge-parts":
        return MergePartsCommand.Run(args[1..]);
    case "submissions":
        return SubmissionsCommand.Run(args[1..]);
    case "instances":
        return InstancesCommand.Run(args[1..]);
    case "panoptic":
        return PanopticCommand.Run(args[1..]);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(GenerateCommand).Assembly).Run(args);
        return 0;
}
