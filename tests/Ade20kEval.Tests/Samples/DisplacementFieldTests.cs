using Ade20kEval.Samples;

namespace Ade20kEval.Tests.Samples;

public sealed class DisplacementFieldTests
{
    [TestCase(200, 150)]
    [TestCase(301, 512)]
    [TestCase(7, 3)]
    public void Shifts_stay_below_the_amplitude_and_change_little_from_pixel_to_pixel(int width, int height)
    {
        DisplacementField field = new(width, height, amplitudePixels: 9, key: 5);
        int[] row = new int[width];
        int[] previous = new int[width];
        for (int y = 0; y < height; y++)
        {
            field.Row(y, row);
            Assert.That((row.Min() >= -9, row.Max() <= 9), Is.EqualTo((true, true)));
            for (int x = 1; x < width && height >= 100; x++)
            {
                int step = Math.Max(Math.Abs(row[x] - row[x - 1]), y == 0 ? 0 : Math.Abs(row[x] - previous[x]));
                if (step > 3)
                {
                    Assert.Fail($"row {y}, column {x}: a step of {step} pixels tears borders apart");
                }
            }

            row.CopyTo(previous, 0);
        }
    }
}
