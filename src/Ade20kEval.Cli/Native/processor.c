// Linked into the native executable for x64 and run before anything that is compiled for AVX2, the runtime included:
// it would abort there (134) with a sentence that names neither the instruction set nor a way out.
// BMI1, BMI2 and FMA are asked for as well, because the compiler was allowed them too (x86-64-v3).

#include <fcntl.h>
#include <unistd.h>

// A standard stream that was closed leaves its number to the next file that is opened: the runtime's pipe for signals, say, and an error message
// would be taken for signals. It is taken by something that can be neither written nor read instead, so that writing fails as it should.
__attribute__((constructor)) static void keep_standard_streams(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
    {
        if (fcntl(stream, F_GETFD) == -1)
        {
            (void)!open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
        }
    }
}

__attribute__((constructor)) static void require_avx2(void)
{
    static const char message[] =
        "ade20k-eval: this processor has no AVX2, for which this native executable is compiled (x86-64-v3). "
        "One for every x64 processor: dotnet publish src/Ade20kEval.Cli -c Release -r linux-x64 -p:IlcInstructionSet=x86-64-v2\n";

    __builtin_cpu_init();
    if (!(__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma")))
    {
        // Where nobody listens there is nobody to tell. 4 is the exit code of a failure of the environment.
        (void)!write(STDERR_FILENO, message, sizeof message - 1);
        _exit(4);
    }
}
