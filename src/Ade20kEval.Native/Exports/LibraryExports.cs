using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ade20kEval.Datasets;
using Ade20kEval.Native.Memory;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Text;

namespace Ade20kEval.Native.Exports;

/// <summary>The library itself, its texts and its catalogue. The header says what each function does.</summary>
internal static unsafe class LibraryExports
{
    private const int Abi = 1;

    // Made once and never freed.
    private static readonly nint s_version = (nint)NativeText.Of(ToolInfo.CurrentVersion);

    [UnmanagedCallersOnly(EntryPoint = "ade20k_abi", CallConvs = [typeof(CallConvCdecl)])]
    public static int GetAbi() => Abi;

    [UnmanagedCallersOnly(EntryPoint = "ade20k_version", CallConvs = [typeof(CallConvCdecl)])]
    public static byte* GetVersion() => NativeText.Bytes((NativeText*)s_version);

    [UnmanagedCallersOnly(EntryPoint = "ade20k_text_bytes", CallConvs = [typeof(CallConvCdecl)])]
    public static byte* TextBytes(NativeText* text) => NativeText.Bytes(text);

    [UnmanagedCallersOnly(EntryPoint = "ade20k_text_size", CallConvs = [typeof(CallConvCdecl)])]
    public static nuint TextSize(NativeText* text) => NativeText.Size(text);

    [UnmanagedCallersOnly(EntryPoint = "ade20k_text_free", CallConvs = [typeof(CallConvCdecl)])]
    public static void TextFree(NativeText* text) => NativeText.Free(text);

    [UnmanagedCallersOnly(EntryPoint = "ade20k_advise", CallConvs = [typeof(CallConvCdecl)])]
    public static int Advise(byte* message, NativeText** advised, NativeText** error) => NativeCall.Run(error, () =>
        *advised = NativeText.Of(AdviceWords.AddTo(Utf8.Required(message, "message"))));

    [UnmanagedCallersOnly(EntryPoint = "ade20k_catalog", CallConvs = [typeof(CallConvCdecl)])]
    public static int Catalog(NativeText** json, NativeText** error) => NativeCall.Run(error, () => *json = NativeText.Of(static stream =>
    {
        using JsonLineWriter lines = new(stream);
        lines.Raw("{\n");
        lines.Array("datasets", DatasetCatalog.All, static (w, dataset) =>
        {
            w.WriteStartObject();
            w.WriteString("name", dataset.Name);
            w.WriteString("title", dataset.Title);
            w.WriteNumber("classCount", dataset.ClassCount);
            w.WriteString("protocol", dataset.DefaultProtocol);
            w.WriteStartArray("protocols");
            foreach (Protocol protocol in ProtocolCatalog.ForDataset(dataset))
            {
                w.WriteStringValue(protocol.Name);
            }

            w.WriteEndArray();
            w.WriteEndObject();
        });
        lines.Array("protocols", ProtocolCatalog.Names, static (w, name) => w.WriteStringValue(name), isLast: true);
        lines.Raw("}\n");
        lines.Flush();
    }));
}
