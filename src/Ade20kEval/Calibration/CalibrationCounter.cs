using System.Numerics;
using System.Runtime.Intrinsics;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Calibration;

/// <summary>Counts probabilities of one image after another. Belongs to one worker.</summary>
/// <remarks>
/// Within an image sums are of doubles, each class's on its own and pixel by pixel, so that no vector width shows; they become whole numbers
/// before images are added up, so that no order of images shows either.
/// </remarks>
internal sealed unsafe class CalibrationCounter
{
    // What a pixel's probabilities may add up to: those of half precision are off by less.
    private const double Slack = 0.01;
    private const float LeastOfTrueClass = 1e-12f;
    private const double SmallProduct = 1e-200;

    // A little below the limit of the first bin, so that whatever is not found lies in it.
    private const float FirstBinEnd = 0.9999f / ConfidenceScale.Bins;

    private readonly CalibrationCounts _image;
    private readonly double[] _sums;
    private readonly double[] _squares;
    private readonly double[] _inBins;
    private int[] _truth = [];
    private bool[] _isNear = [];
    private double _ofTruth;
    private double _product;
    private double _logarithms;
    private int _width;
    private string _name = "";

    /// <summary>A counter.</summary>
    /// <param name="classCount">How many classes there are.</param>
    public CalibrationCounter(int classCount)
    {
        _image = new CalibrationCounts(classCount);
        int padded = (classCount + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        _sums = new double[padded];
        _squares = new double[padded];
        _inBins = new double[classCount * ConfidenceScale.Bins];
    }

    /// <summary>Begins an image and forgets what was left of another.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    public void Begin(string name, int width, int height)
    {
        _name = name;
        _width = width;
        int pixels = width * height;
        if (_truth.Length < pixels)
        {
            _truth = GC.AllocateUninitializedArray<int>(pixels);
            _isNear = GC.AllocateUninitializedArray<bool>(pixels);
        }

        _image.Clear();
        Array.Clear(_sums);
        Array.Clear(_squares);
        Array.Clear(_inBins);
        _ofTruth = 0;
        _product = 1;
        _logarithms = 0;
    }

    /// <summary>Says what a pixel is.</summary>
    /// <param name="pixel">Which, row by row.</param>
    /// <param name="truth">Its class; -1 for none, whose probabilities do not count.</param>
    /// <param name="isNear">Whether it is near a boundary.</param>
    public void Set(int pixel, int truth, bool isNear)
    {
        _truth[pixel] = truth;
        _isNear[pixel] = isNear;
    }

    /// <summary>Counts consecutive pixels; those of an image come in the order of its rows.</summary>
    /// <param name="probabilities">Of every pixel those of all classes.</param>
    /// <param name="stride">Numbers a pixel takes: at least the classes, rounded up to sixteen.</param>
    /// <param name="labels">The class of each pixel: the first of the largest probability.</param>
    /// <param name="first">The first pixel.</param>
    /// <exception cref="InputException">They are no probabilities.</exception>
    public void Add(float* probabilities, int stride, ReadOnlySpan<int> labels, int first)
    {
        for (int i = 0; i < labels.Length; i++, probabilities += stride)
        {
            int truth = _truth[first + i];
            if (truth >= 0)
            {
                Check(probabilities, first + i);
                AddPixel(probabilities, labels[i], truth, _isNear[first + i]);
                AddClasses(probabilities);
            }
        }
    }

    /// <summary>Ends the image.</summary>
    /// <returns>Its counts; valid until the next image begins.</returns>
    public CalibrationCounts End()
    {
        double squares = 0;
        for (int k = 0; k < _image.ClassCount; k++)
        {
            squares += _squares[k];
            double rest = _sums[k];
            for (int bin = 1; bin < ConfidenceScale.Bins; bin++)
            {
                ref ProbabilitySum sum = ref _image.Occurring[CalibrationCounts.Place(k, bin)];
                double own = _inBins[CalibrationCounts.Place(k, bin)];
                rest -= own;
                sum = sum with { Probability = ConfidenceScale.ToUnits(own) };
            }

            ref ProbabilitySum low = ref _image.Occurring[CalibrationCounts.Place(k, 0)];
            low = low with { Probability = ConfidenceScale.ToUnits(Math.Max(0, rest)) };
        }

        _image.NegativeLog = ConfidenceScale.ToUnits(Math.Max(0, -(_logarithms + Harmonic.Ln(_product))));
        _image.Brier = ConfidenceScale.ToUnits(Math.Max(0, squares - (2 * _ofTruth) + _image.Pixels));
        return _image;
    }

    private void AddPixel(float* p, int label, int truth, bool isNear)
    {
        float top = Math.Clamp(p[label], 0, 1);
        int cell = ConfidenceScale.CellOf(top);
        ConfidenceSum one = new(1, label == truth ? 1 : 0, ConfidenceScale.ToUnits(top));
        ref ConfidenceSum sum = ref _image.Cells[cell + (isNear ? ConfidenceScale.Cells : 0)];
        sum = sum.Plus(one);
        ref ConfidenceSum predicted = ref _image.Predicted[CalibrationCounts.Place(label, cell / ConfidenceScale.CellsPerBin)];
        predicted = predicted.Plus(one);
        ref ProbabilitySum occurring = ref _image.Occurring[CalibrationCounts.Place(truth, ConfidenceScale.BinOf(p[truth]))];
        occurring = occurring.Plus(new ProbabilitySum(1, 0));
        _ofTruth += p[truth];

        // The sum of logarithms is that of the product, which is taken before it gets too small.
        _product *= Math.Max(p[truth], LeastOfTrueClass);
        if (_product < SmallProduct)
        {
            _logarithms += Harmonic.Ln(_product);
            _product = 1;
        }
    }

    private void AddClasses(float* p)
    {
        int lanes = Vector<float>.Count;
        Vector<float> limit = new(FirstBinEnd);
        fixed (double* sums = _sums, squares = _squares)
        {
            for (int k = 0; k < _image.ClassCount; k += lanes)
            {
                Vector<float> own = Vector.Load(p + k);
                Vector.Widen(own, out Vector<double> low, out Vector<double> high);
                Vector.Store(Vector.Load(sums + k) + low, sums + k);
                Vector.Store(Vector.Load(sums + k + (lanes / 2)) + high, sums + k + (lanes / 2));
                Vector.Store(Vector.Load(squares + k) + (low * low), squares + k);
                Vector.Store(Vector.Load(squares + k + (lanes / 2)) + (high * high), squares + k + (lanes / 2));
                if (Vector.GreaterThanAny(own, limit))
                {
                    AddToBins(p, k, Math.Min(k + lanes, _image.ClassCount));
                }
            }
        }
    }

    private void AddToBins(float* p, int first, int end)
    {
        for (int k = first; k < end; k++)
        {
            if (p[k] > FirstBinEnd)
            {
                _inBins[CalibrationCounts.Place(k, ConfidenceScale.BinOf(p[k]))] += p[k];
            }
        }
    }

    private void Check(float* p, int pixel)
    {
        // Four sums, whatever the processor has, so that their order is the same everywhere.
        int count = _image.ClassCount;
        Vector128<float> sums = default;
        Vector128<float> leasts = default;
        int k = 0;
        for (; k + 4 <= count; k += 4)
        {
            Vector128<float> four = Vector128.Load(p + k);
            sums += four;
            leasts = Vector128.Min(leasts, four);
        }

        double total = (double)sums[0] + sums[1] + sums[2] + sums[3];
        float least = Math.Min(Math.Min(leasts[0], leasts[1]), Math.Min(leasts[2], leasts[3]));
        for (; k < count; k++)
        {
            total += p[k];
            least = Math.Min(least, p[k]);
        }

        if (!(Math.Abs(total - 1) <= Slack && least >= -Slack))
        {
            throw new InputException(Invariant(
                $"{_name}: the scores of the pixel at row {pixel / _width}, column {pixel % _width} are no probabilities: they add up to {total:0.####}, the least is {least:0.####}; expected 0 to 1, 1 in all. Whether confidence can be trusted is asked of probabilities only. If they are logits, {Advice.Logits}."));
        }
    }
}
