using System.Globalization;

namespace Ade20kEval.Benchmarks;

/// <summary>The arguments of one of our own commands: a folder, then options, each with a value.</summary>
internal sealed class CommandArguments
{
    private readonly Dictionary<string, string> _options = [];

    private CommandArguments(string directory) => Directory = directory;

    /// <summary>The folder that the command works on.</summary>
    public string Directory { get; }

    /// <summary>Reads arguments, or says what is wrong with them on stderr.</summary>
    /// <returns>The arguments, or <see langword="null"/> when they cannot be read.</returns>
    public static CommandArguments? Parse(string[] args, string usage, params string[] known)
    {
        if (args.Length % 2 == 1 && !args[0].StartsWith('-'))
        {
            CommandArguments arguments = new(args[0]);
            for (int i = 1; i < args.Length; i += 2)
            {
                if (!known.Contains(args[i]))
                {
                    Console.Error.WriteLine($"Unknown option '{args[i]}'. {usage}");
                    return null;
                }

                arguments._options[args[i]] = args[i + 1];
            }

            return arguments;
        }

        Console.Error.WriteLine(usage);
        return null;
    }

    public string Text(string option, string otherwise) => _options.GetValueOrDefault(option, otherwise);

    public int Number(string option, int otherwise) =>
        _options.TryGetValue(option, out string? text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
