using System.Globalization;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Masks.Tables;

/// <summary>Which columns of a CSV file hold what, where its runs are <c>start length</c> pairs.</summary>
/// <param name="HasHeader">Whether the first row names the columns.</param>
/// <param name="Image">The column of image names, from 0.</param>
/// <param name="Runs">The column of runs.</param>
/// <param name="Class">The column of classes; <see langword="null"/> where all runs are of one.</param>
/// <param name="OneClass">The class of all runs, where no column says it.</param>
internal sealed record StartLengthColumns(bool HasHeader, int Image, int Runs, int? Class, ushort OneClass)
{
    // As Kaggle's competitions name them, in any case and with or without underscores.
    private static readonly string[] s_images = ["imageid", "image", "filename", "imgid", "id"];
    private static readonly string[] s_classes = ["classid", "class", "categoryid", "category", "labelid", "label"];
    private static readonly string[] s_runs = ["encodedpixels", "rle", "segmentation", "predictionstring", "runs"];

    /// <summary>Looks at the first row of a file, and at what the user said.</summary>
    /// <param name="table">The file.</param>
    /// <param name="csvClass">The name of the class column, or the class of all runs; <see langword="null"/> where nothing was said.</param>
    /// <returns><see langword="null"/> for a file of <c>class count</c> pairs.</returns>
    /// <exception cref="InputException">What the user said names no column and is no class.</exception>
    public static StartLengthColumns? Of(CsvTable table, string? csvClass)
    {
        (int line, List<(int Start, int Length)> fields) = table.Rows().FirstOrDefault();
        if (fields is null)
        {
            return csvClass is null ? null : new StartLengthColumns(false, 0, 1, null, 0);
        }

        string[] names = [.. fields.Select(field => table.Text(field, line).Trim())];
        string[] plain = [.. names.Select(static name => name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant())];
        int image = Find(plain, s_images);
        int runs = Find(plain, s_runs);
        bool hasHeader = image >= 0 || runs >= 0;
        int column;
        ushort oneClass = 0;
        if (csvClass is null)
        {
            column = Find(plain, s_classes);
            if (!hasHeader || column < 0 || names.Length < 3)
            {
                return null;
            }
        }
        else
        {
            column = Array.FindIndex(names, name => name.Equals(csvClass, StringComparison.OrdinalIgnoreCase));
            hasHeader |= column >= 0;
            if (column < 0 && !ushort.TryParse(csvClass, NumberStyles.None, CultureInfo.InvariantCulture, out oneClass))
            {
                throw new InputException($"{table.Path}: '{Excerpt.Of(csvClass)}' is none of its columns ({string.Join(", ", names.Take(10).Select(Excerpt.Of))}), nor a class of 0 to 65535.");
            }
        }

        image = image >= 0 && image != column ? image : Enumerable.Range(0, names.Length).First(i => i != column);
        runs = runs >= 0 && runs != column && runs != image ? runs : Enumerable.Range(0, names.Length).LastOrDefault(i => i != column && i != image, -1);
        return runs >= 0 ? new StartLengthColumns(hasHeader, image, runs, column < 0 ? null : column, oneClass) : throw table.Malformed(line, "has too few columns");
    }

    private static int Find(string[] names, string[] wanted) => wanted.Select(word => Array.IndexOf(names, word)).FirstOrDefault(static at => at >= 0, -1);
}
