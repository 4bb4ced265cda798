using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using Ade20kEval.Boards;
using Ade20kEval.Comparison.Gates;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Formats.Png.Zlib;
using Ade20kEval.Formats.Safetensors;
using Ade20kEval.Imaging.Masks;
using Ade20kEval.Masks;
using Ade20kEval.Runs.Json;
using Ade20kEval.Slices;
using Ade20kEval.Sources;
using Ade20kEval.Statistics;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Fuzzing;

/// <summary>What is run on an input. Answers whether it was accepted; an <see cref="InputException"/> is as good an answer, and any other exception, and a crash, is a finding.</summary>
internal static class Targets
{
    private static readonly string s_scratch = Directory.CreateTempSubdirectory("fuzzing-").FullName;
    private static readonly string s_truth = Write("truth.json", Seeds.CocoTruth);
    private static readonly string s_results = Write("results.json", Seeds.CocoResults);
    private static readonly string s_panopticTruth = Write("panoptic.json", Seeds.PanopticTruth);
    private static readonly string s_panopticResults = Write("panoptic-results.json", Seeds.PanopticResults);
    private static readonly string s_segments = Directory.CreateDirectory(Path.Combine(s_scratch, "segments")).FullName;
    private static readonly string s_changed = Directory.CreateDirectory(Path.Combine(s_scratch, "changed")).FullName;

    static Targets()
    {
        File.WriteAllBytes(Path.Combine(s_segments, "x.png"), Convert.FromBase64String(Seeds.Segments));
        AppDomain.CurrentDomain.ProcessExit += static (_, _) => Directory.Delete(s_scratch, recursive: true);
    }

    // Made anew each time: instrumented code must not run before the fuzzer has given it somewhere to count.
    private static InstanceOptions OneWorker => new() { Execution = new ExecutionOptions { Workers = 1 } };

    private static PanopticOptions OnePanopticWorker => new() { GroundTruthPictures = s_segments, PredictionPictures = s_segments, Execution = new ExecutionOptions { Workers = 1 } };

    public static IReadOnlyDictionary<string, Func<byte[], bool>> All { get; } = new SortedDictionary<string, Func<byte[], bool>>(StringComparer.Ordinal)
    {
        ["inflate"] = Inflate,
        ["png"] = bytes => ReadMasks(WithChecksums(bytes), ".png"),
        ["npy"] = bytes => ReadMasks(bytes, ".npy"),
        ["npz"] = bytes => ReadMasks(bytes, ".npz"),
        ["zip"] = bytes => ReadMasks(bytes, ".zip"),
        ["tar"] = bytes => ReadMasks(bytes, ".tar"),
        ["json"] = bytes => ReadMasks(bytes, ".json"),
        ["csv"] = bytes => ReadMasks(bytes, ".csv"),
        ["safetensors"] = bytes => Accepts(() => ReadArrays(bytes)),
        ["tif"] = bytes => ReadMasks(bytes, ".tif"),
        ["bmp"] = bytes => ReadMasks(bytes, ".bmp"),
        ["gif"] = bytes => ReadMasks(bytes, ".gif"),
        ["tga"] = bytes => ReadMasks(bytes, ".tga"),
        ["webp"] = bytes => ReadMasks(bytes, ".webp"),
        ["run"] = bytes => RoundTrips(bytes, RunJsonReader.Read, RunJsonWriter.Write),
        ["entry"] = bytes => RoundTrips(bytes, (utf8, name) => BoardEntry.Read(name, utf8), entry => entry.ToJson()),
        ["board"] = bytes => RoundTrips(bytes, (utf8, name) => BoardDefinition.Read(name, utf8), board => board.ToJson()),
        ["ledger"] = bytes => RoundTrips(bytes, (utf8, name) => LedgerRecord.Read(name, utf8), record => record.ToJson()),
        ["receipt"] = bytes => RoundTrips(bytes, (utf8, name) => Receipt.Read(name, utf8), receipt => receipt.ToJson()),
        ["published"] = bytes => Accepts(() => PublishedTable.Read("published.csv", bytes, Seeds.Board)),
        ["names"] = bytes => Accepts(() => ReadNames(Save(bytes, ".csv"))),
        ["scenes"] = bytes => Accepts(() => SceneList.Read(Save(bytes, ".txt"))),
        ["instances"] = bytes => Accepts(() => InstanceEvaluator.Evaluate(s_truth, Save(bytes, ".json"), OneWorker)),
        ["coco"] = bytes => Accepts(() => InstanceEvaluator.Evaluate(Save(bytes, ".json"), s_results, OneWorker)),
        ["panoptic"] = bytes => Accepts(() => PanopticEvaluator.Evaluate(Save(bytes, ".json"), s_panopticResults, OnePanopticWorker)),
        ["panopticresults"] = bytes => Accepts(() => PanopticEvaluator.Evaluate(s_panopticTruth, Save(bytes, ".json"), OnePanopticWorker)),
        ["segments"] = Segments,
        ["slices"] = bytes => Accepts(() => SliceTable.Read(Save(bytes, ".csv"))),
        ["chain"] = bytes => Accepts(() => PublishedChain.Read(Save(bytes, ".json"))),
        ["dataset"] = bytes => Accepts(() => DatasetFile.Parse("dataset.json", bytes)),
        ["gate"] = bytes => Accepts(() => GateFile.Read(Save(bytes, ".json"))),
        ["remap"] = bytes => Accepts(() => LabelRemapFile.Read(Save(bytes, ".json"))),
    };

    private static bool Accepts(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (InputException)
        {
            return false;   // said what is wrong
        }
    }

    /// <summary>What can be read can be written, and reads as the same again.</summary>
    private static bool RoundTrips<T>(byte[] bytes, Func<ReadOnlyMemory<byte>, string, T> read, Func<T, byte[]> write) => Accepts(() =>
    {
        byte[] written = write(read(bytes, "document.json"));
        T again;
        try
        {
            again = read(written, "written.json");
        }
        catch (InputException refused)
        {
            throw new InvalidOperationException("What was read and written is refused.", refused);
        }

        if (!write(again).AsSpan().SequenceEqual(written))
        {
            throw new InvalidOperationException("What was written reads as something else.");
        }
    });

    private static void ReadNames(string path)
    {
        using ExpectedImages images = ExpectedImages.OfList(path);
        foreach (FileEntry image in images.Source.Entries)
        {
            images.SizeOf(image);
        }
    }

    private static void ReadArrays(byte[] bytes)
    {
        foreach (SafetensorsEntry entry in SafetensorsReader.ReadEntries("a.safetensors", bytes))
        {
            SafetensorsReader.Read("a.safetensors", bytes, entry.Name);
        }
    }

    private static bool Segments(byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(s_changed, "x.png"), WithChecksums(bytes));
        return Accepts(() => PanopticEvaluator.Evaluate(s_panopticTruth, s_panopticResults, OnePanopticWorker with { PredictionPictures = s_changed }));
    }

    private static string Write(string name, string text)
    {
        string path = Path.Combine(s_scratch, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Save(byte[] bytes, string extension)
    {
        string path = Path.Combine(s_scratch, "a" + extension);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Opens the file as <c>score</c> does and reads every mask of it.</summary>
    private static bool ReadMasks(byte[] bytes, string extension)
    {
        bool all = true;
        return Accepts(() => all = ReadAll(Save(bytes, extension))) && all;
    }

    private static bool ReadAll(string path)
    {
        using MaskSource source = MaskSource.Open(path, new MaskSourceOptions { MaxFileBytes = 1 << 20, MaxTableBytes = 1 << 20, Formats = MaskImageFormats.All });
        using MaskReader reader = source.CreateReader();
        LabelMap map = new();
        bool all = true;
        foreach (FileEntry entry in source.Entries)
        {
            all &= Accepts(() => reader.Read(entry, map, (8, 8)));
        }

        return all;
    }

    /// <summary>
    /// Our inflater against the platform's, between pages that nobody may touch. Two bytes say how long the output must be (0: as long as the platform's); the rest
    /// is a deflate stream, to which header and checksum are put: a fuzzer would hardly hit on the right one.
    /// </summary>
    private static bool Inflate(byte[] bytes)
    {
        if (bytes.Length < 3)
        {
            return false;
        }

        byte[]? expected = InflateByPlatform(bytes[2..]);
        int said = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        int total = said != 0 ? said : expected?.Length ?? 64;
        byte[] checksum = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Adler(expected ?? []));
        bool isAccepted = false;
        foreach (bool atFront in (ReadOnlySpan<bool>)[true, false])
        {
            using GuardedBuffer<byte> input = new([0x78, 0x01, .. bytes[2..], .. checksum, .. new byte[ZlibInflater.InputRoom]], atFront);
            using GuardedBuffer<byte> output = new(new byte[total + ZlibInflater.OutputRoom], atFront);
            isAccepted = new ZlibInflater().TryInflate(input.Span, output.Writable);
            if (isAccepted && (expected is null || expected.Length != total || !output.Span[..total].SequenceEqual(expected)))
            {
                throw new InvalidOperationException("Accepted what the platform's inflater refuses, or made something else of it.");
            }
        }

        return isAccepted;
    }

    private static byte[]? InflateByPlatform(byte[] deflated)
    {
        try
        {
            using DeflateStream stream = new(new MemoryStream(deflated), CompressionMode.Decompress);
            byte[] data = new byte[1 << 16];
            int length = stream.ReadAtLeast(data, data.Length, throwOnEndOfStream: false);
            return length < data.Length ? data[..length] : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static uint Adler(ReadOnlySpan<byte> data)
    {
        uint a = 1, b = 0;
        foreach (byte value in data)
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }

        return (b << 16) | a;
    }

    /// <summary>The file with the checksum of every chunk made right, as far as its chunks can be followed.</summary>
    private static byte[] WithChecksums(byte[] file)
    {
        byte[] mended = (byte[])file.Clone();
        long at = 8;
        while (at + 12 <= mended.Length)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(mended.AsSpan((int)at));
            if (at + 12 + length > mended.Length)
            {
                break;
            }

            BinaryPrimitives.WriteUInt32BigEndian(mended.AsSpan((int)(at + 8 + length)), Crc32.HashToUInt32(mended.AsSpan((int)at + 4, (int)length + 4)));
            at += 12 + length;
        }

        return mended;
    }
}
