using Ade20kEval.Masks;

namespace Ade20kEval.Cli.Hosting;

/// <summary>A bundle for EvalAI: a zip with <c>challenge_config.yaml</c> at its top.</summary>
/// <remarks>
/// Source: the platform's challenge format and worker. The evaluation script is a package that is imported into the worker (Python 3.7 and newer) and unzipped
/// without the executable bit; what a child process prints is lost, so it is caught and a failure raised with it. An exception fails the submission.
/// </remarks>
internal static class EvalAiBundle
{
    /// <summary>The minor version of the glibc of the platform's workers (Debian 11).</summary>
    public const int WorkerGlibc = 31;

    /// <summary>The organisers' machine.</summary>
    public const string OwnMachine = "a machine of your own";

    private const string Split = "test_split";

    // Stands for the script's own folder in front of a file's name.
    private const string Here = "HERE/";

    /// <summary>The files.</summary>
    public static BundleFiles Create(ChallengePlan plan, MaskSource groundTruth)
    {
        BundleFiles script = new();
        script.Add("__init__.py", "from .main import evaluate\n");
        script.Add("main.py", Module(plan));
        script.Add("ade20k-eval", plan.Executable);
        if (plan.DatasetFile is byte[] dataset)
        {
            script.Add(ChallengePlan.DatasetName, dataset);
        }

        BundleFiles files = new();
        files.Add("challenge_config.yaml", Config(plan));
        files.AddLogo("logo.png");
        files.Add("evaluation_script.zip", script);
        files.AddMasks("annotations/ground-truth.zip", groundTruth);
        files.Add("templates/description.html", ChallengePages.Html(ChallengePages.Overview(plan)));
        files.Add("templates/evaluation_details.html", ChallengePages.Html(ChallengePages.Evaluation(plan)));
        files.Add("templates/submission_guidelines.html", ChallengePages.Html(ChallengePages.Submission(plan)));
        files.Add("templates/terms_and_conditions.html", ChallengePages.Html(ChallengePages.Terms(plan)));
        return files;
    }

    private static string Module(ChallengePlan plan) => $$""""
        """Scores one submission with the executable beside this file."""
        import json
        import math
        import os
        import shutil
        import subprocess
        import tempfile

        HERE = os.path.dirname(os.path.abspath(__file__))
        OPTIONS = [{{string.Join(", ", plan.ScoreOptions(Here).Select(Word))}}]
        COLUMNS = [{{string.Join(", ", plan.Columns.Select(column => YamlText.Quote(column.Key)))}}]
        LABELS = [{{string.Join(", ", plan.Columns.Select(column => YamlText.Quote(column.Title)))}}]
        SECONDS = {{plan.SecondsLimit.ToString(System.Globalization.CultureInfo.InvariantCulture)}}


        def evaluate(*paths, **named):
            # The platform's own workers give annotations first; a host's remote worker submission and phase, and the annotations by name.
            if len(paths) == 3:
                annotations, submission = paths[0], paths[1]
            else:
                annotations = named.get("test_annotation_file")
                submission = paths[0] if paths else named["user_submission_file"]
            work = tempfile.mkdtemp()
            try:
                tool = os.path.join(work, "ade20k-eval")
                shutil.copyfile(os.path.join(HERE, "ade20k-eval"), tool)
                os.chmod(tool, 0o700)
                scores = os.path.join(work, "scores.json")
                command = [tool, "score", submission, annotations] + OPTIONS + ["--for-participants", scores]
                try:
                    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=SECONDS)
                except subprocess.TimeoutExpired:
                    raise Exception("The submission was not scored: scoring took more than {} s.".format(SECONDS)) from None
                if run.returncode != 0:
                    raise Exception(run.stderr.decode("utf-8", "replace")[:3000])
                print(run.stdout.decode("utf-8", "replace")[:3000])
                with open(scores, encoding="utf-8") as file:
                    found = json.load(file)
            finally:
                shutil.rmtree(work, ignore_errors=True)
            row = {label: found[key] for key, label in zip(COLUMNS, LABELS) if key in found and math.isfinite(found[key])}
            if LABELS[0] not in row:
                raise Exception("The submission has no {}.".format(LABELS[0]))
            # The board sorts by whole numbers and shows few decimals; the file of the submission has no more.
            shown = {label: round(value, {{plan.Precision.ToString(System.Globalization.CultureInfo.InvariantCulture)}}) for label, value in row.items()}
            return {"result": [{"{{Split}}": row}], "submission_result": shown}

        """";

    private static string Word(string word) => word.StartsWith(Here, StringComparison.Ordinal) ? $"os.path.join(HERE, {YamlText.Quote(word[Here.Length..])})" : YamlText.Quote(word);

    private static string Config(ChallengePlan plan) => Invariant($"""
        title: {YamlText.Quote(plan.Title)}
        short_description: {YamlText.Quote(plan.Description)}
        description: templates/description.html
        evaluation_details: templates/evaluation_details.html
        terms_and_conditions: templates/terms_and_conditions.html
        image: logo.png
        submission_guidelines: templates/submission_guidelines.html
        leaderboard_description: {YamlText.Quote($"Ranked by {plan.Columns[0].Title} under the protocol {plan.Protocol}.")}
        evaluation_script: evaluation_script.zip
        remote_evaluation: {(plan.Image == OwnMachine ? "True" : "False")}
        start_date: {YamlText.Time(plan.Phases[0].Start)}
        end_date: {YamlText.Time(plan.Phases[^1].End!.Value)}
        published: False
        tags: []
        leaderboard:
          - id: 1
            schema:
              labels: [{string.Join(", ", plan.Columns.Select(column => YamlText.Quote(column.Title)))}]
              default_order_by: {YamlText.Quote(plan.Columns[0].Title)}
              metadata:
        {string.Join("\n", plan.Columns.Select(column => $"        {YamlText.Quote(column.Title)}:\n          sort_ascending: {(column.HigherIsBetter ? "False" : "True")}\n          description: {YamlText.Quote(column.Definition)}"))}
        challenge_phases:
        {string.Join("\n", plan.Phases.Select((phase, i) => Phase(plan, phase, i + 1)))}
        dataset_splits:
          - id: 1
            name: Test
            codename: {Split}
        challenge_phase_splits:
        {string.Join("\n", plan.Phases.Select((_, i) => Invariant($"  - challenge_phase_id: {i + 1}\n    leaderboard_id: 1\n    dataset_split_id: 1\n    visibility: 3\n    leaderboard_decimal_precision: {plan.Precision}\n    is_leaderboard_order_descending: {(plan.Columns[0].HigherIsBetter ? "True" : "False")}")))}

        """);

    private static string Phase(ChallengePlan plan, ChallengePhase phase, int id) => Invariant($"""
          - id: {id}
            name: {YamlText.Quote(phase.Name)}
            description: templates/evaluation_details.html
            leaderboard_public: True
            is_public: True
            challenge: 1
            is_active: True
            max_concurrent_submissions_allowed: 3
            allowed_email_ids: []
            disable_logs: False
            is_submission_public: False
            start_date: {YamlText.Time(phase.Start)}
            end_date: {YamlText.Time(phase.End!.Value)}
            test_annotation_file: annotations/ground-truth.zip
            codename: phase{id}
            max_submissions_per_day: {plan.PerDay}
            max_submissions_per_month: {Math.Min(plan.InAll, 31 * plan.PerDay)}
            max_submissions: {plan.InAll}
            allowed_submission_file_types: ".zip"
        """);
}
