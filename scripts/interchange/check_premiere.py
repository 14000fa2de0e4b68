"""Reads Premiere's XML with OpenTimelineIO and compares it with what was meant.

usage: check_premiere.py FILE.xml EXPECTED.json

EXPECTED holds `timebase` (frames a second), `clips` and `song` (`name`, `url`, `start`, `frames`), `soundTracks`,
and `markers` (`name`, `frame`). Exits with 1 and a sentence where the file says something else.
Needs the packages opentimelineio and opentimelineio-plugins.
"""

import json
import sys

import opentimelineio as otio


def complain(sentence):
    sys.exit(f"{sys.argv[1]}: {sentence}")


def frames(time, rate):
    return round(time.value_rescaled_to(rate), 3)


def check_clip(found, track, wanted, rate):
    name = wanted["name"]
    if found.name != name:
        complain(f"a clip is named {found.name!r}, not {name!r}.")
    if found.media_reference.target_url != wanted["url"]:
        complain(f"{name!r} is taken from {found.media_reference.target_url!r}, not from {wanted['url']!r}.")
    range_ = track.range_of_child(found)
    place = (frames(range_.start_time, rate), frames(range_.duration, rate))
    if place != (wanted["start"], wanted["frames"]):
        complain(f"{name!r} has the frames {place}, not {(wanted['start'], wanted['frames'])}.")


def main():
    timeline = otio.adapters.read_from_file(sys.argv[1], adapter_name="fcp_xml")
    with open(sys.argv[2], encoding="utf-8") as file:
        expected = json.load(file)
    pictures, sounds = timeline.video_tracks(), timeline.audio_tracks()
    if len(pictures) != 1 or len(sounds) != expected["soundTracks"]:
        complain(f"there are {len(pictures)} tracks of pictures and {len(sounds)} of sound.")
    rate = timeline.duration().rate
    if abs(rate - expected["timebase"]) > 0.01:
        complain(f"the rate is {rate}, not {expected['timebase']}.")
    clips = list(pictures[0].find_clips())
    if len(clips) != len(expected["clips"]):
        complain(f"there are {len(clips)} clips, not {len(expected['clips'])}.")
    for clip, wanted in zip(clips, expected["clips"]):
        check_clip(clip, pictures[0], wanted, rate)
    for track in sounds:
        songs = list(track.find_clips())
        if len(songs) != 1:
            complain(f"the song is there {len(songs)} times on a track.")
        check_clip(songs[0], track, expected["song"], rate)
    markers = [(m.name, frames(m.marked_range.start_time, rate)) for m in timeline.tracks.markers]
    wanted = [(m["name"], m["frame"]) for m in expected["markers"]]
    if markers != wanted:
        complain(f"the markers are {markers}, not {wanted}.")


if __name__ == "__main__":
    main()
