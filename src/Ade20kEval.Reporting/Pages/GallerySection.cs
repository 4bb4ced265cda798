using Ade20kEval.Reporting.Analysis;

namespace Ade20kEval.Reporting.Pages;

internal static class GallerySection
{
    public static void Write(HtmlBuilder html, RunView view, IReadOnlyList<ImageScore> worst, GallerySource source)
    {
        _ = (html, view, worst, source);
    }
}
