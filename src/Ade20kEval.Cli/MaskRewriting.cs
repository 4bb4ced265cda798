using Ade20kEval.Cli.Options;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Sources;

namespace Ade20kEval.Cli;

/// <summary>Makes a PNG of every mask of a set, in a folder, under the name that the mask has in its set.</summary>
internal static class MaskRewriting
{
    /// <summary>Rewrites all that can be, and tells at the end what could not.</summary>
    /// <param name="context">Where the number of files written is told.</param>
    /// <param name="masks">The set: a folder, an archive or one file.</param>
    /// <param name="reading">How its values are read.</param>
    /// <param name="folder">Where to; made when absent.</param>
    /// <param name="draw">The PNG of a mask. The map is reused for the next one.</param>
    /// <param name="failed">What those are that could not be made, as a heading with <c>{0}</c> for their number.</param>
    /// <param name="force">Whether files that are there already may be replaced.</param>
    /// <param name="alsoRead">What else is read: the files, or <see langword="null"/> for none, beside a mask.</param>
    /// <param name="choose">Which masks, with the paths of what is made of them; <see langword="null"/> for all, under their own names.</param>
    /// <exception cref="UsageException">A file would be written onto an input, twice, or onto one that is there.</exception>
    /// <exception cref="InputException">The set cannot be opened, or masks in it could not be rewritten.</exception>
    /// <exception cref="OutputException">A file could not be written.</exception>
    public static int Run(CommandContext context, string masks, MaskReaderOptions reading, string folder, Func<LabelMap, FileEntry, byte[]> draw, string failed, bool force, Func<FileEntry, string?>? alsoRead = null, Func<IReadOnlyList<FileEntry>, IReadOnlyList<(FileEntry Entry, string Target)>>? choose = null)
    {
        using MaskSource source = NonEmptyMasks.Open(masks, MaskInputOptions.Default);
        using MaskReader reader = source.CreateReader(reading);
        IReadOnlyList<(FileEntry Entry, string Target)> chosen = (choose ?? AsTheyAre)(source.Entries);
        new OutputGuard([.. OutputGuard.FilesOf(source), .. alsoRead is null ? [] : source.Entries.Select(alsoRead).OfType<string>()], force, Directory.Exists(source.Path) ? [source.Path] : [])
            .Require(chosen.Select(mask => (Path.Combine(folder, mask.Target), mask.Entry.RelativePath)));
        LabelMap mask = new();
        ProblemList problems = new();
        foreach ((FileEntry entry, string target) in chosen)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            try
            {
                reader.Read(entry, mask);
                AtomicFile.Write(Path.Combine(folder, target), draw(mask, entry));
            }
            catch (InputException problem)
            {
                problems.Add(entry.RelativePath, problem.Message);
            }
        }

        context.Output.Write(Invariant($"masks written to {folder}: {chosen.Count - problems.Count:N0}\n"));
        context.Output.Flush();
        problems.ThrowIfAny(failed);
        return ExitCode.Done;
    }

    private static IReadOnlyList<(FileEntry Entry, string Target)> AsTheyAre(IReadOnlyList<FileEntry> entries) =>
        [.. entries.Select(entry => (entry, Path.ChangeExtension(entry.RelativePath, ".png")))];
}
