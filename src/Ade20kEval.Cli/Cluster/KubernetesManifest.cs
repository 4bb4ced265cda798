using System.Globalization;

namespace Ade20kEval.Cli.Cluster;

/// <summary>The manifest of a plan for Kubernetes: an indexed job over the slices, and the job that merges, which waits until it is let go.</summary>
/// <remarks>
/// Source: the reference of batch/v1. Kubernetes starts no job after another one, so the second is suspended. It does not tell a pod how many
/// there are either: the number of completions is in the arguments.
/// </remarks>
internal sealed record KubernetesManifest
{
    /// <summary>What is scored; folders as the containers see them.</summary>
    public required ClusterPlan Plan { get; init; }

    /// <summary>The container image, which starts this tool.</summary>
    public required string Image { get; init; }

    /// <summary>Persistent volume claims and where they are mounted.</summary>
    public required IReadOnlyList<(string Claim, string Path)> Claims { get; init; }

    /// <summary>How many pods run at once.</summary>
    public int Parallelism { get; init; } = 16;

    /// <summary>Processors of a pod.</summary>
    public int Processors { get; init; } = 1;

    /// <summary>The name of the scoring job.</summary>
    public string Name => Plan.JobName("/");

    /// <summary>The manifest, as YAML whose texts are quoted as in JSON.</summary>
    public override string ToString()
    {
        string shards = Plan.Shards.ToString(CultureInfo.InvariantCulture);
        string parallelism = Math.Min(Plan.Shards, Parallelism).ToString(CultureInfo.InvariantCulture);
        const string release = "'{\"spec\":{\"suspend\":false}}'";
        return $$"""
            # kubectl apply -f jobs.yaml
            # kubectl wait --for=condition=complete --timeout=24h job/{{Name}}
            # kubectl patch job/{{Name}}-merge --patch {{release}}
            apiVersion: batch/v1
            kind: Job
            metadata:
              name: {{Name}}
            spec:
              completionMode: Indexed
              completions: {{shards}}
              parallelism: {{parallelism}}
              backoffLimit: {{shards}}
              template:
            {{Pod(Plan.Command, [.. Plan.ScoreWords, "--workers", Processors.ToString(CultureInfo.InvariantCulture), "--shard", $"auto/{shards}"])}}
            ---
            apiVersion: batch/v1
            kind: Job
            metadata:
              name: {{Name}}-merge
            spec:
              suspend: true
              backoffLimit: 2
              template:
            {{Pod("merge", Plan.MergeWords)}}

            """;
    }

    private string Pod(string name, IReadOnlyList<string> arguments)
    {
        string mounts = string.Concat(Claims.Select((claim, i) => Invariant($"\n            - name: data-{i}\n              mountPath: {Text(claim.Path)}")));
        string volumes = string.Concat(Claims.Select((claim, i) => Invariant($"\n        - name: data-{i}\n          persistentVolumeClaim:\n            claimName: {Text(claim.Claim)}")));
        return $"""
                spec:
                  restartPolicy: Never
                  containers:
                    - name: {name}
                      image: {Text(Image)}
                      args: [{string.Join(", ", arguments.Select(Text))}]
                      resources:
                        requests:
                          cpu: "{Processors.ToString(CultureInfo.InvariantCulture)}"
                      volumeMounts:{mounts}
                  volumes:{volumes}
            """;
    }

    private static string Text(string text) => Hosting.YamlText.Quote(text);
}
