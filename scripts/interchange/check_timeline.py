#!/usr/bin/env python3
"""Reads a timeline with OpenTimelineIO and holds it against what was meant.

    check_timeline.py FILE EXPECTED.json

FILE is an .otio or an .edl. EXPECTED.json says what should be in its first video track:

    { "rate": 24, "duration": 216, "markers": 18,
      "clips": [ { "name": "c0.mp4", "start": 10, "duration": 24, "scalar": 1 } ] }

Of an .otio, writing and reading it again must change nothing. Exits with 1 and a sentence where something differs.
"""
import json
import os
import sys
import tempfile

import opentimelineio as otio


def fail(sentence):
    sys.exit(f"{sys.argv[1]}: {sentence}")


def scalar(clip):
    value = 1.0
    for effect in clip.effects:
        if isinstance(effect, otio.schema.LinearTimeWarp):
            value *= effect.time_scalar
    return value


def main():
    path, expected = sys.argv[1], json.load(open(sys.argv[2]))
    is_edl = path.endswith(".edl")
    options = {"rate": expected["rate"]} if is_edl else {}
    timeline = otio.adapters.read_from_file(path, **options)
    if not is_edl:
        with tempfile.TemporaryDirectory() as folder:
            again = os.path.join(folder, "again.otio")
            otio.adapters.write_to_file(timeline, again)
            if not timeline.is_equivalent_to(otio.adapters.read_from_file(again)):
                fail("it is another timeline when it is written and read again.")
    duration = timeline.video_tracks()[0].duration().value
    if abs(duration - expected["duration"]) > 1e-6:
        fail(f"it lasts {duration} frames, not {expected['duration']}.")
    clips = [c for c in timeline.video_tracks()[0] if isinstance(c, otio.schema.Clip)]
    if len(clips) != len(expected["clips"]):
        fail(f"it has {len(clips)} clips, not {len(expected['clips'])}.")
    for index, (clip, wanted) in enumerate(zip(clips, expected["clips"])):
        found = {
            "name": clip.name,
            "start": clip.source_range.start_time.value,
            "duration": clip.source_range.duration.value,
            "scalar": scalar(clip),
        }
        # Edit decision lists say speeds in thousandths of a frame a second.
        tolerance = {"scalar": 0.0006 / expected["rate"] if is_edl else 1e-9}
        for key, value in found.items():
            same = value == wanted[key] if key == "name" else abs(value - wanted[key]) <= tolerance.get(key, 1e-6)
            if not same:
                fail(f"clip {index + 1} has the {key} {value}, not {wanted[key]}.")
    markers = len(timeline.tracks.markers) + sum(len(c.markers) for c in clips)
    if markers != expected["markers"]:
        fail(f"it has {markers} markers, not {expected['markers']}.")


if __name__ == "__main__":
    main()
