#!/usr/bin/env bash
# Makes sure that what mvsync is built from and runs on is there; installs what is missing where apt and root allow it.
set -euo pipefail

packages=(ffmpeg libfftw3-dev libsndfile1-dev libebur128-dev libssl-dev libcurl4-openssl-dev pkg-config)

if ! command -v swift >/dev/null; then
    echo "setup: no Swift toolchain was found. Install Swift 6.3 or newer from https://www.swift.org/install." >&2
    exit 69
fi

if ! command -v dpkg-query >/dev/null; then
    missing=()
    for library in fftw3f sndfile libebur128 libcrypto libcurl; do pkg-config --exists "$library" 2>/dev/null || missing+=("$library"); done
    for program in ffmpeg ffprobe; do command -v "$program" >/dev/null || missing+=("$program"); done
    [ ${#missing[@]} -eq 0 ] && exit 0
    echo "setup: missing: ${missing[*]}. On Debian these come with: ${packages[*]}" >&2
    exit 69
fi

missing=()
for package in "${packages[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root=(sudo)
else
    echo "setup: these packages are missing, and only root may install them:" >&2
    echo "    sudo apt-get install ${missing[*]}" >&2
    exit 69
fi
if ! command -v apt-get >/dev/null; then
    echo "setup: these packages are missing, and there is no apt-get to install them: ${missing[*]}" >&2
    exit 69
fi
echo "setup: installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
