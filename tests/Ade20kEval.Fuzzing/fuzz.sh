#!/usr/bin/env bash
# Coverage-guided fuzzing of the readers: tests/Ade20kEval.Fuzzing/fuzz.sh SECONDS [TARGET...]
# Needs AFL++ (Debian: afl++) and the .NET tool SharpFuzz.CommandLine, which it installs into the work folder. Prints a line a target:
# executions, processor time, places reached by the seeds and in the end, inputs kept for new coverage, crashes, hangs. Crashes stay in
# WORK/findings/TARGET, and WORK/plain/Ade20kEval.Fuzzing.dll replays them: dotnet … replay TARGET FILE... Exit code 1 when something was found.
# FUZZING_WORK names the work folder, FUZZING_PARALLEL how many targets at once (1).
set -euo pipefail
seconds=${1:?seconds for each target}
shift
here=$(cd "$(dirname "$0")" && pwd)
work=${FUZZING_WORK:-$(mktemp -d)}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_gcServer=0 AFL_SKIP_BIN_CHECK=1 AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_AFFINITY=1 AFL_FORKSRV_INIT_TMOUT=60000
[ -x "$work/tool/sharpfuzz" ] || dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path "$work/tool" >/dev/null
if [ ! -d "$work/bin" ]; then
    dotnet publish "$here" -c Release -o "$work/bin" -p:PublishAot=false -p:UseAppHost=false >/dev/null
    dotnet "$work/bin/Ade20kEval.Fuzzing.dll" seeds "$work/seeds"
    cp -r "$work/bin" "$work/plain"   # instrumented code runs under AFL++ alone; this one replays what was found
    "$work/tool/sharpfuzz" "$work/bin/Ade20kEval.dll"
    "$work/tool/sharpfuzz" "$work/bin/Ade20kEval.Imaging.dll"
fi
[ $# -gt 0 ] || mapfile -t targets < <(cd "$work/seeds" && ls)
[ $# -eq 0 ] || targets=("$@")
mkdir -p "$work/findings"

fuzz() {
    local target=$1 words=() code=0
    # The quoted words of text seeds, so that keys need not be guessed letter by letter.
    grep -ahoE '"[A-Za-z][A-Za-z0-9/._-]{0,60}"' "$work/seeds/$target"/* | sort -u >"$work/$target.dict" || true
    [ ! -s "$work/$target.dict" ] || words=(-x "$work/$target.dict")
    TIMEFORMAT='%U %S'
    { time afl-fuzz -V "$seconds" -t 120000 -m none "${words[@]}" -i "$work/seeds/$target" -o "$work/findings/$target" -- dotnet "$work/bin/Ade20kEval.Fuzzing.dll" "$target" >"$work/$target.log" 2>&1; } 2>"$work/$target.time" || { code=1; tail -20 "$work/$target.log"; }
    [ -f "$work/findings/$target/default/fuzzer_stats" ] || return 1
    awk -v target="$target" -v cpu="$(tail -1 "$work/$target.time")" -v first="$(awk -F ', *' '/^[0-9]/ { print $13; exit }' "$work/findings/$target/default/plot_data")" -F ' *: *' '
        { v[$1] = $2 }
        END { split(cpu, t, " "); printf "%s: %s executions in %.1f CPU minutes, %s to %s places, %s inputs with new coverage, %s crashes, %s hangs\n", target, v["execs_done"], (t[1] + t[2]) / 60, first, v["edges_found"], v["corpus_count"], v["saved_crashes"], v["saved_hangs"] }' "$work/findings/$target/default/fuzzer_stats"
    [ -z "$(find "$work/findings/$target" -path '*crashes/id*' -print -quit)" ] || code=1
    return $code
}

code=0
for target in "${targets[@]}"; do
    while [ "$(jobs -rp | wc -l)" -ge "${FUZZING_PARALLEL:-1}" ]; do wait -n || code=1; done
    fuzz "$target" &
done
while [ -n "$(jobs -rp)" ]; do wait -n || code=1; done
exit $code
