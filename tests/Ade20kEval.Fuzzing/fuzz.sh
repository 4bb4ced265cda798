#!/usr/bin/env bash
# Coverage-guided fuzzing of the readers: tests/Ade20kEval.Fuzzing/fuzz.sh SECONDS [TARGET...]
# Needs AFL++ (Debian: afl++) and the .NET tool SharpFuzz.CommandLine, which it installs into the work folder. Prints a line a target:
# executions, inputs with new coverage, crashes, hangs. Crashes stay in WORK/findings/TARGET. Exit code 1 when something was found.
set -euo pipefail
seconds=${1:?seconds for each target}
shift
here=$(cd "$(dirname "$0")" && pwd)
work=${FUZZING_WORK:-$(mktemp -d)}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 AFL_SKIP_BIN_CHECK=1 AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_AFFINITY=1
[ -x "$work/tool/sharpfuzz" ] || dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path "$work/tool" >/dev/null
if [ ! -d "$work/bin" ]; then
    dotnet publish "$here" -c Release -o "$work/bin" -p:PublishAot=false -p:UseAppHost=false >/dev/null
    dotnet "$work/bin/Ade20kEval.Fuzzing.dll" seeds "$work/seeds"
    "$work/tool/sharpfuzz" "$work/bin/Ade20kEval.dll"
fi
[ $# -gt 0 ] || mapfile -t targets < <(cd "$work/seeds" && ls)
[ $# -eq 0 ] || targets=("$@")
mkdir -p "$work/findings"
code=0
for target in "${targets[@]}"; do
    afl-fuzz -V "$seconds" -t 5000 -m none -i "$work/seeds/$target" -o "$work/findings/$target" -- dotnet "$work/bin/Ade20kEval.Fuzzing.dll" "$target" >"$work/$target.log" 2>&1 || { tail -20 "$work/$target.log"; exit 1; }
    awk -F ' *: *' -v target="$target" '{ v[$1] = $2 } END { printf "%s: %s executions, %s inputs with new coverage, %s crashes, %s hangs\n", target, v["execs_done"], v["corpus_count"], v["saved_crashes"], v["saved_hangs"] }' "$work/findings/$target/default/fuzzer_stats"
    [ -z "$(find "$work/findings/$target" -path '*crashes/id*' -print -quit)" ] || code=1
done
exit $code
