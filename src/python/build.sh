#!/usr/bin/env bash
# Builds the shared library and the wheel that holds it, into artifacts/python. Needs the .NET SDK, clang, zlib1g-dev, binutils, and of Python
# setuptools, wheel and build (Debian: python3-setuptools python3-wheel python3-build).
#   build.sh [--sysroot DIR] [--executable DIR]
#     --sysroot DIR      made by src/Ade20kEval.Native/sysroot.sh, so that the library needs glibc 2.29 and not this machine's
#     --executable DIR   a published native executable (src/Ade20kEval.Cli/Native/link-for-older-systems DIR): a second wheel, in artifacts/python/full,
#                        brings it along as the command ade20k-eval
set -euo pipefail
here=$(realpath "$(dirname "$0")")
repository=$(realpath "$here/../..")
out="$repository/artifacts/python"
python=${PYTHON:-/usr/bin/python3}
sysroot=()
executable=
while [ $# -gt 0 ]; do
    case "$1" in
        --sysroot) sysroot=(-p:SysRoot="$(realpath "$2")"); shift 2 ;;
        --executable) executable=$(realpath "$2"); shift 2 ;;
        *) echo "$1: expected --sysroot DIR or --executable DIR" >&2; exit 2 ;;
    esac
done

rm -rf "$out"
mkdir -p "$out/source"
dotnet publish "$repository/src/Ade20kEval.Native" -c Release -r linux-x64 -o "$out/native" "${sysroot[@]}" --nologo -v q | tee "$out/publish.log"
if grep -E 'warning (IL|AOT)' "$out/publish.log"; then echo "trimming or native compilation could not follow something"; exit 1; fi

cp -r "$here/pyproject.toml" "$here/README.md" "$here/src" "$out/source/"
cp "$repository/LICENSE" "$out/source/"
package="$out/source/src/ade20k_eval"
find "$package" -name __pycache__ -prune -exec rm -rf {} +
cp "$out/native/Ade20kEval.Native.so" "$package/libade20k_eval.so"
cp "$package/libade20k_eval.so" "$repository/src/Ade20kEval.Native/ade20k_eval.h" "$out/"

wheel() {
    # The tag is what the binaries need, not what one hopes.
    local glibc tag
    glibc=$(find "$package" -type f \( -name '*.so' -o -name ade20k-eval \) -exec objdump -T {} + | grep -o 'GLIBC_[0-9.]*' | sort -Vu | tail -1)
    tag="manylinux_$(echo "${glibc#GLIBC_}" | cut -d. -f1,2 | tr . _)_x86_64"
    rm -rf "$out/source/build"
    (cd "$out/source" && "$python" -m build --wheel --no-isolation -C--build-option=bdist_wheel -C--build-option=--plat-name="$tag" -o "$1" .) >"$out/wheel.log" 2>&1 || { cat "$out/wheel.log"; exit 1; }
}

wheel "$out"
if [ -n "$executable" ]; then
    mkdir "$package/bin"
    cp "$executable/ade20k-eval" "$package/bin/"
    find "$executable" -maxdepth 1 -name '*.so' -exec cp {} "$package/bin/" \;
    printf '\n[project.scripts]\nade20k-eval = "ade20k_eval._command:main"\n' >>"$out/source/pyproject.toml"
    wheel "$out/full"
    rm -rf "$package/bin"
fi

find "$out" -maxdepth 2 -name '*.whl' -exec ls -l {} +
