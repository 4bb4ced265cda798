using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ade20kEval.Text;

/// <summary>Lays JSON values out one a line, each written compactly by one reused writer.</summary>
/// <remarks>Collects some tens of kilobytes before it writes to the stream, whose own flushing may be a call of the system.</remarks>
internal sealed class JsonLineWriter : IDisposable
{
    private const int PieceBytes = 1 << 16;

    private static readonly JsonWriterOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly Stream _stream;
    private readonly ArrayBufferWriter<byte> _piece = new(PieceBytes + (PieceBytes / 8));
    private readonly Utf8JsonWriter _json;
    private string _indent = "  ";

    public JsonLineWriter(Stream stream)
    {
        _stream = stream;
        _json = new Utf8JsonWriter(_piece, s_compact);
    }

    public void Dispose() => _json.Dispose();

    /// <summary>Writes whatever is not in the stream yet.</summary>
    public void Flush()
    {
        _stream.Write(_piece.WrittenSpan);
        _piece.ResetWrittenCount();
    }

    public void Raw(string text) => Encoding.UTF8.GetBytes(text, _piece);

    /// <summary>Begins an object whose values stand one a line, further in.</summary>
    public void Open(string name)
    {
        Raw($"{_indent}\"{name}\": {{\n");
        _indent += "  ";
    }

    /// <summary>Ends it; something follows.</summary>
    public void Close()
    {
        _indent = _indent[2..];
        Raw($"{_indent}}},\n");
    }

    public void Property(string name, Action<Utf8JsonWriter> value)
    {
        Raw($"{_indent}\"{name}\": ");
        value(_json);
        EndValue();
        Raw(",\n");
    }

    public void LastProperty(string name, Action<Utf8JsonWriter> value)
    {
        Raw($"{_indent}\"{name}\": ");
        value(_json);
        EndValue();
        Raw("\n");
    }

    public void Array<T>(string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write, bool isLast = false)
    {
        Raw($"{_indent}\"{name}\": [");
        string separator = $",\n{_indent}  ";
        for (int i = 0; i < items.Count; i++)
        {
            Raw(i == 0 ? separator[1..] : separator);
            write(_json, items[i]);
            EndValue();
        }

        Raw((items.Count == 0 ? "]" : $"\n{_indent}]") + (isLast ? "\n" : ",\n"));
    }

    public void Object<T>(string name, IReadOnlyList<T> items, Func<T, string> key, Action<Utf8JsonWriter, T> write)
    {
        Raw($"  \"{name}\": {{");
        for (int i = 0; i < items.Count; i++)
        {
            Raw(i == 0 ? "\n    " : ",\n    ");
            _json.WriteStringValue(key(items[i]));
            EndValue();
            Raw(": ");
            write(_json, items[i]);
            EndValue();
        }

        Raw(items.Count == 0 ? "},\n" : "\n  },\n");
    }

    /// <summary>Makes the writer forget the value, so that what comes next is not set off by a comma.</summary>
    private void EndValue()
    {
        _json.Flush();
        _json.Reset();
        if (_piece.WrittenCount >= PieceBytes)
        {
            Flush();
        }
    }
}
