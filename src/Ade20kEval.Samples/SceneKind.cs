namespace Ade20kEval.Samples;

/// <summary>A kind of place: how it is built, of what, and what is found there.</summary>
/// <param name="Name">The name of the place.</param>
/// <param name="Layout">How the backdrop is built.</param>
/// <param name="Backdrop">Label ids of the backdrop, in the order that <see cref="SceneLayout"/> names its parts; 0 leaves a part out.</param>
/// <param name="Objects">Label ids of what may stand, hang, lie or float there; one entry an object.</param>
internal sealed record SceneKind(string Name, SceneLayout Layout, byte[] Backdrop, byte[] Objects)
{
    private static readonly SceneKind[] s_all =
    [
        new("bedroom", SceneLayout.Room, [1, 4, 6], [9, 19, 19, 23, 36, 8, 58, 58, 132, 40, 29, 37, 45, 31, 135]),
        new("street", SceneLayout.Street, [3, 5, 2, 7, 12], [21, 21, 103, 13, 13, 13, 137, 88, 88, 44, 124, 87, 5, 94, 117, 139, 81]),
        new("living room", SceneLayout.Room, [1, 4, 6], [9, 19, 23, 50, 63, 24, 40, 40, 65, 29, 98, 18, 126, 136, 86, 31, 149, 68]),
        new("mountain lake", SceneLayout.Waterside, [3, 17, 129, 10], [5, 5, 5, 35, 35, 77, 13, 18]),
        new("kitchen", SceneLayout.Room, [1, 4, 6], [11, 71, 9, 64, 134, 72, 51, 130, 125, 48, 74, 111, 111, 83, 138, 121, 148, 99, 119]),
        new("beach", SceneLayout.Waterside, [3, 69, 27, 47], [73, 73, 73, 13, 13, 77, 107, 120, 116]),
        new("bathroom", SceneLayout.Room, [1, 4, 6], [28, 135, 135, 82, 146, 59, 38, 66, 147, 113, 108, 48, 136, 83]),
        new("farm", SceneLayout.Landscape, [3, 69, 5, 30], [92, 33, 33, 26, 80, 127, 127, 127, 18, 5, 112]),
        new("office", SceneLayout.Room, [1, 4, 6], [9, 64, 25, 145, 34, 34, 75, 144, 142, 76, 76, 139, 42, 68, 83, 116, 101]),
        new("skyline", SceneLayout.Waterside, [3, 2, 61, 10], [49, 49, 49, 49, 85, 62, 77, 5, 5, 13, 70]),
        new("dining room", SceneLayout.Room, [1, 4, 6], [23, 15, 86, 16, 20, 20, 20, 20, 100, 143, 143, 148, 121, 67, 136, 29]),
        new("park", SceneLayout.Landscape, [3, 2, 5, 10], [53, 70, 70, 105, 133, 13, 13, 128, 18, 5, 5, 88]),
        new("bar", SceneLayout.Room, [1, 4, 6], [78, 111, 111, 111, 57, 79, 79, 83, 83, 101, 90, 99, 99, 99, 148, 13]),
        new("airport", SceneLayout.Landscape, [3, 17, 10, 55], [91, 91, 84, 13, 94, 103, 123]),
        new("theatre", SceneLayout.Room, [1, 4, 6], [102, 131, 19, 19, 32, 32, 32, 32, 32, 32, 13, 13, 43, 43, 83]),
        new("harbour", SceneLayout.Waterside, [3, 2, 22, 12], [104, 77, 77, 77, 141, 13, 94, 150, 112, 84]),
        new("shop", SceneLayout.Room, [1, 4, 6], [25, 25, 56, 93, 93, 93, 116, 113, 42, 46, 13, 13, 44, 83, 106]),
        new("waterfall", SceneLayout.Landscape, [3, 17, 17, 95], [114, 61, 35, 35, 35, 5, 5, 5, 18, 13]),
        new("museum", SceneLayout.Room, [1, 4, 6], [43, 43, 41, 133, 133, 23, 23, 23, 54, 39, 39, 60, 96, 150, 13, 149]),
        new("suburb", SceneLayout.Facade, [3, 5, 26, 10, 53], [9, 9, 9, 15, 33, 21, 122, 67, 18, 5, 139, 87]),
        new("nursery", SceneLayout.Room, [1, 4, 6], [9, 19, 118, 109, 109, 109, 120, 42, 45, 29, 140, 101, 20, 16, 126]),
        new("stadium", SceneLayout.Facade, [3, 0, 52, 10, 0], [13, 13, 13, 13, 13, 120, 150, 150, 94, 88, 44]),
        new("fair", SceneLayout.Landscape, [3, 5, 5, 14], [115, 115, 89, 13, 13, 13, 70, 16, 103, 81, 127, 92]),
        new("hotel garden", SceneLayout.Facade, [3, 5, 2, 12, 0], [110, 73, 73, 20, 20, 107, 18, 9, 9, 9, 13, 97, 126]),
    ];

    /// <summary>All kinds; scenes take them in turn.</summary>
    public static IReadOnlyList<SceneKind> All => s_all;
}
