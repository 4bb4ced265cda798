using System.CommandLine;
using Ade20kEval.Datasets;
using Ade20kEval.Text;

namespace Ade20kEval.Cli;

/// <summary>How to ask the command line for what messages of the engine advise.</summary>
internal static class AdviceWords
{
    /// <summary>The option, or command, of an advice.</summary>
    public static string Option(Advice advice) => advice.Key switch
    {
        "resize" => "--resize nearest",
        "indices" => "--prediction-labels indices",
        "ids" => "--prediction-labels ids",
        "skip-missing" => "--missing skip",
        "count-missing" => "--missing wrong",
        "skip-extra" => "--extra skip",
        "lenient" => "--lenient",
        "strict" => "--strict",
        "dataset" => "--dataset NAME",
        "own-dataset" => "`ade20k-eval datasets --template` has one to start from",
        "palette" => "--encoding palette",
        "ade-full" => "--encoding ade-full",
        "gray" => "--encoding gray",
        "renumber" => "--remap FILE",
        "renumber-ground-truth" => "--remap-ground-truth FILE",
        "layout" => "--layout",
        "protocols" => "--protocol all",
        "doctor" => "`ade20k-eval doctor`",
        "fuse" => "`ade20k-eval fuse`",
        "csv-class" => "--csv-class COLUMN|CLASS",
        "follow-links" => "--follow-links",
        "suffix" => "--suffix TEXT",
        "font" => "--font FILE",
        "logits" => "--input logits",
        "verify-board" => "`ade20k-eval leaderboard verify BOARD`",
        "rescore-withdrawn" => "`ade20k-eval leaderboard rescore BOARD --all`",
        "exchange" => "`ade20k-eval COMMAND PREDICTIONS GROUND_TRUTH`",
        _ => throw new ArgumentOutOfRangeException(nameof(advice), advice.Key, "The command line has no option for this."),
    };

    /// <summary>The options that mend what a finding, or all findings, are about, as typed; empty for none.</summary>
    /// <param name="advice">What to ask for.</param>
    /// <param name="dataset">The dataset to choose, where one is advised.</param>
    public static string Options(IEnumerable<Advice> advice, Dataset? dataset) =>
        string.Join(' ', advice.Select(item => item == Advice.OtherDataset && dataset is not null ? $"--dataset {dataset.Name}" : Option(item)));

    /// <summary>A message of the engine with the option behind each advice in it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="command">The command that it is about: options that it does not have are not named, for nobody could give them; <see langword="null"/> for one that has all.</param>
    public static string AddTo(string message, Command? command = null)
    {
        foreach (Advice advice in Advice.All.Where(advice => message.Contains(advice.Words, StringComparison.Ordinal)))
        {
            string option = Option(advice);
            bool isTaken = command is null || option[0] != '-' || command.Options.Any(known => known.Name == option.Split(' ')[0]);
            message = message.Replace(advice.Words, isTaken ? $"{advice.Words} ({option})" : $"{advice.Words} (not by this command)", StringComparison.Ordinal);
        }

        return message;
    }
}
