using Ade20kEval.Calibration;
using Ade20kEval.Fusion.Kernels;
using Ade20kEval.Fusion.Resampling;
using Ade20kEval.Fusion.Rules;
using Ade20kEval.Masks;

namespace Ade20kEval.Fusion;

/// <summary>Walks over the output of one image, tile by tile from left to right and from top to bottom, and writes labels.</summary>
internal sealed unsafe class FusionPass
{
    private readonly FusionPlan _plan;
    private readonly FusionKernel _kernel;
    private readonly FloatBuffer _tile;
    private readonly FloatBuffer _sum;
    private readonly FloatBuffer _scratch;
    private readonly ViewRow[] _rows;
    private readonly VoteTally _tally;
    private readonly int _tilePixels;

    public FusionPass(FusionPlan plan, FusionKernel kernel, FloatBufferPool buffers)
    {
        _plan = plan;
        _kernel = kernel;
        _tile = buffers.Rent();
        _sum = buffers.Rent();
        _scratch = buffers.Rent();
        _tile.Reserve(TileLength(FusionKernel.TilePixels));
        _sum.Reserve(TileLength(FusionKernel.TilePixels));
        double steepest = plan.Voices.Max(voice => voice.Columns.Step);
        _scratch.Reserve(checked(((int)(steepest * FusionKernel.TilePixels) + 4 + FusionKernel.SoftmaxGroup) * plan.PaddedClasses));
        _rows = new ViewRow[plan.Voices.Count];
        _tally = new VoteTally(plan.Classes, plan.Voices.Count);
        _tilePixels = plan.PixelTransform == PixelTransform.None ? AnchorDistance(plan) : FusionKernel.TilePixels;
    }

    /// <summary>The fused map alone.</summary>
    public void Run(LabelWriter writer, LabelMap labels, ConfidenceMap? confidence, CalibrationCounter? calibration)
    {
        if (_plan.Rule.Average == AverageKind.Votes)
        {
            RunVotes(writer, labels, confidence);
            return;
        }

        LineBreaks? breaks = _plan.PixelTransform == PixelTransform.None ? new LineBreaks([.. _plan.Voices.Select(voice => voice.Columns)], _plan.PaddedClasses) : null;
        ForEachTile((row, start, pixels) =>
        {
            if (breaks is not null)
            {
                SumLines(0, _rows.Length, breaks, start, pixels, _tile.Start);
            }
            else
            {
                new Span<float>(_tile.Start, TileLength(pixels)).Clear();
                for (int voice = 0; voice < _rows.Length; voice++)
                {
                    AddTransferred(voice, start, pixels, _tile.Start);
                }
            }

            int place = (row * _plan.Width) + start;
            if (confidence is null)
            {
                WriteLabels(_tile.Start, pixels, writer, labels, place);
            }
            else
            {
                WriteConfidence(pixels, writer, labels, confidence, place);
            }

            if (calibration is not null)
            {
                Calibrate(pixels, calibration, place);
            }
        });
    }

    /// <summary>Every voice alone and every prefix.</summary>
    public void RunEach(LabelWriter writer, FusedSteps steps)
    {
        LineBreaks[] breaks = BreaksOfEach();
        int[] votes = new int[_rows.Length * FusionKernel.TilePixels];
        int[] winners = new int[FusionKernel.TilePixels];
        ForEachTile((row, start, pixels) =>
        {
            int place = (row * _plan.Width) + start;
            for (int voice = 0; voice < _rows.Length; voice++)
            {
                Evaluate(voice, breaks, start, pixels);
                Span<int> own = votes.AsSpan(voice * FusionKernel.TilePixels, pixels);
                Label(_tile.Start, own);
                writer.Write(own, steps.Alone(voice), place);
                if (_plan.Rule.Average == AverageKind.Votes)
                {
                    CountVotes(votes, voice + 1, pixels, winners, null, 0);
                    writer.Write(winners.AsSpan(0, pixels), steps.Prefix(voice), place);
                    continue;
                }

                if (voice == 0)
                {
                    new Span<float>(_sum.Start, TileLength(pixels)).Clear();
                }

                _kernel.AddScaled(_sum.Start, _tile.Start, 1, TileLength(pixels));
                WriteLabels(_sum.Start, pixels, writer, steps.Prefix(voice), place);
            }
        });
    }

    private void RunVotes(LabelWriter writer, LabelMap labels, ConfidenceMap? confidence)
    {
        LineBreaks[] breaks = BreaksOfEach();
        int[] votes = new int[_rows.Length * FusionKernel.TilePixels];
        int[] winners = new int[FusionKernel.TilePixels];
        ForEachTile((row, start, pixels) =>
        {
            int place = (row * _plan.Width) + start;
            for (int voice = 0; voice < _rows.Length; voice++)
            {
                Evaluate(voice, breaks, start, pixels);
                Label(_tile.Start, votes.AsSpan(voice * FusionKernel.TilePixels, pixels));
            }

            CountVotes(votes, _rows.Length, pixels, winners, confidence, place);
            writer.Write(winners.AsSpan(0, pixels), labels, place);
        });
    }

    private void ForEachTile(Action<int, int, int> fuse)
    {
        for (int row = 0; row < _plan.Height; row++)
        {
            for (int voice = 0; voice < _rows.Length; voice++)
            {
                _rows[voice] = _plan.Voices[voice].MoveTo(row);
            }

            for (int start = 0; start < _plan.Width; start += _tilePixels)
            {
                fuse(row, start, Math.Min(_tilePixels, _plan.Width - start));
            }
        }
    }

    /// <summary>How many pixels a sum of lines may be walked before it has to be computed afresh.</summary>
    /// <remarks>
    /// A view with s columns a pixel has slopes of about s and s corrections of the slope a pixel, each rounded by 2^-25 of it.
    /// After n pixels the slope is off by some 2^-25 s sqrt(n s) and the value by n times that over sqrt(3). It shall stay near 1e-6,
    /// so s^1.5 n^1.5 may reach 66: 64 pixels for the usual enlargements, 8 where a map is twice as wide as the output.
    /// </remarks>
    private static int AnchorDistance(FusionPlan plan)
    {
        double slope = 0;
        double breaks = 0;
        double growth = 0;
        for (int i = 0; i < plan.Voices.Count; i++)
        {
            double step = plan.Voices[i].Columns.Step;
            slope += plan.Weights[i] * step;
            breaks += step;
            growth = Math.Max(growth, step * Math.Sqrt(step));
        }

        growth = Math.Max(growth, slope * Math.Sqrt(breaks));
        int distance = FusionKernel.TilePixels;
        while (distance > 1 && growth * distance * Math.Sqrt(distance) > 66)
        {
            // Counted down and not computed: the C library's powers differ in their last bit from processor to processor.
            distance--;
        }

        return distance;
    }

    private LineBreaks[] BreaksOfEach() =>
        _plan.PixelTransform == PixelTransform.None ? [.. _plan.Voices.Select(voice => new LineBreaks([voice.Columns], _plan.PaddedClasses))] : [];

    /// <summary>One voice alone, into the tile.</summary>
    private void Evaluate(int voice, LineBreaks[] breaks, int start, int pixels)
    {
        if (_plan.PixelTransform == PixelTransform.None)
        {
            SumLines(voice, 1, breaks[voice], start, pixels, _tile.Start);
        }
        else
        {
            new Span<float>(_tile.Start, TileLength(pixels)).Clear();
            AddTransferred(voice, start, pixels, _tile.Start);
        }
    }

    private void SumLines(int firstVoice, int voices, LineBreaks breaks, int start, int pixels, float* tile)
    {
        fixed (ViewRow* rows = &_rows[firstVoice])
        fixed (LineBreak* all = breaks.All)
        fixed (int* first = breaks.First)
        {
            _kernel.SumLines(rows, voices, all, first, start, pixels, _plan.PaddedClasses, tile);
        }
    }

    private void AddTransferred(int voice, int start, int pixels, float* tile)
    {
        float weight = (float)_plan.Weights[voice];
        fixed (ViewRow* row = &_rows[voice])
        {
            if (_plan.PixelTransform == PixelTransform.Softmax)
            {
                _kernel.AddSoftmax(row, weight, start, pixels, _plan.PaddedClasses, _scratch.Start, tile);
            }
            else
            {
                _kernel.AddLogarithm(row, weight, _plan.LogarithmOfZero, start, pixels, _plan.PaddedClasses, _scratch.Start, tile);
            }
        }
    }

    private void Label(float* tile, Span<int> labels)
    {
        fixed (int* first = labels)
        {
            _kernel.ArgMax(tile, labels.Length, _plan.PaddedClasses, first);
        }
    }

    private void WriteLabels(float* tile, int pixels, LabelWriter writer, LabelMap labels, int place)
    {
        Span<int> classes = stackalloc int[FusionKernel.TilePixels];
        Label(tile, classes[..pixels]);
        writer.Write(classes[..pixels], labels, place);
    }

    private void WriteConfidence(int pixels, LabelWriter writer, LabelMap labels, ConfidenceMap confidence, int place)
    {
        int* classes = stackalloc int[FusionKernel.TilePixels];
        float* top = stackalloc float[FusionKernel.TilePixels];
        float* second = stackalloc float[FusionKernel.TilePixels];
        _kernel.TopTwo(_tile.Start, pixels, _plan.PaddedClasses, classes, top, second);
        writer.Write(new ReadOnlySpan<int>(classes, pixels), labels, place);
        if (_plan.Rule.Average == AverageKind.Geometric)
        {
            // The scores are logarithms to base 2, but for a number that the classes of a pixel share.
            float* sum = stackalloc float[FusionKernel.TilePixels];
            _kernel.SumOfPowers(_tile.Start, pixels, _plan.PaddedClasses, top, sum);
            for (int x = 0; x < pixels; x++)
            {
                second[x] = ScalarBase2.Exp2(second[x] - top[x]) / sum[x];
                top[x] = 1 / sum[x];
            }
        }

        for (int x = 0; x < pixels; x++)
        {
            float clamped = ToFraction(top[x]);
            confidence.Top[place + x] = clamped;
            confidence.Margin[place + x] = clamped - ToFraction(second[x]);
        }
    }

    private void Calibrate(int pixels, CalibrationCounter calibration, int place)
    {
        int* classes = stackalloc int[FusionKernel.TilePixels];
        float* probabilities = _tile.Start;
        if (_plan.Rule.Average == AverageKind.Geometric)
        {
            float* top = stackalloc float[FusionKernel.TilePixels];
            float* second = stackalloc float[FusionKernel.TilePixels];
            float* sum = stackalloc float[FusionKernel.TilePixels];
            _kernel.TopTwo(_tile.Start, pixels, _plan.PaddedClasses, classes, top, second);
            _kernel.SumOfPowers(_tile.Start, pixels, _plan.PaddedClasses, top, sum);
            probabilities = _sum.Start;
            for (int i = 0; i < TileLength(pixels); i++)
            {
                int x = i / _plan.PaddedClasses;
                probabilities[i] = ScalarBase2.Exp2(_tile.Start[i] - top[x]) / sum[x];
            }
        }
        else
        {
            _kernel.ArgMax(_tile.Start, pixels, _plan.PaddedClasses, classes);
        }

        calibration.Add(probabilities, _plan.PaddedClasses, new ReadOnlySpan<int>(classes, pixels), place);
    }

    // Which of 0 and -0 is the larger depends on the processor; a fraction is never -0.
    private static float ToFraction(float score) => MathF.Min(MathF.Max(0, score), 1);

    private void CountVotes(int[] votes, int voters, int pixels, int[] winners, ConfidenceMap? confidence, int place)
    {
        for (int x = 0; x < pixels; x++)
        {
            for (int voice = 0; voice < voters; voice++)
            {
                _tally.Add(votes[(voice * FusionKernel.TilePixels) + x], _plan.Weights[voice]);
            }

            (winners[x], double top, double second) = _tally.Winner();
            _tally.Clear();
            if (confidence is not null)
            {
                confidence.Top[place + x] = (float)top;
                confidence.Margin[place + x] = (float)(top - second);
            }
        }
    }

    private int TileLength(int pixels) => pixels * _plan.PaddedClasses;
}
