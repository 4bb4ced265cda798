using System.Diagnostics;
using Ade20kEval.Tests.Cli;

namespace Ade20kEval.Tests.Reporting;

/// <summary>Every table that is written for LaTeX, set by a real LaTeX in one document.</summary>
public sealed class LatexTests
{
    [Test]
    public void Two_runs_their_comparison_and_the_tables_of_a_paper_make_one_document_without_a_warning_of_labels()
    {
        string latex = ((string[])["/usr/bin/pdflatex", "/usr/local/bin/pdflatex"]).FirstOrDefault(File.Exists) ?? "";
        if (latex.Length == 0)
        {
            Assert.Ignore("There is no pdflatex (Debian: texlive-latex-recommended).");
        }

        using TemporaryFolder folder = new();
        string[] models = ["strong", "weak"];
        string[] sets = [.. models.SelectMany(model => (string[])["--predictions", Path.Combine(TestFolders.SampleData, "predictions", model)])];
        CliRun score = CliRun.Of(["score", .. sets, Path.Combine(TestFolders.SampleData, "ground-truth"), "--out", folder["runs"], "--write", "tex,json", "--quiet"]);
        Assert.That(score.ExitCode, Is.Zero, score.Error);
        string[] documents = [.. models.Select(model => folder["runs", model, "run.json"])];
        CliRun compare = CliRun.Of("compare", documents[0], documents[1], "--out", folder["compare"], "--write", "tex");
        Assert.That(compare.ExitCode, Is.Zero, compare.Error);
        List<string> parts = [.. models.Select(model => File.ReadAllText(folder["runs", model, "report.tex"])), File.ReadAllText(folder["runs", "methods.tex"]).Replace("tab:methods", "tab:joint", StringComparison.Ordinal), File.ReadAllText(folder["compare", "comparison.tex"])];
        foreach (string[] more in (string[][])[["--against", "weak"], ["--by-class", "columns"], ["--by-class", "rows"]])
        {
            CliRun table = CliRun.Of(["table", .. documents, "--format", "tex", .. more]);
            Assert.That(table.ExitCode, Is.Zero, table.Error);
            parts.Add(more is ["--by-class", "rows"] ? table.Output.Replace("tab:class-iou", "tab:down", StringComparison.Ordinal) : table.Output);
        }

        File.WriteAllText(folder["all.tex"], "\\documentclass{article}\n\\usepackage[T1]{fontenc}\n\\usepackage{booktabs,longtable}\n\\usepackage[landscape,margin=5mm]{geometry}\n\\begin{document}\n"
            + string.Join("\\clearpage\n", parts) + "\\end{document}\n");
        string log = "";
        for (int pass = 0; pass < 2; pass++)
        {
            using Process process = Process.Start(new ProcessStartInfo(latex, ["-interaction=nonstopmode", "-halt-on-error", "all.tex"]) { WorkingDirectory = folder.Path, RedirectStandardOutput = true })!;
            log = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, log);
        }

        Assert.That(log, Does.Not.Contain("multiply defined").And.Not.Contain("undefined references"));
        Assert.That(new FileInfo(folder["all.pdf"]).Length, Is.GreaterThan(10_000));
    }
}
