#!/usr/bin/env bash
# Builds the Python package with its library and runs its tests; what cannot be had here is said and left out.
# ADE20KEVAL_NATIVE: a folder with the native executable, for the wheel that brings it along.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=${PYTHON:-/usr/bin/python3}

if [ "$(uname -sm)" != "Linux x86_64" ]; then echo "skipped: made for linux-x64"; exit 0; fi
if ! grep -qw avx2 /proc/cpuinfo; then echo "skipped: this processor has no AVX2"; exit 0; fi
if ! dotnet restore src/Ade20kEval.Native -p:RuntimeIdentifier=linux-x64 >/dev/null; then echo "skipped: the package that compiles ahead cannot be restored here"; exit 0; fi

install() { DEBIAN_FRONTEND=noninteractive timeout "$1" apt-get install -y -qq --no-install-recommends "${@:2}" >/dev/null 2>&1; }
has() { "$python" -c "import $1" 2>/dev/null; }

wanted=()
has numpy || wanted+=(python3-numpy)
has pytest || wanted+=(python3-pytest)
has build || wanted+=(python3-build)
has wheel || wanted+=(python3-wheel)
has setuptools || wanted+=(python3-setuptools)
has ensurepip || wanted+=(python3-venv)
command -v gcc >/dev/null || wanted+=(gcc libc6-dev)
command -v clang >/dev/null || wanted+=(clang)
command -v objdump >/dev/null || wanted+=(binutils)
[ -e /usr/include/zlib.h ] || wanted+=(zlib1g-dev)
if [ ${#wanted[@]} -gt 0 ]; then
    apt-get update -qq
    install 300 "${wanted[@]}" || { echo "could not be installed: ${wanted[*]}"; exit 1; }
fi
# Tests that need these are skipped without them, and say so.
command -v valgrind >/dev/null || install 60 valgrind || echo "valgrind cannot be installed in a minute"
has pandas || install 60 python3-pandas || echo "python3-pandas cannot be installed in a minute"
has PIL || install 60 python3-pil || echo "python3-pil cannot be installed in a minute"
has torch || install 90 python3-torch || echo "python3-torch cannot be installed in a minute and a half"

parts=()
if [ -n "${ADE20KEVAL_NATIVE:-}" ]; then parts+=(--executable "$ADE20KEVAL_NATIVE"); fi
if src/Ade20kEval.Native/sysroot.sh artifacts/sysroot >/dev/null; then
    parts+=(--sysroot artifacts/sysroot)
else
    echo "packages of Debian 11 cannot be had here: the library is linked for this system's glibc"
fi
src/python/build.sh "${parts[@]}"
ADE20K_EVAL_LIBRARY="$PWD/artifacts/python/libade20k_eval.so" "$python" -m pytest -q -p no:cacheprovider -rs tests/python
