using Ade20kEval.Samples;

namespace Ade20kEval.Tests.Samples;

public sealed class PolygonFillerTests
{
    [Test]
    public void A_pixel_is_filled_when_a_ray_from_its_centre_crosses_the_outline_an_odd_number_of_times()
    {
        Random random = new(11);
        PolygonFiller filler = new(37, 23);
        for (int round = 0; round < 200; round++)
        {
            Point[] corners = new Point[random.Next(3, 9)];
            for (int i = 0; i < corners.Length; i++)
            {
                corners[i] = new Point((random.NextDouble() * 2.2) - 0.3, (random.NextDouble() * 1.6) - 0.3);     // some outside
            }

            byte[] map = new byte[37 * 23];
            filler.Fill(map, new Polygon(corners), 9);

            for (int pixel = 0; pixel < map.Length; pixel++)
            {
                double x = ((pixel % 37) + 0.5) / 23;
                double y = ((pixel / 37) + 0.5) / 23;
                Assert.That(map[pixel], Is.EqualTo(Inside(corners, x, y) ? 9 : 0), $"round {round}, pixel {pixel}");
            }
        }
    }

    [Test]
    public void A_box_on_whole_pixels_fills_exactly_these()
    {
        byte[] map = new byte[8 * 4];

        new PolygonFiller(8, 4).Fill(map, Polygon.Box(0.25, 0.25, 1.0, 0.75), 1);       // columns 1..3, rows 1..2 of four rows

        Assert.That(map, Is.EqualTo(new byte[]
        {
            0, 0, 0, 0, 0, 0, 0, 0,
            0, 1, 1, 1, 0, 0, 0, 0,
            0, 1, 1, 1, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0,
        }));
    }

    private static bool Inside(Point[] corners, double x, double y)
    {
        bool inside = false;
        for (int i = 0; i < corners.Length; i++)
        {
            Point a = corners[i];
            Point b = corners[(i + 1) % corners.Length];
            if ((a.Y > y) != (b.Y > y) && x < a.X + ((y - a.Y) / (b.Y - a.Y) * (b.X - a.X)))
            {
                inside = !inside;
            }
        }

        return inside;
    }
}
