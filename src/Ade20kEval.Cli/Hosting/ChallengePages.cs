namespace Ade20kEval.Cli.Hosting;

/// <summary>What participants read, in Markdown; a beginning for the organisers' own words.</summary>
internal static class ChallengePages
{
    /// <summary>What the challenge is about.</summary>
    public static string Overview(ChallengePlan plan) => $"""
        # {plan.Title}

        {plan.Description}

        Predict the class of every pixel of {Invariant($"{plan.Images.Count:N0}")} images ({plan.Dataset}).

        """;

    /// <summary>How it is scored.</summary>
    public static string Evaluation(ChallengePlan plan) => $"""
        # Evaluation

        Submissions are scored by ade20k-eval under the protocol `{plan.Protocol}`. The leaderboard ranks by **{plan.Columns[0].Title}**.

        {string.Join("\n", plan.Columns.Select(column => $"- **{column.Title}** (`{column.Key}`): {column.Definition}{(column.HigherIsBetter ? "" : " Less is better.")}"))}

        A submission that is incomplete or cannot be read is not scored, and the log says why.

        """;

    /// <summary>What a submission is.</summary>
    public static string Submission(ChallengePlan plan) => $"""
        # Submission

        One `.zip` with a {(plan.AnyFormat ? "" : "PNG ")}mask for each of the {Invariant($"{plan.Images.Count:N0}")} images, named as the image; a folder inside the zip does no harm. A mask is as large as its
        image and has one channel of 8 or 16 bits; its values are {plan.Expected}. The starting kit checks a submission at home, with the program that scores it.

        """;

    /// <summary>The terms; to be filled in.</summary>
    public static string Terms(ChallengePlan plan) => $"""
        # Terms

        By taking part in {plan.Title} you agree that your scores are shown on the leaderboard.

        """;

    /// <summary>A page as simple HTML, for platforms that do not read Markdown.</summary>
    public static string Html(string markdown)
    {
        List<string> blocks = [];
        foreach (string block in markdown.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string text = System.Net.WebUtility.HtmlEncode(block).Replace("**", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal);
            blocks.Add(text switch
            {
                ['#', ' ', .. string heading] => $"<h1>{heading}</h1>",
                ['-', ' ', ..] => $"<ul>{string.Concat(text.Split('\n').Select(item => $"<li>{item[2..]}</li>"))}</ul>",
                _ => $"<p>{text}</p>",
            });
        }

        return string.Join('\n', blocks) + "\n";
    }
}
