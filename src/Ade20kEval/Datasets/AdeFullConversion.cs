using Ade20kEval.Datasets.Presets;
using Ade20kEval.Masks;

namespace Ade20kEval.Datasets;

/// <summary>Makes the 150-class challenge mask of a full ADE20K annotation.</summary>
/// <remarks>
/// A full annotation names each of some 3,000 objects by the code R / 10 x 256 + G of its colour; 153 of the codes are the
/// 150 classes of SceneParse150 (door, wardrobe and booth have two each), all others become 0, "other objects".
/// Larger images are made smaller first, as the challenge did: by the nearest pixel, so that it does not matter whether
/// colours or labels are resized. Source: CSAILVision/sceneparsing, convertFromADE.m and mapFromADE.txt.
/// </remarks>
internal static class AdeFullConversion
{
    private static readonly byte[] s_classOfCode = ReadTable();

    /// <summary>The label id, 1..150, of a full-annotation code; 0 for objects that are none of the classes.</summary>
    /// <param name="code">R / 10 x 256 + G, at least 0.</param>
    public static int ClassOf(int code)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(code);
        return code < s_classOfCode.Length ? s_classOfCode[code] : 0;
    }

    /// <summary>Every code that is one of the classes, with the class's label id.</summary>
    public static IReadOnlyDictionary<int, int> Codes { get; } =
        s_classOfCode.Index().Where(static code => code.Item > 0).ToDictionary(static code => code.Index, static code => (int)code.Item);

    /// <summary>Converts a mask.</summary>
    /// <param name="full">The annotation's codes, as a wide map. Not modified.</param>
    /// <param name="challenge">Takes the mask: narrow, 0..150, of the size that <see cref="ChallengeSize"/> says.</param>
    /// <exception cref="ArgumentException">The two are one and the same map, or the annotation has no pixels.</exception>
    public static void Convert(LabelMap full, LabelMap challenge)
    {
        ArgumentNullException.ThrowIfNull(full);
        ArgumentNullException.ThrowIfNull(challenge);
        if (ReferenceEquals(full, challenge) || full.PixelCount == 0)
        {
            throw new ArgumentException("Needs an annotation with pixels, and another map to put the challenge mask into.", nameof(full));
        }

        (int width, int height) = ChallengeSize.Of(full.Width, full.Height);
        Span<byte> target = challenge.ResizeNarrow(width, height);
        for (int y = 0; y < height; y++)
        {
            int row = LabelMapResizer.SourceOf(y, full.Height, height);
            for (int x = 0; x < width; x++)
            {
                target[(y * width) + x] = (byte)ClassOf(full[row, LabelMapResizer.SourceOf(x, full.Width, width)]);
            }
        }
    }

    private static byte[] ReadTable()
    {
        string[] codesOfClass = CodesOfClasses.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        List<(int Code, int Id)> pairs = [];
        for (int i = 0; i < codesOfClass.Length; i++)
        {
            pairs.AddRange(codesOfClass[i].Split('+').Select(code => (PresetTable.Number(code), i + 1)));
        }

        byte[] table = new byte[pairs.Max(pair => pair.Code) + 1];
        foreach ((int code, int id) in pairs)
        {
            table[code] = (byte)id;
        }

        return table;
    }

    // The codes of classes 1..150 in order; a class with two codes has them joined by a plus.
    private const string CodesOfClasses = """
        2978 312 2420 976 2855 447 2131 165 3055 1125 350 2377 1831 838 774+783
        2684 1610 1910 687 471 401 2994 1735 2473 2329 1276 2264 1564 2178 913
        57 2272 907 724 2138 533+2985 1395 155 2053 689 137 266 581 2380 491
        627 2212 2388 2423 943 2096 1121 1788 2530 2185 420 1948 1869 2251 2531
        2128 294 239 212 571 2793 978 236 1240 181 629 2598 1744 1374 591
        2679 223 123 47 1282 327 2821 1451 2880 2828 480 77 2616 246+247 2733
        14 738 38 1936 1401 120 868 1702 249 308 1969 2526 2928 2337 1023
        609 389 2989 1930 2668 2586 131 146 3016 2739 95 1563 642 1708 103
        1002 2569 2704 2833 1551 1981 29 187 1393 747 2254 206 2262 1260 2243
        2932 2836 2850 64 894 1858 3109 1919 1583 318 2356 2046 1098 530 954
        """;
}
