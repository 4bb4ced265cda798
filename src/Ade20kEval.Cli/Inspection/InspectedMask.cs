using Ade20kEval.Files;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
using Ade20kEval.Sources;

namespace Ade20kEval.Cli.Inspection;

/// <summary>A mask that was looked into: what was found, or why nothing was.</summary>
/// <param name="Name">Its path; below a folder or archive also where it lies in it.</param>
/// <param name="Found">What is in it.</param>
/// <param name="Problem">Why nothing was found; else <see langword="null"/>.</param>
/// <param name="IsOneOfMany">Whether it came of a folder, an archive or a table.</param>
internal sealed record InspectedMask(string Name, MaskInspection? Found, InputException? Problem, bool IsOneOfMany)
{
    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G'];

    /// <summary>Every mask at a path, one after the other.</summary>
    /// <param name="path">A mask, or a folder, archive or table of them.</param>
    /// <param name="options">How masks are found.</param>
    /// <param name="decoder">The decoder to use.</param>
    public static IEnumerable<InspectedMask> All(string path, MaskSourceOptions options, PngDecoder decoder)
    {
        MaskSource source;
        InputException? problem = null;
        try
        {
            source = MaskSource.Open(path, options);
        }
        catch (InputException wrong)
        {
            problem = wrong;
            source = null!;
        }

        if (problem is not null)
        {
            yield return new InspectedMask(path, null, problem, IsOneOfMany: false);
            yield break;
        }

        using (source)
        {
            if (source.Entries.Count == 0)
            {
                yield return new InspectedMask(path, null, new InputException($"{path}: no masks found. {source.WhyEmpty}"), IsOneOfMany: false);
            }

            using MaskReader reader = source.CreateReader();
            foreach (FileEntry entry in source.Entries)
            {
                yield return Look(source, reader, entry, decoder);
            }
        }
    }

    private static InspectedMask Look(MaskSource source, MaskReader reader, FileEntry entry, PngDecoder decoder)
    {
        string name = source.IsSingleMask ? source.Path : $"{Path.TrimEndingDirectorySeparator(source.Path)}/{entry.RelativePath}";
        try
        {
            // A table's entries bear the names of images, but are none.
            if (reader is not FileMaskReader)
            {
                return new InspectedMask(name, OfMap(reader, entry), null, !source.IsSingleMask);
            }

            ReadOnlyMemory<byte> bytes = reader.ReadBytes(entry);
            return new InspectedMask(name, IsPng(name, bytes.Span) ? MaskInspection.Of(bytes.ToArray(), name, decoder) : OfMap(reader, entry), null, !source.IsSingleMask);
        }
        catch (InputException problem)
        {
            return new InspectedMask(name, null, problem, !source.IsSingleMask);
        }
    }

    private static bool IsPng(string name, ReadOnlySpan<byte> bytes) => name.EndsWith(".png", StringComparison.OrdinalIgnoreCase) || bytes.StartsWith(PngSignature);

    private static MaskInspection OfMap(MaskReader reader, FileEntry entry)
    {
        LabelMap map = new();
        reader.Read(entry, map);
        return MaskInspection.Of(map);
    }
}
