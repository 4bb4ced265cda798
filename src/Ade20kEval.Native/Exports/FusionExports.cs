using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ade20kEval.Datasets;
using Ade20kEval.Fusion;
using Ade20kEval.Fusion.Rules;
using Ade20kEval.Masks;
using Ade20kEval.Native.Memory;

namespace Ade20kEval.Native.Exports;

/// <summary>Scores to labels. The header says what the function does.</summary>
internal static unsafe class FusionExports
{
    [UnmanagedCallersOnly(EntryPoint = "ade20k_fuse", CallConvs = [typeof(CallConvCdecl)])]
    public static int Fuse(NativeView* views, int count, int width, int height, byte* options, ushort* labels, NativeText** error) => NativeCall.Run(error, () =>
    {
        if (views is null || labels is null || count < 1 || width < 1 || height < 1 || (long)width * height > int.MaxValue)
        {
            throw new ArgumentException(Invariant($"{count} views for {width} x {height} (width x height); expected at least 1 each, and pointers to views and labels."));
        }

        using OptionReader reader = new(Utf8.Optional(options), "rule", "dataset");
        FusionRule rule = reader.Word("rule", [.. FusionRules.All.Select(rule => (rule.Name, rule))]);
        ushort[] ids = reader.Dataset("dataset") is Dataset dataset ? [.. dataset.Classes.Select(c => (ushort)c.Id)] : [];
        List<FusionView> opened = [];
        for (int i = 0; i < count; i++)
        {
            opened.Add(views[i].Open(i + 1));
        }

        LabelMap map = new();
        new Fuser(rule, ids).Fuse(opened, width, height, map);
        map.Widen();
        map.Wide.CopyTo(new Span<ushort>(labels, width * height));
    });
}
