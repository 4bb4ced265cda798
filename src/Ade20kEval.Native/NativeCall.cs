using Ade20kEval.Comparison;
using Ade20kEval.Files;
using Ade20kEval.Native.Memory;

namespace Ade20kEval.Native;

/// <summary>Where calls from outside arrive: whatever is thrown within becomes a status and a text.</summary>
internal static unsafe class NativeCall
{
    /// <summary>Does the work of a call.</summary>
    /// <param name="error">Takes the message; null where the caller wants none.</param>
    /// <param name="work">The work. It sets outputs at its very end.</param>
    /// <returns>A <see cref="NativeStatus"/>.</returns>
    public static int Run(NativeText** error, Action work)
    {
        try
        {
            work();
            return (int)NativeStatus.Ok;
        }
        catch (InputException problem)
        {
            return Fail(error, NativeStatus.BadInput, AdviceWords.AddTo(problem.Message));
        }
        catch (NotComparableException problem)
        {
            return Fail(error, NativeStatus.NotComparable, problem.Message);
        }
        catch (ArgumentException problem)
        {
            // The platform adds the name of a parameter that callers never wrote.
            string said = problem.ParamName is string name ? problem.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : problem.Message;
            return Fail(error, NativeStatus.BadUsage, AdviceWords.AddTo(said));
        }
        catch (Exception failure) when (failure is OutputException or IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            return Fail(error, NativeStatus.Environment, failure.Message);
        }
        catch (Exception bug)
        {
            return Fail(error, NativeStatus.Bug, $"this is a bug of ade20k-eval, not of your data. Please report it with this text:\n{bug}");
        }
    }

    private static int Fail(NativeText** error, NativeStatus status, string message)
    {
        if (error is not null)
        {
            *error = NativeText.Of(message);
        }

        return (int)status;
    }
}
