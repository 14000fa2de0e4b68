#!/usr/bin/env bash
# Installs the programs that read what mvsync exports: OpenTimelineIO, melt, Kdenlive, a browser, validators.
#
# Prints the Python that has the packages. The packages of the system come by apt, those of Python go to .build/interchange.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(melt kdenlive xvfb xauth xdotool dbus imagemagick chromium libxml2-utils shellcheck python3-venv)
python=.build/interchange/bin/python

missing=()
for package in "${packages[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
    as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo)
    echo "setup: installing ${missing[*]}" >&2
    export DEBIAN_FRONTEND=noninteractive
    "${as_root[@]}" apt-get update -qq >&2
    "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
if ! "$python" -c 'import opentimelineio, jsonschema' 2>/dev/null; then
    python3 -m venv .build/interchange
    "$python" -m pip install -q --disable-pip-version-check \
        opentimelineio==0.18.1 opentimelineio-plugins==0.18.1 jsonschema==4.26.0 >&2
fi
echo "$PWD/$python"
