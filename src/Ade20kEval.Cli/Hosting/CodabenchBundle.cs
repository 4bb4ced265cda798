using Ade20kEval.Boards;
using Ade20kEval.Masks;
using Ade20kEval.Scoring;

namespace Ade20kEval.Cli.Hosting;

/// <summary>A bundle for Codabench: a zip with <c>competition.yaml</c> at its top.</summary>
/// <remarks>
/// Source: the platform's bundle format and worker, version 2. The worker unzips without the executable bit, runs the command split into words and without a shell in
/// the program's folder, and takes <c>scores.json</c> from the output folder when the exit code is 0. Two decimals are its default, a participant may see what is
/// on the streams and, unless that is hidden, in the output folder, whose figures have the decimals of the board; a value that is missing is sorted first.
/// </remarks>
internal static class CodabenchBundle
{
    /// <summary>The platform's images, and the minor versions of their glibc: Debian 10, 11 and 12.</summary>
    public static IReadOnlyList<(string Word, (string Image, int Glibc) Where)> Images { get; } =
        [("py37", ("codalab/codalab-legacy:py37", 28)), ("py39", ("codalab/codalab-legacy:py39", 31)), ("py312", ("codalab/codalab-legacy:py312", 36))];

    /// <summary>The files.</summary>
    public static BundleFiles Create(ChallengePlan plan, MaskSource groundTruth)
    {
        BundleFiles files = new();
        files.Add("competition.yaml", Competition(plan));
        files.AddLogo("logo.png");
        files.Add("pages/overview.md", ChallengePages.Overview(plan));
        files.Add("pages/evaluation.md", ChallengePages.Evaluation(plan));
        files.Add("pages/submission.md", ChallengePages.Submission(plan));
        files.Add("pages/terms.md", ChallengePages.Terms(plan));
        files.Add("scoring_program/metadata.yaml", "command: sh score.sh\n");
        files.Add("scoring_program/score.sh", Script(plan));
        files.Add("scoring_program/ade20k-eval", plan.Executable);
        if (plan.DatasetFile is byte[] dataset)
        {
            files.Add($"scoring_program/{ChallengePlan.DatasetName}", dataset);
        }

        files.AddAll("starting_kit/", StartingKit.Create(plan));
        files.AddMasks("reference_data/ground-truth.zip", groundTruth);
        return files;
    }

    // Paths are taken from where the script lies, which is `program` beside `input` and `output`.
    private static string Script(ChallengePlan plan) => $$"""
        # The platform unzips without the executable bit, and the folder may be read-only.
        set -eu
        here=$(cd "$(dirname "$0")" && pwd)
        app=$(dirname "$here")
        work=$(mktemp -d)
        trap 'rm -rf "$work"' EXIT
        cp "$here/ade20k-eval" "$work/ade20k-eval"
        chmod +x "$work/ade20k-eval"
        "$work/ade20k-eval" score "$app/input/res" "$app/input/ref/ground-truth.zip" {{ScriptWords.Join(plan.ScoreOptions(ScriptWords.Here))}} --for-participants "$app/output/scores.json"{{Page(plan.Page)}}

        """;

    private static string Page(RevealLevel? page) => page is RevealLevel level ? $" --participant-page \"$app/output/detailed_results.html\" --reveal {BoardDefinition.Words(level)}" : "";

    private static string Competition(ChallengePlan plan) => $"""
        version: 2
        title: {YamlText.Quote(plan.Title)}
        description: {YamlText.Quote(plan.Description)}
        image: logo.png
        terms: pages/terms.md
        docker_image: {plan.Image}
        registration_auto_approve: False
        enable_detailed_results: {(plan.Page is null ? "False" : "True")}
        pages:
          - title: Overview
            file: pages/overview.md
          - title: Evaluation
            file: pages/evaluation.md
          - title: Submission
            file: pages/submission.md
        tasks:
          - index: 0
            name: {YamlText.Quote(plan.Title)}
            description: {YamlText.Quote(plan.Description)}
            is_public: False
            scoring_program: scoring_program/
            reference_data: reference_data/
        phases:
        {string.Join("\n", plan.Phases.Select((phase, i) => Phase(plan, phase, i)))}
        leaderboards:
          - title: Results
            key: main
            submission_rule: {(plan.BestOnly ? "Force_Best" : "Force_Latest_Multiple")}
            columns:
        {string.Join("\n", plan.Columns.Select((column, i) => Invariant($"      - title: {YamlText.Quote(column.Title)}\n        key: {column.Key}\n        index: {i}\n        sorting: {(column.HigherIsBetter ? "desc" : "asc")}\n        precision: {(column.Kind == MetricKind.Count ? 0 : plan.Precision)}")))}

        """;

    private static string Phase(ChallengePlan plan, ChallengePhase phase, int index) => Invariant($"""
          - index: {index}
            name: {YamlText.Quote(phase.Name)}
            description: {YamlText.Quote(phase.Name)}
            start: {YamlText.Time(phase.Start)}
        {(phase.End is DateTime end ? $"    end: {YamlText.Time(end)}\n" : "")}    execution_time_limit: {plan.SecondsLimit}
            max_submissions_per_day: {plan.PerDay}
            max_submissions: {plan.InAll}
            hide_output: False
            hide_score_output: True
            accepts_only_result_submissions: True
            starting_kit: starting_kit/
            tasks: [0]
        """);
}
