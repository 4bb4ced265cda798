using System.Text;
using Ade20kEval.Counting;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Statistics;

/// <summary>Which images show the same scene, so that they are no independent samples: intervals then leave out scenes instead of images.</summary>
/// <remarks>Immutable. Source of the form: the scene categories that come with ADE20K, a line an image.</remarks>
public sealed class SceneList
{
    private const long MaxBytes = 256 << 20;
    private const int MostImages = 1_000_000;

    private readonly string _file;
    private readonly Dictionary<string, string> _sceneOf;

    private SceneList(string file, Dictionary<string, string> sceneOf)
    {
        _file = file;
        _sceneOf = sceneOf;
    }

    /// <summary>Reads a file of lines <c>image,scene</c>; a first line <c>image,scene</c>, empty lines and lines that begin with <c>#</c> are passed over.</summary>
    /// <param name="path">The file. Images are named without extension, as in run documents.</param>
    /// <exception cref="InputException">It cannot be read, a line has not two parts, or an image is in two scenes.</exception>
    public static SceneList Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReadOnlySpan<byte> rest = ByteOrderMark.Skip(InputFile.ReadAll(path, MaxBytes).Span);
        if (!System.Text.Unicode.Utf8.IsValid(rest))
        {
            throw new InputException($"{path}: is not UTF-8 text. Save it as UTF-8.");
        }

        Dictionary<string, string> sceneOf = new(StringComparer.Ordinal);
        for (int i = 0; rest.Length > 0; i++)
        {
            int end = rest.IndexOf((byte)'\n');
            string line = Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]).Trim();
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (line.Length == 0 || line[0] == '#' || (i == 0 && line.Replace(" ", "", StringComparison.Ordinal) == "image,scene"))
            {
                continue;
            }

            int comma = line.IndexOf(',', StringComparison.Ordinal);
            string image = comma < 0 ? "" : line[..comma].Trim();
            string scene = comma < 0 ? "" : line[(comma + 1)..].Trim();
            if (image.Length == 0 || scene.Length == 0)
            {
                throw new InputException(Invariant($"{path}: line {i + 1}: found '{Excerpt.Of(line)}'; expected image,scene."));
            }

            if (sceneOf.Count > MostImages)
            {
                throw new InputException(Invariant($"{path}: line {i + 1}: is beyond the {MostImages:N0} images that may be listed."));
            }

            if (!sceneOf.TryAdd(image, scene) && sceneOf[image] != scene)
            {
                throw new InputException(Invariant($"{path}: line {i + 1}: {Excerpt.Of(image)} is in a second scene; expected every image in one."));
            }
        }

        return sceneOf.Count > 0 ? new SceneList(path, sceneOf) : throw new InputException($"{path}: names no image; expected lines image,scene.");
    }

    /// <summary>A list that is in no file of its own.</summary>
    /// <param name="name">What errors call it.</param>
    /// <param name="sceneOf">The scene of every image.</param>
    internal static SceneList Of(string name, Dictionary<string, string> sceneOf) => new(name, sceneOf);

    /// <summary>The scene of an image; one whose own name is not listed is looked up by what follows its last slash.</summary>
    /// <exception cref="InputException">It is in no scene.</exception>
    internal string SceneOf(string image) => _sceneOf.TryGetValue(image, out string? scene) || _sceneOf.TryGetValue(image[(image.LastIndexOf('/') + 1)..], out scene)
        ? scene
        : throw new InputException($"{_file}: has no line for the image {Excerpt.Of(image)}; expected the scene of every image that is scored.");

    /// <summary>The places of the images of every scene, scenes in the order of their first image.</summary>
    /// <param name="images">The images of a run. One whose own name is not listed is looked up by what follows its last slash.</param>
    /// <exception cref="InputException">An image is in no scene.</exception>
    internal IReadOnlyList<IReadOnlyList<int>> Group(IReadOnlyList<ImageCounts> images)
    {
        Dictionary<string, List<int>> places = new(StringComparer.Ordinal);
        List<IReadOnlyList<int>> scenes = [];
        for (int i = 0; i < images.Count; i++)
        {
            string scene = SceneOf(images[i].Name);
            if (!places.TryGetValue(scene, out List<int>? list))
            {
                places[scene] = list = [];
                scenes.Add(list);
            }

            list.Add(i);
        }

        return scenes;
    }
}
