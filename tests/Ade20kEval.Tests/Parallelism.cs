// Fixtures side by side: half of the suite waits for processes that it has started. Those that measure bytes, seconds or a whole process's
// memory say NonParallelizable.
[assembly: Parallelizable(ParallelScope.Fixtures)]
