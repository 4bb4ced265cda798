using Ade20kEval.Text;

namespace Ade20kEval.Native;

/// <summary>How to ask this library, or the Python package on it, for what messages of the engine advise.</summary>
internal static class AdviceWords
{
    /// <summary>The key of options, or the call, of an advice.</summary>
    public static string Key(Advice advice) => advice.Key switch
    {
        "resize" => "resize=\"nearest\"",
        "indices" => "prediction_labels=\"indices\"",
        "ids" => "prediction_labels=\"ids\"",
        "logits" => "rule=\"mmseg\"",
        "skip-missing" => "missing=\"skip\"",
        "count-missing" => "missing=\"wrong\"",
        "skip-extra" => "extra=\"skip\"",
        "lenient" => "lenient=True",
        "strict" => "strict=True",
        "dataset" => "dataset=NAME",
        "own-dataset" => "dataset=FILE",
        "palette" => "encoding=\"palette\"",
        "ade-full" => "encoding=\"ade-full\"",
        "gray" => "encoding=\"gray\"",
        "renumber" => "remap={old: new}",
        "renumber-ground-truth" => "remap_ground_truth={old: new}",
        "layout" => "arrays are class x row x column",
        "protocols" => "protocol=\"all\"",
        "doctor" => "the command `ade20k-eval doctor`",
        "fuse" => "fuse()",
        "font" => "the command `ade20k-eval report`",
        "csv-class" => "the command `ade20k-eval score`",
        "suffix" => "suffix=[ENDING]",
        "exchange" => "predictions first, then ground truth",
        "verify-board" => "the command `ade20k-eval leaderboard verify BOARD`",
        "rescore-withdrawn" => "the command `ade20k-eval leaderboard rescore`",
        "follow-links" => "follow_links=True",
        _ => throw new ArgumentOutOfRangeException(nameof(advice), advice.Key, "No key asks for this."),
    };

    /// <summary>A message of the engine with the key behind each advice in it.</summary>
    public static string AddTo(string message)
    {
        foreach (Advice advice in Advice.All)
        {
            message = message.Replace(advice.Words, $"{advice.Words} ({Key(advice)})", StringComparison.Ordinal);
        }

        return message;
    }
}
