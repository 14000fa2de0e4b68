#!/usr/bin/env bash
# Installs the clients that the makers of generation services publish, by which the stand-ins of these services are checked.
#
# Prints the Python that has the packages, which go to .build/services.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(lumaai==1.21.0 luma-agents==0.5.0 together==3.1.1 elevenlabs==2.78.0)
python=.build/services/bin/python

wanted=$(printf '%s\n' "${packages[@]}" | sort)
there=$({ "$python" -m pip freeze 2>/dev/null || true; } | { grep -Fx "$wanted" || true; } | sort)
if [ "$there" != "$wanted" ]; then
    python3 -m venv .build/services
    "$python" -m pip install -q --disable-pip-version-check "${packages[@]}" >&2
fi
echo "$PWD/$python"
