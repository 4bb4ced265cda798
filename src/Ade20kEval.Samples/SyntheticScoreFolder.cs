using System.IO.Compression;
using Ade20kEval.Formats.Npy;

namespace Ade20kEval.Samples;

/// <summary>Writes the score maps of synthetic scenes: <c>VIEW/scene_0001.npz</c>, float16, class x row x column.</summary>
public static class SyntheticScoreFolder
{
    // The earliest date that a zip archive can hold: files shall be the same whenever they are written.
    private static readonly DateTimeOffset s_noDate = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes scenes. Files of the same names are replaced, others left alone.</summary>
    /// <param name="directory">Where to; made when absent.</param>
    /// <param name="scenes">Which series.</param>
    /// <param name="count">How many scenes.</param>
    /// <param name="size">Width and height in pixels of a scene, by its number.</param>
    /// <param name="views">A folder each.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    public static void Write(string directory, SyntheticScenes scenes, int count, Func<int, (int Width, int Height)> size, IReadOnlyList<SyntheticView> views)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(scenes);
        ArgumentNullException.ThrowIfNull(size);
        ArgumentNullException.ThrowIfNull(views);
        foreach (SyntheticView view in views)
        {
            string folder = Directory.CreateDirectory(Path.Combine(directory, view.Name)).FullName;
            for (int index = 0; index < count; index++)
            {
                (int width, int height) = size(index);
                SyntheticScene scene = scenes.Make(index, width, height);
                Half[] logits = SyntheticScores.Make(scene, view, out int rows, out int columns);
                using FileStream file = File.Create(Path.Combine(folder, scene.Name + ".npz"));
                using ZipArchive archive = new(file, ZipArchiveMode.Create);
                ZipArchiveEntry entry = archive.CreateEntry("arr_0.npy", CompressionLevel.SmallestSize);
                entry.LastWriteTime = s_noDate;
                using Stream stream = entry.Open();
                stream.Write(NpyWriter.Write<Half>(logits, ClassLooks.Count, rows, columns));
            }
        }
    }
}
