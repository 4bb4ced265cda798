using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using Ade20kEval.Counting;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Decoding;

namespace Ade20kEval.Benchmarks;

/// <summary>Scoring a folder, cut off after each stage, so that what a stage costs is the difference of two passes.</summary>
/// <remarks>
/// Every pass goes over the same pairs on one thread and keeps its buffers. The first two share no code with the product: they
/// are the floor, that is what anybody must do to look at the pixels at all.
/// </remarks>
internal sealed class PipelineStages(IReadOnlyList<(string GroundTruth, string Prediction)> pairs, MaskSource groundTruth, MaskSource predictions)
{
    private byte[] _file = new byte[1 << 16];
    private byte[] _idat = new byte[1 << 16];
    private byte[] _rows = new byte[1 << 20];

    /// <summary>Reads every byte of every file.</summary>
    public void Read()
    {
        foreach ((string truth, string guess) in pairs)
        {
            ReadFile(truth);
            ReadFile(guess);
        }
    }

    /// <summary>Reads every file and inflates its image data with the platform's zlib, nothing checked and nothing undone.</summary>
    public void ReadAndInflate()
    {
        foreach ((string truth, string guess) in pairs)
        {
            Inflate(ReadFile(truth));
            Inflate(ReadFile(guess));
        }
    }

    /// <summary>Reads and decodes with the product's readers: also the checks and the filters.</summary>
    public void Decode() => Walk(counter: null, hash: false);

    /// <summary>Also counts, to the cells of each pair.</summary>
    public void DecodeAndCount() => Walk(new ImageCounter(), hash: false);

    /// <summary>Also digests every file.</summary>
    public void DecodeCountAndDigest() => Walk(new ImageCounter(), hash: true);

    private void Walk(ImageCounter? counter, bool hash)
    {
        DecodingBuffers buffers = new();
        using MaskReader truthReader = groundTruth.CreateReader(options: null, buffers);
        using MaskReader guessReader = predictions.CreateReader(options: null, buffers);
        LabelMap truth = new();
        LabelMap guess = new();
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        for (int i = 0; i < groundTruth.Entries.Count; i++)
        {
            truthReader.Read(groundTruth.Entries[i], truth);
            guessReader.Read(predictions.Entries[i], guess);
            counter?.Count(groundTruth.Entries[i].RelativePath, truth, guess);
            if (hash)
            {
                SHA256.HashData(truthReader.FileBytes, digest);
                SHA256.HashData(guessReader.FileBytes, digest);
            }
        }
    }

    private int ReadFile(string path)
    {
        using Microsoft.Win32.SafeHandles.SafeFileHandle handle = File.OpenHandle(path);
        int length = (int)RandomAccess.GetLength(handle);
        if (_file.Length < length)
        {
            _file = new byte[length * 2];
        }

        int done = 0;
        while (done < length)
        {
            done += RandomAccess.Read(handle, _file.AsSpan(done, length - done), done);
        }

        return length;
    }

    private void Inflate(int fileLength)
    {
        int idatLength = 0;
        if (_idat.Length < fileLength)
        {
            _idat = new byte[fileLength * 2];
        }

        for (int position = 8; position < fileLength;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(_file.AsSpan(position));
            if (_file.AsSpan(position + 4, 4).SequenceEqual("IDAT"u8))
            {
                _file.AsSpan(position + 8, length).CopyTo(_idat.AsSpan(idatLength));
                idatLength += length;
            }

            position += length + 12;
        }

        int rowBytes = (BinaryPrimitives.ReadInt32BigEndian(_file.AsSpan(16)) + 1) * BinaryPrimitives.ReadInt32BigEndian(_file.AsSpan(20));
        if (_rows.Length < rowBytes)
        {
            _rows = new byte[rowBytes];
        }

        using ZLibStream zlib = new(new MemoryStream(_idat, 0, idatLength), CompressionMode.Decompress);
        zlib.ReadExactly(_rows.AsSpan(0, rowBytes));
    }
}
