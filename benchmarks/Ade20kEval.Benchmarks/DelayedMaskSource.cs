using Ade20kEval.Masks;
using Ade20kEval.Masks.Decoding;
using Ade20kEval.Sources;

namespace Ade20kEval.Benchmarks;

/// <summary>A source on slow storage: every mask takes so long to arrive, whoever else is waiting.</summary>
internal sealed class DelayedMaskSource : MaskSource
{
    private readonly MaskSource _source;
    private readonly TimeSpan _delay;

    public DelayedMaskSource(MaskSource source, TimeSpan delay)
        : base(source.Path)
    {
        _source = source;
        _delay = delay;
        Entries = source.Entries;
        Notes = source.Notes;
    }

    internal override MaskReader CreateReader(MaskReaderOptions? options, DecodingBuffers? buffers) =>
        new Reader(_source.CreateReader(options, buffers), _delay);

    private sealed class Reader(MaskReader reader, TimeSpan delay) : MaskReader
    {
        public override ReadOnlySpan<byte> FileBytes => reader.FileBytes;

        public override void Read(FileEntry entry, LabelMap into, (int Width, int Height)? groundTruthSize = null)
        {
            Thread.Sleep(delay);
            reader.Read(entry, into, groundTruthSize);
        }

        public override ReadOnlyMemory<byte> ReadBytes(FileEntry entry)
        {
            Thread.Sleep(delay);
            return reader.ReadBytes(entry);
        }

        protected override void Dispose(bool disposing)
        {
            reader.Dispose();
            base.Dispose(disposing);
        }
    }
}
