#!/bin/bash
# Opens a project in Kdenlive on a display of its own, has Kdenlive save it, and says what it holds then.
#
#   scripts/interchange/open-in-kdenlive.sh PROJECT.kdenlive [PICTURE.png]
#
# PICTURE.png becomes a picture of the window. The project itself is not changed: a copy beside it is opened. Prints
# “N clips, M dissolves, G guides” as Kdenlive has saved them, and ends with 1 and a sentence where a dialogue asks
# something or the project is not open and saved in time.
#
# Needs the packages kdenlive, xvfb, xauth, xdotool, dbus, imagemagick (for the picture).
set -euo pipefail
limit=${KDENLIVE_SECONDS:-90}

if [ "${1:-}" != --inside ]; then
    [ -f "${1:-}" ] || { echo "Give a project that exists." >&2; exit 2; }
    home=$(mktemp -d)
    copy=$(dirname "$1")/.opened-$$.kdenlive
    trap 'rm -rf "$home" "$copy"' EXIT
    cp "$1" "$copy"
    # Its lock lies in the temporary folder; one that a run has left would make the next ask.
    mkdir -m 700 "$home/run" "$home/tmp"
    HOME=$home TMPDIR=$home/tmp XDG_RUNTIME_DIR=$home/run XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data \
        XDG_CACHE_HOME=$home/cache QT_LOGGING_RULES='*=false' \
        xvfb-run -a -s '-screen 0 1600x1000x24' dbus-run-session -- \
        bash "$0" --inside "$(realpath "$copy")" "${2:-}" "$1" 2> "$home/log" || {
        status=$?
        grep -v -e '^$' -e dbus-daemon "$home/log" | tail -3 >&2
        exit $status
    }
    exit 0
fi

project=$2 picture=$3 original=$4
name=$(basename "$project" .kdenlive)
kdenlive "$project" > /dev/null 2>&1 &
editor=$!
trap 'kill -9 $editor 2> /dev/null || true' EXIT

fail() {
    if [ -n "$picture" ]; then import -window root "$picture" || true; fi
    echo "$1" >&2
    exit 1
}

# The names of all windows that are seen.
windows() {
    for window in $(xdotool search --onlyvisible --name . 2> /dev/null); do
        xdotool getwindowname "$window" 2> /dev/null || true
    done
}

deadline=$((SECONDS + limit))
until windows | grep -q -F "$name / "; do
    asked=$(windows | grep -F ' — Kdenlive' | grep -v -F ' / ' || true)
    [ -z "$asked" ] || fail "Kdenlive asks something: $asked"
    kill -0 $editor 2> /dev/null || fail "Kdenlive has ended by itself."
    [ $SECONDS -lt $deadline ] || fail "Kdenlive has not opened the project in $limit seconds; there are: $(windows | tr '\n' ';')"
    sleep 1
done
sleep 4
others=$(windows | grep -v -F "$name / " || true)
[ -z "$others" ] || fail "Kdenlive asks something: $others"
if [ -n "$picture" ]; then import -window root "$picture"; fi

dbus-send --session --type=method_call --dest="org.kde.kdenlive-$editor" /kdenlive/MainWindow_1 \
    org.kde.KMainWindow.activateAction string:file_save
while cmp -s "$original" "$project"; do
    [ $SECONDS -lt $deadline ] || fail "Kdenlive has not saved the project in $limit seconds; there are: $(windows | tr '\n' ';')"
    sleep 1
done
sleep 1
if [ -n "${KDENLIVE_KEEP:-}" ]; then cp "$project" "$KDENLIVE_KEEP"; fi
python3 - "$project" << 'END'
import json, sys
import xml.etree.ElementTree as tree

root = tree.parse(sys.argv[1]).getroot()
lists = {item.get("id"): item for item in root.iter("playlist")}


def value(element, name):
    return next((p.text or "" for p in element.findall("property") if p.get("name") == name), "")


clips = mixes = 0
for track in root.iter("tractor"):
    if value(track, "kdenlive:audio_track") == "1":
        continue
    names = [item.get("producer") for item in track.iter("track")]
    if all(name in lists for name in names):
        clips += sum(len(lists[name].findall("entry")) for name in names)
        mixes += sum(value(item, "kdenlive:mixcut") != "" for item in track.iter("transition"))
guides = value(lists["main_bin"], "kdenlive:docproperties.guides")
print(f"{clips} clips, {mixes} dissolves, {len(json.loads(guides or '[]'))} guides")
END
