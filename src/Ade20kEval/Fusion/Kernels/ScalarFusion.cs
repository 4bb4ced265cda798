namespace Ade20kEval.Fusion.Kernels;

/// <summary>The plain loops: one number at a time, every pixel by itself. The twin that the vector kernels are read and tested against.</summary>
internal sealed unsafe class ScalarFusion : FusionKernel
{
    // log2(e), and the smallest normal number: its logarithm is -126.
    private const float Log2E = 1.44269504f;
    private const float Smallest = 1.17549435e-38f;

    public override string Name => "scalar";

    public override bool IsAccelerated => true;

    public override bool AllWithin(float* values, int length, float limit)
    {
        for (int i = 0; i < length; i++)
        {
            if (!(MathF.Abs(values[i]) <= limit))
            {
                return false;
            }
        }

        return true;
    }

    public override void Scale(float* values, float factor, int length)
    {
        for (int i = 0; i < length; i++)
        {
            values[i] *= factor;
        }
    }

    public override void AddScaled(float* sum, float* values, float factor, int length)
    {
        for (int i = 0; i < length; i++)
        {
            sum[i] += factor * values[i];
        }
    }

    public override void Subtract(float* left, float* right, float* difference, int length)
    {
        for (int i = 0; i < length; i++)
        {
            difference[i] = left[i] - right[i];
        }
    }

    public override void Bends(float* row, int columns, int paddedClasses, float step, float* bends)
    {
        for (int i = 0; i < columns * paddedClasses; i++)
        {
            float before = row[i + paddedClasses] - row[i];
            float after = row[i + (2 * paddedClasses)] - row[i + paddedClasses];
            bends[i] = step * (after - before);
        }
    }

    public override void Softmax(float* row, int columns, int paddedClasses)
    {
        ToBase2Logits(row, columns, paddedClasses);
        for (int x = 0; x < columns; x++)
        {
            float* column = row + ((long)x * paddedClasses);
            float sum = 0;
            for (int c = 0; c < paddedClasses; c++)
            {
                column[c] = Exp2(column[c]);
                sum += column[c];
            }

            Scale(column, 1 / sum, paddedClasses);
        }
    }

    public override void ToBase2Logits(float* row, int columns, int paddedClasses)
    {
        for (int x = 0; x < columns; x++)
        {
            float* column = row + ((long)x * paddedClasses);
            float largest = Largest(column, paddedClasses);
            for (int c = 0; c < paddedClasses; c++)
            {
                column[c] = (column[c] - largest) * Log2E;
            }
        }
    }

    public override void SumLines(
        ViewRow* views, int viewCount, LineBreak* breaks, int* firstBreak, int start, int pixels, int paddedClasses, float* tile)
    {
        for (int x = 0; x < pixels; x++)
        {
            for (int c = 0; c < paddedClasses; c++)
            {
                float sum = 0;
                for (int view = 0; view < viewCount; view++)
                {
                    sum += Resized(views + view, start + x, c, paddedClasses);
                }

                tile[(x * paddedClasses) + c] = sum;
            }
        }
    }

    public override void AddSoftmax(ViewRow* view, float weight, int start, int pixels, int paddedClasses, float* scratch, float* tile)
    {
        for (int x = 0; x < pixels; x++)
        {
            for (int c = 0; c < paddedClasses; c++)
            {
                scratch[c] = Resized(view, start + x, c, paddedClasses);
            }

            float largest = Largest(scratch, paddedClasses);
            float sum = 0;
            for (int c = 0; c < paddedClasses; c++)
            {
                scratch[c] = Exp2(scratch[c] - largest);
                sum += scratch[c];
            }

            AddScaled(tile + (x * paddedClasses), scratch, weight / sum, paddedClasses);
        }
    }

    public override void AddLogarithm(
        ViewRow* view, float weight, float logarithmOfZero, int start, int pixels, int paddedClasses, float* scratch, float* tile)
    {
        for (int x = 0; x < pixels; x++)
        {
            for (int c = 0; c < paddedClasses; c++)
            {
                float score = Resized(view, start + x, c, paddedClasses);
                tile[(x * paddedClasses) + c] += weight * (score > 0 ? MathF.Log2(MathF.Max(score, Smallest)) : logarithmOfZero);
            }
        }
    }

    public override void ArgMax(float* tile, int pixels, int paddedClasses, int* labels)
    {
        for (int x = 0; x < pixels; x++, tile += paddedClasses)
        {
            labels[x] = IndexOfLargest(tile, paddedClasses);
        }
    }

    public override void TopTwo(float* tile, int pixels, int paddedClasses, int* labels, float* top, float* second)
    {
        for (int x = 0; x < pixels; x++, tile += paddedClasses)
        {
            int best = IndexOfLargest(tile, paddedClasses);
            labels[x] = best;
            top[x] = tile[best];
            second[x] = float.NegativeInfinity;
            for (int c = 0; c < paddedClasses; c++)
            {
                second[x] = c != best && tile[c] > second[x] ? tile[c] : second[x];
            }
        }
    }

    public override void SumOfPowers(float* tile, int pixels, int paddedClasses, float* top, float* sum)
    {
        for (int x = 0; x < pixels; x++, tile += paddedClasses)
        {
            sum[x] = 0;
            for (int c = 0; c < paddedClasses; c++)
            {
                sum[x] += Exp2(tile[c] - top[x]);
            }
        }
    }

    private static float Resized(ViewRow* view, int pixel, int c, int paddedClasses)
    {
        int left = ((view->Column[pixel] + 1) * paddedClasses) + c;
        int right = left + paddedClasses;
        float leftValue = view->Upper[left] + (view->Fraction * view->Change[left]);
        float rightValue = view->Upper[right] + (view->Fraction * view->Change[right]);
        return leftValue + (view->ColumnFraction[pixel] * (rightValue - leftValue));
    }

    private static int IndexOfLargest(float* values, int length)
    {
        int best = 0;
        for (int i = 1; i < length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }

    private static float Largest(float* values, int length) => values[IndexOfLargest(values, length)];

    private static float Exp2(float value) => (float)double.Exp2(value);
}
