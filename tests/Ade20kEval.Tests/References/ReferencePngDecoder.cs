using System.Buffers.Binary;
using System.Text;

namespace Ade20kEval.Tests.References;

/// <summary>Decodes a well-formed PNG pixel by pixel from the definition. Checks nothing: it says what a good file holds.</summary>
public static class ReferencePngDecoder
{
    public static ReferencePngImage Decode(byte[] file)
    {
        List<byte> idat = [];
        ReferencePngImage image = new(0, 0, 0, 0, []);
        bool interlaced = false;
        for (int position = 8; position < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(position));
            string type = Encoding.Latin1.GetString(file, position + 4, 4);
            ReadOnlySpan<byte> data = file.AsSpan(position + 8, length);
            if (type == "IHDR")
            {
                image = new ReferencePngImage(BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]), data[8], data[9], []);
                interlaced = data[12] == 1;
            }
            else if (type == "IDAT")
            {
                idat.AddRange(data);
            }
            else if (type == "IEND")
            {
                break;   // whatever follows is none of the file's
            }

            position += length + 12;
        }

        byte[] filtered = ReferenceInflate.Zlib([.. idat]);
        return image with { Samples = Unfilter(image, interlaced, filtered) };
    }

    private static int[] Unfilter(ReferencePngImage image, bool interlaced, byte[] filtered)
    {
        int[] samples = new int[image.Width * image.Height * image.Channels];
        int bytesPerPixel = Math.Max(1, image.Channels * image.Depth / 8);
        int position = 0;
        byte[] above = [];
        int lastPass = 0;
        foreach ((int X, int Y)[] places in Adam7Pattern.Rows(image.Width, image.Height, interlaced))
        {
            byte[] row = new byte[((places.Length * image.Channels * image.Depth) + 7) / 8];
            int pass = interlaced ? Adam7Pattern.PassOf(places[0].X, places[0].Y) : 1;
            if (pass != lastPass)
            {
                above = new byte[row.Length];
                lastPass = pass;
            }

            int filter = filtered[position++];
            for (int i = 0; i < row.Length; i++)
            {
                int a = i < bytesPerPixel ? 0 : row[i - bytesPerPixel];
                int c = i < bytesPerPixel ? 0 : above[i - bytesPerPixel];
                row[i] = (byte)(filtered[position++] + ReferencePngEncoder.Predict(filter, a, above[i], c));
            }

            int bit = 0;
            foreach ((int x, int y) in places)
            {
                for (int channel = 0; channel < image.Channels; channel++)
                {
                    int sample = 0;
                    for (int i = 0; i < image.Depth; i++, bit++)
                    {
                        sample = (sample << 1) | ((row[bit / 8] >> (7 - (bit % 8))) & 1);
                    }

                    samples[(((y * image.Width) + x) * image.Channels) + channel] = sample;
                }
            }

            above = row;
        }

        return samples;
    }
}
