namespace Ade20kEval.Diagnosis;

/// <summary>Orders names as people count: "2" before "10".</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    /// <summary>The one there is.</summary>
    public static NaturalOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> a = x;
        ReadOnlySpan<char> b = y;
        while (a.Length > 0 && b.Length > 0)
        {
            int digits = Digits(a);
            int otherDigits = Digits(b);
            if (digits == 0 || otherDigits == 0)
            {
                if (a[0] != b[0])
                {
                    return a[0] - b[0];
                }

                a = a[1..];
                b = b[1..];
                continue;
            }

            ReadOnlySpan<char> number = a[..digits].TrimStart('0');
            ReadOnlySpan<char> other = b[..otherDigits].TrimStart('0');
            int difference = number.Length != other.Length ? number.Length - other.Length : number.SequenceCompareTo(other);
            if (difference != 0)
            {
                return difference;
            }

            a = a[digits..];
            b = b[otherDigits..];
        }

        return a.Length - b.Length;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        int other = text.IndexOfAnyExceptInRange('0', '9');
        return other < 0 ? text.Length : other;
    }
}
