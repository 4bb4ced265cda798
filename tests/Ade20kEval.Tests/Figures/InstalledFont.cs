using Ade20kEval.Figures;
using Ade20kEval.Files;

namespace Ade20kEval.Tests.Figures;

/// <summary>The font of this machine; a test that needs one is skipped where there is none.</summary>
internal static class InstalledFont
{
    public static FigureFont Find()
    {
        try
        {
            return FigureFont.Find(FigureFont.SystemFolders);
        }
        catch (OutputException none)
        {
            Assert.Ignore(none.Message);
            throw;
        }
    }
}
