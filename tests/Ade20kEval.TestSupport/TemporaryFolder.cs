using System.Text;
using Ade20kEval.Formats.Png;

namespace Ade20kEval.TestSupport;

/// <summary>A folder of a test's own, gone with everything in it when the test ends.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("ade20k-eval-test-").FullName;

    public string Path { get; }

    /// <summary>The full path of something below the folder.</summary>
    public string this[params string[] parts] => System.IO.Path.Combine([Path, .. parts]);

    public string MakeFolder(params string[] parts) => Directory.CreateDirectory(this[parts]).FullName;

    /// <summary>Writes a file, making the folders that it lies in.</summary>
    public string Write(string relative, byte[] bytes)
    {
        string path = this[relative];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.Delete(path);   // ext4 flushes a file to disk that is cut and written again, which takes milliseconds
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string Write(string relative, string text) => Write(relative, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes an 8-bit gray mask whose first pixels hold the given values.</summary>
    public string WriteMask(string relative, int width = 4, int height = 3, params byte[] values) => Write(relative, Png(width, height, values));

    /// <summary>An 8-bit gray PNG whose first pixels hold the given values, the others 0.</summary>
    public static byte[] Png(int width = 4, int height = 3, params byte[] values)
    {
        byte[] samples = new byte[width * height];
        values.CopyTo(samples, 0);
        using MemoryStream stream = new();
        PngWriter.WriteGray8(stream, samples, width, height);
        return stream.ToArray();
    }

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
