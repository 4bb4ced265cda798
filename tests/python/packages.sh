#!/usr/bin/env bash
# Installs what the tests of the Python package need of the system and this machine lacks; where all is there it does nothing.
set -euo pipefail
python=${PYTHON:-/usr/bin/python3}

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
command -v valgrind >/dev/null || install 240 valgrind || echo "valgrind cannot be installed in four minutes"
has pandas || install 240 python3-pandas || echo "python3-pandas cannot be installed in four minutes"
has PIL || install 240 python3-pil || echo "python3-pil cannot be installed in four minutes"
has torch || install 240 python3-torch || echo "python3-torch cannot be installed in four minutes"
