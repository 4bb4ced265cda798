using System.Security.Cryptography;
using System.Text.Json;
using Ade20kEval.Cli;
using Ade20kEval.Formats.Png;

namespace Ade20kEval.Tests.Cli;

public sealed class InspectCommandTests
{
    [Test]
    public void A_gray_mask_shows_size_depth_values_and_the_digest_of_its_samples()
    {
        using TemporaryFolder folder = new();
        MaskFolder.Write(folder["a.png"], "1 1 7", "0 7 7");

        JsonElement mask = Inspect(folder["a.png"]);

        Assert.That(mask.GetProperty("width").GetInt32(), Is.EqualTo(3));
        Assert.That(mask.GetProperty("height").GetInt32(), Is.EqualTo(2));
        Assert.That(mask.GetProperty("bitDepth").GetInt32(), Is.EqualTo(8));
        Assert.That(mask.GetProperty("colorType").GetString(), Is.EqualTo("gray"));
        Assert.That(mask.GetProperty("values").GetRawText(), Is.EqualTo("[[0,1],[1,2],[7,3]]"));
        Assert.That(mask.GetProperty("samplesSha256").GetString(), Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData([1, 1, 7, 0, 7, 7]))));
    }

    [Test]
    public void Sixteen_bit_samples_are_digested_big_endian()
    {
        using TemporaryFolder folder = new();
        using (FileStream stream = File.Create(folder["a.png"]))
        {
            PngWriter.WriteGray16(stream, [258, 3], 2, 1);
        }

        JsonElement mask = Inspect(folder["a.png"]);

        Assert.That(mask.GetProperty("values").GetRawText(), Is.EqualTo("[[3,1],[258,1]]"));
        Assert.That(mask.GetProperty("samplesSha256").GetString(), Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData([1, 2, 0, 3]))));
    }

    [Test]
    public void Colours_are_red_green_blue_in_one_number()
    {
        using TemporaryFolder folder = new();
        using (FileStream stream = File.Create(folder["a.png"]))
        {
            PngWriter.WriteRgb8(stream, [1, 2, 3, 1, 2, 3], 2, 1);
        }

        Assert.That(Inspect(folder["a.png"]).GetProperty("values").GetRawText(), Is.EqualTo($"[[{(1 << 16) | (2 << 8) | 3},2]]"));
    }

    [Test]
    public void A_palette_gives_indices_and_not_colours()
    {
        using TemporaryFolder folder = new();
        using (FileStream stream = File.Create(folder["a.png"]))
        {
            PngWriter.WritePalette(stream, [0, 1, 1], 3, 1, [10, 20, 30, 40, 50, 60]);
        }

        JsonElement mask = Inspect(folder["a.png"]);
        Assert.That(mask.GetProperty("colorType").GetString(), Is.EqualTo("palette"));
        Assert.That(mask.GetProperty("values").GetRawText(), Is.EqualTo("[[0,1],[1,2]]"));
    }

    [Test]
    public void A_broken_file_says_chunk_and_offset_and_the_others_are_still_shown()
    {
        using TemporaryFolder folder = new();
        MaskFolder.Write(folder["a.png"], "1 1 7", "0 7 7");
        byte[] bytes = File.ReadAllBytes(folder["a.png"]);
        bytes[16] ^= 1;    // a bit of the width: IHDR's checksum no longer fits
        File.WriteAllBytes(folder["b.png"], bytes);

        CliRun run = CliRun.Of("inspect", folder["b.png"], folder["a.png"], "--json");

        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(json.RootElement[0].GetProperty("error").GetProperty("chunk").GetString(), Is.EqualTo("IHDR"));
        Assert.That(json.RootElement[0].GetProperty("error").GetProperty("offset").GetInt64(), Is.InRange(8, 33));
        Assert.That(json.RootElement[1].GetProperty("width").GetInt32(), Is.EqualTo(3));
    }

    private static JsonElement Inspect(string file)
    {
        CliRun run = CliRun.Of("inspect", file, "--json");
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        return JsonDocument.Parse(run.Output).RootElement[0];
    }
}
