using System.Text;

namespace Ade20kEval.Cli.Hosting;

/// <summary>What participants get to check a submission at home: the executable that scores, the names and sizes of the images, and scripts. Nothing of the labels.</summary>
internal static class StartingKit
{
    private const string Images = "images.csv";

    /// <summary>Its files.</summary>
    public static BundleFiles Create(ChallengePlan plan)
    {
        BundleFiles files = new();
        files.Add("README.md", Readme(plan));
        files.Add("validate.sh", Script(plan));
        if (plan.HoldsIds)
        {
            files.Add("pack.sh", Pack(plan));
        }

        files.Add(Images, List(plan.Images));
        files.Add("ade20k-eval", plan.Executable);
        if (plan.DatasetFile is byte[] dataset)
        {
            files.Add(ChallengePlan.DatasetName, dataset);
        }

        return files;
    }

    private static string Readme(ChallengePlan plan) => $"""
        # {plan.Title}: starting kit

        Check a submission before you upload it, with the program that scores it (Linux on x64):

            sh validate.sh submission.zip

        It names all that is wrong at once: missing and unknown names, sizes, formats, values. `{Images}` lists the {Invariant($"{plan.Images.Count:N0}")} images with their sizes;
        values are {plan.Expected}.

        {Making(plan)}

        """;

    private static string Making(ChallengePlan plan) => plan.HoldsIds
        ? """
            To make a submission of a folder of masks:

                sh pack.sh predictions submission.zip

            It writes every mask as PNG under the name of its image, mends letters' case and an ending that all names have, and refuses what would not be valid. Masks that
            hold class indices from 0 become label ids by `sh pack.sh predictions submission.zip --prediction-labels indices`.
            """
        : "A folder of masks that are named as the images becomes a submission by `zip -r submission.zip predictions`.";

    private static string Pack(ChallengePlan plan) => $$"""
        # sh pack.sh MASKS SUBMISSION.zip: a submission that is valid.
        set -eu
        here=$(cd "$(dirname "$0")" && pwd)
        chmod +x "$here/ade20k-eval"
        masks=${1:?give the folder of masks, and the .zip to write} zip=${2:?give the .zip to write}
        shift 2
        exec "$here/ade20k-eval" pack "$masks" --out "$zip" --names "$here/{{Images}}" {{ScriptWords.Join(plan.DatasetOptions(ScriptWords.Here))}} "$@"

        """;

    private static string Script(ChallengePlan plan) => $$"""
        # sh validate.sh SUBMISSION: what the challenge will say of it.
        set -eu
        here=$(cd "$(dirname "$0")" && pwd)
        chmod +x "$here/ade20k-eval"
        case ${1:?give the submission: a .zip or a folder} in
        *.[tT][aA][rR] | *.[tT][aA][rR].[gG][zZ] | *.[tT][gG][zZ])
            echo "$1: not valid: the challenge takes .zip alone; zip the masks instead" >&2
            exit 3
            ;;
        esac
        exec "$here/ade20k-eval" validate "$1" --names "$here/{{Images}}" {{ScriptWords.Join(plan.CheckOptions(ScriptWords.Here))}}

        """;

    // With an ending, which readers of the list take off: a name may hold a point.
    private static string List(IReadOnlyList<ChallengeImage> images)
    {
        StringBuilder text = new("name,width,height\n");
        foreach (ChallengeImage image in images)
        {
            string name = $"{image.Name}.png";
            bool isPlain = name.AsSpan().IndexOfAny(",\"\r\n") < 0;
            text.Append(isPlain ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"").Append(Invariant($",{image.Width},{image.Height}\n"));
        }

        return text.ToString();
    }
}
