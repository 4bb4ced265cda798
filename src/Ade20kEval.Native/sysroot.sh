#!/usr/bin/env bash
# Makes a folder with the C library, headers and linker files of Debian 11 (glibc 2.31), to link against: what is linked on a newer system needs that
# system's glibc. Uses Debian's packages through apt, unpacked and not installed; needs no root.
#   sysroot.sh DIR
set -euo pipefail
root=$(realpath -m "$1")
apt="$root.apt"
mkdir -p "$apt"/{state/lists/partial,cache/archives/partial,debs} "$root"
# The mirror that this machine takes its own packages from, unless another is named.
mirror=${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep '/debian/$' | head -1)}
[ -n "$mirror" ] || { echo "no mirror of Debian is set up here: name one in DEBIAN_MIRROR" >&2; exit 4; }
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror bullseye main" >"$apt/sources.list"
: >"$apt/status"
options=(
    -o Dir::State="$apt/state" -o Dir::State::status="$apt/status" -o Dir::Cache="$apt/cache"
    -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null -o APT::Architecture=amd64 -o APT::Architectures=amd64
    -o APT::Sandbox::User= -o Acquire::Languages=none -o Debug::NoLocking=1
)
apt-get -qq "${options[@]}" update
cd "$apt/debs"
apt-get -qq "${options[@]}" download libc6 libc6-dev linux-libc-dev libgcc-s1 libgcc-10-dev libstdc++6 libstdc++-10-dev zlib1g zlib1g-dev libcrypt1 libcrypt-dev
for package in *.deb; do dpkg-deb -x "$package" "$root"; done
# Absolute links point into the machine that they were not made for.
find "$root" -type l -lname '/*' | while read -r link; do ln -snf "$root$(readlink "$link")" "$link"; done
rm -rf "$apt"
echo "$root"
