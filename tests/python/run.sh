#!/usr/bin/env bash
# Builds the Python package with its library and runs its tests; what cannot be had here is said and left out.
# ADE20KEVAL_NATIVE: a folder with the native executable, for the wheel that brings it along.
# ADE20KEVAL_PACKAGES=tried: packages of the system were installed before, as far as they can be had.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=${PYTHON:-/usr/bin/python3}

if [ "$(uname -sm)" != "Linux x86_64" ]; then echo "skipped: made for linux-x64"; exit 0; fi
if ! grep -qw avx2 /proc/cpuinfo; then echo "skipped: this processor has no AVX2"; exit 0; fi
if ! dotnet restore src/Ade20kEval.Native -p:RuntimeIdentifier=linux-x64 >/dev/null; then echo "skipped: the package that compiles ahead cannot be restored here"; exit 0; fi

[ "${ADE20KEVAL_PACKAGES:-}" = tried ] || PYTHON=$python tests/python/packages.sh

parts=()
if [ -n "${ADE20KEVAL_NATIVE:-}" ]; then parts+=(--executable "$ADE20KEVAL_NATIVE"); fi
if src/Ade20kEval.Native/sysroot.sh artifacts/sysroot >/dev/null; then
    parts+=(--sysroot artifacts/sysroot)
else
    echo "packages of Debian 11 cannot be had here: the library is linked for this system's glibc"
fi
src/python/build.sh "${parts[@]}"
ADE20K_EVAL_LIBRARY="$PWD/artifacts/python/libade20k_eval.so" "$python" -m pytest -q -p no:cacheprovider -rs tests/python
