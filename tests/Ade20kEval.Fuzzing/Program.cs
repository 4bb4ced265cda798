using Ade20kEval.Fuzzing;
using SharpFuzz;

// fuzzing seeds DIR          writes a folder of first inputs for every target
// fuzzing replay TARGET F…   runs single inputs, such as a crash that was found, and lets the exception through
// fuzzing TARGET             what AFL++ starts
switch (args)
{
    case ["targets"]:
        Console.WriteLine(string.Join('\n', Targets.All.Keys));
        return 0;
    case ["seeds", string folder]:
        Seeds.Write(folder);
        return 0;
    case ["replay", string name, .. string[] files]:
        foreach (string file in files)
        {
            Console.WriteLine($"{file}: {(Targets.All[name](File.ReadAllBytes(file)) ? "accepted" : "refused")}");
        }

        return 0;
    case [string name] when Targets.All.TryGetValue(name, out Func<byte[], bool>? run):
        Fuzzer.Run(stream =>
        {
            using MemoryStream bytes = new();
            stream.CopyTo(bytes);
            run(bytes.ToArray());
        });
        return 0;
    default:
        Console.Error.WriteLine($"fuzzing TARGET | targets | seeds DIR | replay TARGET FILE...; targets: {string.Join(", ", Targets.All.Keys)}");
        return 2;
}
