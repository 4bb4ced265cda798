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

    [Test]
    public void A_folder_and_an_archive_of_it_show_their_masks_together()
    {
        using TemporaryFolder folder = new();
        MaskFolder.Write(folder["masks", "a.png"], "1 1 7", "0 7 7");
        MaskFolder.Write(folder["masks", "sub", "b.png"], "1 1");
        System.IO.Compression.ZipFile.CreateFromDirectory(folder["masks"], folder["masks.zip"]);

        foreach (string path in new[] { folder["masks"], folder["masks.zip"] })
        {
            CliRun run = CliRun.Of("inspect", path);

            // 1 stands on 2 + 2 of 6 + 2 pixels, 7 on 3, 0 on 1.
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
            Assert.That(run.Output, Does.StartWith($"{path}: 2 masks, 2 to 3 x 1 to 2, 8-bit gray, 3 values\n"));
            Assert.That(run.Output.Split('\n').Skip(1).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))), Is.EqualTo(new[] { "1 4 pixels 50.00 %", "7 3 pixels 37.50 %", "0 1 pixel 12.50 %", "" }));
        }

        using JsonDocument json = JsonDocument.Parse(CliRun.Of("inspect", folder["masks.zip"], "--json").Output);
        Assert.That(json.RootElement.EnumerateArray().Select(mask => mask.GetProperty("file").GetString()), Is.EqualTo(new[] { folder["masks.zip"] + "/a.png", folder["masks.zip"] + "/sub/b.png" }));
    }

    [Test]
    public void A_dataset_names_the_values()
    {
        using TemporaryFolder folder = new();
        MaskFolder.Write(folder["a.png"], "0 1 1 3", "200 200 200 200");

        string text = CliRun.Of("inspect", folder["a.png"], "--dataset", "ade20k-150").Output;
        string indices = CliRun.Of("inspect", folder["a.png"], "--dataset", "ade20k-150", "--prediction-labels", "indices").Output;
        using JsonDocument json = JsonDocument.Parse(CliRun.Of("inspect", folder["a.png"], "--dataset", "ade20k-150", "--json").Output);

        Assert.That(text, Does.Contain("25.00 %  wall").And.Contain("12.50 %  sky").And.Contain("12.50 %  (ignored)").And.Contain("50.00 %  (no class)"));
        Assert.That(indices, Does.Contain("25.00 %  building").And.Contain("12.50 %  wall"));
        Assert.That(json.RootElement[0].GetProperty("names").GetRawText(), Is.EqualTo("""["(ignored)","wall","sky","(no class)"]"""));
    }

    [Test]
    public void What_is_there_of_a_folder_is_shown_when_one_of_its_masks_is_broken()
    {
        using TemporaryFolder folder = new();
        MaskFolder.Write(folder["m", "a.png"], "1 1 7");
        folder.Write("m/b.png", "no picture");

        CliRun run = CliRun.Of("inspect", folder["m"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Output, Does.Contain("1 mask, 3 x 1"));
        Assert.That(run.Error, Does.Contain("b.png"));
    }

    private static JsonElement Inspect(string file)
    {
        CliRun run = CliRun.Of("inspect", file, "--json");
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        return JsonDocument.Parse(run.Output).RootElement[0];
    }
}
