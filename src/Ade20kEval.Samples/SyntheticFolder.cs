using Ade20kEval.Formats.Png;

namespace Ade20kEval.Samples;

/// <summary>Writes synthetic scenes as a folder that looks like a dataset with submissions.</summary>
/// <remarks>
/// <c>ground-truth/scene_0001.png</c>, <c>predictions/MODEL/scene_0001.png</c> and, when asked for, <c>images/scene_0001.png</c>.
/// Masks are 8-bit gray, pictures 8-bit RGB.
/// </remarks>
public static class SyntheticFolder
{
    /// <summary>The folder of the ground truth within the folder written.</summary>
    public const string GroundTruth = "ground-truth";

    /// <summary>The folder that holds one folder of predictions per model.</summary>
    public const string Predictions = "predictions";

    /// <summary>The folder of the pictures.</summary>
    public const string Images = "images";

    /// <summary>The size in pixels of a scene of the sample data and the demonstration: small, and mixed as in a real set.</summary>
    /// <param name="index">Number of the scene, from 0.</param>
    public static (int Width, int Height) SampleSize(int index) => (index % 6) switch
    {
        0 => (320, 240),
        1 => (256, 256),
        2 => (288, 192),
        3 => (200, 150),
        4 => (225, 300),
        _ => (300, 225),
    };

    /// <summary>Writes scenes. Files of the same names are replaced, others left alone.</summary>
    /// <param name="directory">Where to; made when absent.</param>
    /// <param name="scenes">Which series.</param>
    /// <param name="count">How many scenes.</param>
    /// <param name="size">Width and height in pixels of a scene, by its number.</param>
    /// <param name="models">Whose predictions to write.</param>
    /// <param name="withImages">Whether to paint the pictures, which takes most of the time.</param>
    /// <param name="writeMask">Writes one mask (stream, label ids, width, height); <see langword="null"/> for <see cref="PngWriter"/> as it is.</param>
    /// <param name="first">Number of the first scene, from 0: callers with several threads give each a stretch.</param>
    /// <param name="cancellationToken">Stops between two scenes.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    public static void Write(
        string directory,
        SyntheticScenes scenes,
        int count,
        Func<int, (int Width, int Height)> size,
        IReadOnlyList<SyntheticModel> models,
        bool withImages,
        Action<Stream, byte[], int, int>? writeMask = null,
        int first = 0,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(scenes);
        ArgumentNullException.ThrowIfNull(size);
        ArgumentNullException.ThrowIfNull(models);
        writeMask ??= static (stream, mask, width, height) => PngWriter.WriteGray8(stream, mask, width, height);
        string groundTruth = Directory.CreateDirectory(Path.Combine(directory, GroundTruth)).FullName;
        string images = Path.Combine(directory, Images);
        if (withImages)
        {
            Directory.CreateDirectory(images);
        }

        string[] predictions = new string[models.Count];
        for (int i = 0; i < predictions.Length; i++)
        {
            predictions[i] = Directory.CreateDirectory(Path.Combine(directory, Predictions, models[i].Name)).FullName;
        }

        for (int index = first; index < first + count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (int width, int height) = size(index);
            SyntheticScene scene = scenes.Make(index, width, height);
            string file = scene.Name + ".png";
            Write(groundTruth, scene.GroundTruth());
            for (int i = 0; i < predictions.Length; i++)
            {
                Write(predictions[i], scene.Prediction(models[i]));
            }

            if (withImages)
            {
                Save(Path.Combine(images, file), stream => PngWriter.WriteRgb8(stream, scene.Picture(), width, height));
            }

            void Write(string folder, byte[] mask) => Save(Path.Combine(folder, file), stream => writeMask(stream, mask, width, height));
        }
    }

    // Half a file is worse than none.
    private static void Save(string path, Action<FileStream> write)
    {
        try
        {
            using FileStream stream = File.Create(path);
            write(stream);
        }
        catch (IOException)
        {
            File.Delete(path);
            throw;
        }
    }
}
