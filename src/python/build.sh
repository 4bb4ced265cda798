#!/usr/bin/env bash
# Builds the shared library and the wheel that holds it, into artifacts/python. Needs the .NET SDK, clang, zlib1g-dev, binutils, and of Python
# setuptools, wheel and build (Debian: python3-setuptools python3-wheel python3-build).
#   build.sh [--sysroot DIR]     DIR: made by src/Ade20kEval.Native/sysroot.sh, so that the library needs glibc 2.29 and not this machine's
set -euo pipefail
here=$(realpath "$(dirname "$0")")
repository=$(realpath "$here/../..")
out="$repository/artifacts/python"
python=${PYTHON:-/usr/bin/python3}
sysroot=()
if [ "${1:-}" = --sysroot ]; then sysroot=(-p:SysRoot="$(realpath "$2")"); fi

rm -rf "$out"
mkdir -p "$out/source"
dotnet publish "$repository/src/Ade20kEval.Native" -c Release -r linux-x64 -o "$out/native" "${sysroot[@]}" --nologo -v q | tee "$out/publish.log"
if grep -E 'warning (IL|AOT)' "$out/publish.log"; then echo "trimming or native compilation could not follow something"; exit 1; fi

cp -r "$here/pyproject.toml" "$here/README.md" "$here/src" "$out/source/"
library="$out/source/src/ade20k_eval/libade20k_eval.so"
cp "$out/native/Ade20kEval.Native.so" "$library"
cp "$library" "$repository/src/Ade20kEval.Native/ade20k_eval.h" "$out/"

# The tag is what the library needs, not what one hopes.
glibc=$(objdump -T "$library" | grep -o 'GLIBC_[0-9.]*' | sort -Vu | tail -1)
tag="manylinux_$(echo "${glibc#GLIBC_}" | cut -d. -f1,2 | tr . _)_x86_64"
cd "$out/source"
"$python" -m build --wheel --no-isolation -C--build-option=bdist_wheel -C--build-option=--plat-name="$tag" -o "$out" . >"$out/wheel.log" 2>&1 || { cat "$out/wheel.log"; exit 1; }
ls -l "$out"/*.whl "$out"/*.so
