namespace Ade20kEval.Fusion.Kernels;

/// <summary>The plain loops: one number at a time. The twin that the vector kernels are read and tested against, bit for bit.</summary>
internal sealed unsafe class ScalarFusion : FusionKernel
{
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
            sum[i] = MathF.FusedMultiplyAdd(values[i], factor, sum[i]);
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
            Scale(column, 1 / ToPowers(column, paddedClasses, top: 0), paddedClasses);
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
                column[c] = (column[c] - largest) * ScalarBase2.Log2E;
            }
        }
    }

    public override void SumLines(
        ViewRow* views, int viewCount, LineBreak* breaks, int* firstBreak, int start, int pixels, int paddedClasses, float* tile)
    {
        for (int c = 0; c < paddedClasses; c++)
        {
            (float value, float slope) = Anchor(views, viewCount, start, c, paddedClasses);
            tile[c] = value;
            for (int x = 1; x < pixels; x++)
            {
                value += slope;
                for (int i = firstBreak[start + x]; i < firstBreak[start + x + 1]; i++)
                {
                    ViewRow* view = views + breaks[i].View;
                    int place = breaks[i].Offset + c;
                    float bend = MathF.FusedMultiplyAdd(view->Fraction, view->BendChange[place], view->UpperBends[place]);
                    slope += bend;
                    value = MathF.FusedMultiplyAdd(breaks[i].Reach, bend, value);
                }

                tile[(x * paddedClasses) + c] = value;
            }
        }
    }

    public override void AddSoftmax(ViewRow* view, float weight, int start, int pixels, int paddedClasses, float* scratch, float* tile)
    {
        for (int x = 0; x < pixels; x++)
        {
            Resize(view, start + x, paddedClasses, scratch);
            float sum = ToPowers(scratch, paddedClasses, top: 0);
            if (sum < LeastSum)
            {
                Resize(view, start + x, paddedClasses, scratch);
                sum = ToPowers(scratch, paddedClasses, Largest(scratch, paddedClasses));
            }

            AddScaled(tile + (x * paddedClasses), scratch, weight / sum, paddedClasses);
        }
    }

    public override void AddLogarithm(
        ViewRow* view, float weight, float logarithmOfZero, int start, int pixels, int paddedClasses, float* scratch, float* tile)
    {
        for (int x = 0; x < pixels; x++)
        {
            Resize(view, start + x, paddedClasses, scratch);
            for (int c = 0; c < paddedClasses; c++)
            {
                scratch[c] = scratch[c] > 0 ? ScalarBase2.Log2(MathF.Max(scratch[c], ScalarBase2.Smallest)) : logarithmOfZero;
            }

            AddScaled(tile + (x * paddedClasses), scratch, weight, paddedClasses);
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
        float* sums = stackalloc float[SumCount];
        for (int x = 0; x < pixels; x++, tile += paddedClasses)
        {
            new Span<float>(sums, SumCount).Clear();
            for (int c = 0; c < paddedClasses; c++)
            {
                sums[c % SumCount] += ScalarBase2.Exp2(tile[c] - top[x]);
            }

            sum[x] = Joined(sums);
        }
    }

    /// <summary>Value and slope of a sum of views at a tile's first pixel.</summary>
    private static (float Value, float Slope) Anchor(ViewRow* views, int viewCount, int pixel, int c, int paddedClasses)
    {
        float value = 0;
        float slope = 0;
        for (ViewRow* view = views; view < views + viewCount; view++)
        {
            int left = ((view->Column[pixel] + 1) * paddedClasses) + c;
            float leftValue = BetweenRows(view, left);
            float difference = BetweenRows(view, left + paddedClasses) - leftValue;
            value += MathF.FusedMultiplyAdd(view->ColumnFraction[pixel], difference, leftValue);
            slope = MathF.FusedMultiplyAdd(view->Step, difference, slope);
        }

        return (value, slope);
    }

    /// <summary>One pixel of a view, resized.</summary>
    private static void Resize(ViewRow* view, int pixel, int paddedClasses, float* scores)
    {
        for (int c = 0; c < paddedClasses; c++)
        {
            int left = ((view->Column[pixel] + 1) * paddedClasses) + c;
            float leftValue = BetweenRows(view, left);
            scores[c] = MathF.FusedMultiplyAdd(view->ColumnFraction[pixel], BetweenRows(view, left + paddedClasses) - leftValue, leftValue);
        }
    }

    private static float BetweenRows(ViewRow* view, int place) => MathF.FusedMultiplyAdd(view->Fraction, view->Change[place], view->Upper[place]);

    /// <summary>Scores become 2^(score - top); their sum.</summary>
    private static float ToPowers(float* scores, int length, float top)
    {
        float* sums = stackalloc float[SumCount];
        new Span<float>(sums, SumCount).Clear();
        for (int c = 0; c < length; c++)
        {
            scores[c] = ScalarBase2.Exp2(scores[c] - top);
            sums[c % SumCount] += scores[c];
        }

        return Joined(sums);
    }

    /// <summary>The sum of sixteen sums: the upper half is added to the lower until one is left.</summary>
    private static float Joined(float* sums)
    {
        for (int half = SumCount / 2; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++)
            {
                sums[i] += sums[i + half];
            }
        }

        return sums[0];
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
}
