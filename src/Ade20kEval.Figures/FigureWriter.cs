using Ade20kEval.Figures.Charts;
using Ade20kEval.Reporting.Charts;
using SkiaSharp;

namespace Ade20kEval.Figures;

/// <summary>Draws a chart as a PNG or as a PDF of one page, for papers and slides.</summary>
/// <remarks>
/// Both are the same drawing: everything is placed in points, 72 an inch, and a PNG is the same at more pixels. Words in a PDF are text, shapes are
/// vectors. No word is smaller than 7 points at the final size, the least that journals take. One machine makes the same bytes every time; others may have
/// another font.
/// </remarks>
internal static class FigureWriter
{
    /// <summary>The bytes of a PNG, which says its density, so that programs show it at its size.</summary>
    /// <exception cref="Files.OutputException">No font has the words.</exception>
    public static byte[] Png(Chart chart, FigureStyle style)
    {
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentNullException.ThrowIfNull(style);
        return Png(ChartDrawing.Of(chart, style), style);
    }

    /// <summary>The bytes of a PDF.</summary>
    /// <exception cref="Files.OutputException">No font has the words.</exception>
    public static byte[] Pdf(Chart chart, FigureStyle style)
    {
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentNullException.ThrowIfNull(style);
        return Pdf(ChartDrawing.Of(chart, style));
    }

    internal static byte[] Png(Drawing drawing, FigureStyle style)
    {
        float scale = style.Dpi / 72f;
        using SKBitmap bitmap = new(new SKImageInfo((int)Math.Round(drawing.Width * scale), (int)Math.Ceiling(drawing.Height * scale), SKColorType.Rgba8888, SKAlphaType.Premul));
        using (SKCanvas canvas = new(bitmap))
        {
            canvas.Scale(scale);
            drawing.Draw(canvas);

            // White comes last and beneath: plots make their places transparent before they draw.
            canvas.DrawColor(SKColors.White, SKBlendMode.DstOver);
        }

        using SKPixmap pixels = bitmap.PeekPixels()!.WithAlphaType(SKAlphaType.Opaque);
        using SKData data = pixels.Encode(SKEncodedImageFormat.Png, 100)!;
        return PngDensity.Add(data.Span, style.Dpi);
    }

    internal static byte[] Pdf(Drawing drawing)
    {
        using MemoryStream stream = new();
        using (SKDocument document = SKDocument.CreatePdf(stream, new SKDocumentPdfMetadata { Title = drawing.Title, Creator = "ade20k-eval", Producer = "", RasterDpi = 300, EncodingQuality = 101 }))
        {
            using SKCanvas canvas = document.BeginPage(drawing.Width, drawing.Height);
            drawing.Draw(canvas);
            document.EndPage();
            document.Close();
        }

        return stream.ToArray();
    }
}
