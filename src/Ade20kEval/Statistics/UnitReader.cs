using System.Runtime.CompilerServices;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;

namespace Ade20kEval.Statistics;

/// <summary>Reads a run unit by unit as a protocol counts it: images one at a time, or scenes of several images.</summary>
/// <remarks>One pass over the cells of the unit at each reading; nothing is kept. Not thread-safe.</remarks>
internal sealed class UnitReader
{
    private readonly RunCounts _run;
    private readonly AdditiveScore _score;
    private readonly IReadOnlyList<IReadOnlyList<int>>? _scenes;
    private readonly ClassCounts _image;
    private readonly double[][] _unit;

    /// <summary>Reads a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="score">How the protocol counts it.</param>
    /// <param name="scenes">The places of the images of every scene; <see langword="null"/> where each image is a unit.</param>
    public UnitReader(RunCounts run, AdditiveScore score, IReadOnlyList<IReadOnlyList<int>>? scenes = null)
    {
        _run = run;
        _score = score;
        _scenes = scenes;
        _image = new ClassCounts(score.ClassCount);
        _unit = [.. Enumerable.Range(0, 5).Select(_ => new double[score.ClassCount])];
    }

    /// <summary>How many units there are.</summary>
    public int Count => _scenes?.Count ?? _run.Images.Count;

    /// <summary>Reads one unit.</summary>
    /// <param name="unit">Which, from 0.</param>
    /// <param name="into">Where to; what it held is forgotten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(int unit, UnitSums into)
    {
        into.Clear();
        if (_scenes is null)
        {
            AddImage(unit, into);
        }
        else
        {
            foreach (int image in _scenes[unit])
            {
                AddImage(image, into);
            }
        }

        for (int k = 0; k < _score.ClassCount; k++)
        {
            if (_unit[0][k] != 0 || _unit[1][k] != 0)
            {
                into.Append(k, _unit[0][k], _unit[1][k], _unit[2][k], _unit[3][k], _unit[4][k]);
            }
        }

        foreach (double[] sums in _unit)
        {
            Array.Clear(sums);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddImage(int place, UnitSums into)
    {
        _image.Clear();
        foreach (PairCount cell in _run.Images[place].Cells)
        {
            _score.Count(_run.ZeroBased.GroundTruth(cell.GroundTruth), _run.ZeroBased.Prediction(cell.Prediction), cell.Pixels, _image);
        }

        long ofClasses = 0;
        long hitsOfClasses = 0;
        for (int k = 0; k < _score.ClassCount; k++)
        {
            long groundTruth = _image.GroundTruth[k];
            long predicted = _image.Predicted[k];
            if (groundTruth == 0 && predicted == 0)
            {
                continue;
            }

            long hits = _image.Intersection[k];
            long union = _image.Union(k);
            _unit[0][k] += groundTruth;
            _unit[1][k] += predicted;
            _unit[2][k] += hits;
            _unit[3][k] += _score.MeanOfImages ? (double)hits / union : hits;
            _unit[4][k] += _score.MeanOfImages ? 1 : union;
            ofClasses += groundTruth;
            hitsOfClasses += hits;
        }

        bool byClasses = _score.AccuracyEpsilon > 0;
        double labelled = byClasses ? ofClasses : _image.LabelledPixels;
        double correct = byClasses ? hitsOfClasses : _image.CorrectPixels;
        into.Images++;
        into.Scored += _image.ScoredPixels;
        into.Labelled += labelled;
        into.Correct += _score.PixelEpsilonPerImage > 0 ? correct / (labelled + _score.PixelEpsilonPerImage) * labelled : correct;
    }
}
