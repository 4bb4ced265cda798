using System.Runtime.ExceptionServices;

namespace Ade20kEval.Evaluation;

/// <summary>Runs numbered pieces of work on several threads, the caller's among them: the one place where evaluations are parallel.</summary>
/// <remarks>
/// Every worker takes the next number, so that none waits for another. The first failure stops all of them and comes back to the caller: a full
/// disk ends the run, not only the worker that met it. Threads of our own rather than the pool's: workers wait for files, and the pool is slow to
/// make up for waiting threads.
/// </remarks>
internal static class WorkerPool
{
    /// <summary>Does all the work.</summary>
    /// <typeparam name="TWorker">What one thread needs: readers and buffers; disposed of on that thread when it is disposable.</typeparam>
    /// <param name="pieces">How many pieces there are.</param>
    /// <param name="execution">How many workers, and who is told of progress.</param>
    /// <param name="create">Makes a worker, on its own thread.</param>
    /// <param name="process">Does one piece and gives how many pixels that were; progress is told of every piece, whatever became of it.</param>
    /// <param name="cancellation">Stops between two pieces.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Run<TWorker>(int pieces, ExecutionOptions execution, Func<TWorker> create, Func<TWorker, int, int> process, CancellationToken cancellation)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Exception? failure = null;
        int next = -1;
        int done = 0;
        long pixels = 0;
        void Work()
        {
            try
            {
                TWorker worker = create();
                using IDisposable? owned = worker as IDisposable;
                int piece;
                while (!stop.IsCancellationRequested && (piece = Interlocked.Increment(ref next)) < pieces)
                {
                    int more = process(worker, piece);
                    int doneNow = Interlocked.Increment(ref done);
                    long pixelsNow = Interlocked.Add(ref pixels, more);
                    execution.OnProgress?.Invoke(new EvaluationProgress(doneNow, pieces, pixelsNow));
                }
            }
            catch (Exception thrown)
            {
                Interlocked.CompareExchange(ref failure, thrown, null);
                stop.Cancel();
            }
        }

        Thread[] others = new Thread[Math.Min(execution.Workers, Math.Max(1, pieces)) - 1];
        for (int i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(Work) { IsBackground = true, Name = $"ade20k-eval worker {i + 2}" };
            others[i].Start();
        }

        Work();
        foreach (Thread thread in others)
        {
            thread.Join();
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Does work of which no thread needs anything of its own and no progress is told.</summary>
    /// <param name="pieces">How many pieces there are.</param>
    /// <param name="workers">How many workers.</param>
    /// <param name="process">Does one piece.</param>
    /// <param name="cancellation">Stops between two pieces.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Run(int pieces, int workers, Action<int> process, CancellationToken cancellation) => Run(
        pieces,
        new ExecutionOptions { Workers = workers },
        () => process,
        static (process, piece) =>
        {
            process(piece);
            return 0;
        },
        cancellation);
}
