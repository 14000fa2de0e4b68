#!/usr/bin/env python3
"""Drives the page of `mvsync serve` in Chromium, as a person would, and says what does not hold.

    scripts/check_studio.py URL TOPIC [--pictures FOLDER]

The server's usual services must be able to make a video of a topic, such as with --provider sketch. Its folder should hold no
job. With --pictures, the page is drawn at each stage, in the light and the dark, wide and narrow.

Exits with 0 where all holds, with 1 and a sentence on standard error where something does not, and with 69 where there is
no Chromium.
"""

import argparse
import base64
import json
import os
import pathlib
import shutil
import sys
import time

from check_page import Browser, Fault, check_contrast, check_names, check_targets, expect

# How long a video may take on a machine that has much else to do.
PATIENCE = 1800.0


class Studio:
    """The page, as a person sees it."""

    def __init__(self, browser, url, pictures):
        self.browser = browser
        self.url = url
        self.pictures = pictures

    def open(self):
        self.browser.ask("Page.navigate", {"url": self.url})
        self.browser.wait("document.readyState === 'complete'", "The page does not come to an end of loading.")

    def draw(self, name):
        """Keeps pictures of what is on the screen now."""
        if not self.pictures:
            return
        for scheme in ["light", "dark"]:
            for width, height in [(1280, 1000), (390, 844)]:
                self.browser.ask("Emulation.setEmulatedMedia",
                                 {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
                self.browser.ask("Emulation.setDeviceMetricsOverride",
                                 {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500})
                time.sleep(0.3)
                size = self.browser.ask("Page.getLayoutMetrics")["cssContentSize"]
                picture = self.browser.ask("Page.captureScreenshot", {
                    "captureBeyondViewport": True,
                    "clip": {"x": 0, "y": 0, "width": width, "height": min(size["height"], 3000), "scale": 1}})
                path = pathlib.Path(self.pictures) / f"{name}-{scheme}-{width}.png"
                path.write_bytes(base64.b64decode(picture["data"]))
        self.browser.ask("Emulation.clearDeviceMetricsOverride")
        self.browser.ask("Emulation.setEmulatedMedia", {"features": []})

    def state(self):
        return self.browser.evaluate("document.querySelector('#jobs .state')?.dataset.state")

    def await_state(self, states, sentence):
        listed = json.dumps(states)
        self.browser.wait(
            f"{listed}.includes(document.querySelector('#jobs .state')?.dataset.state)", sentence, PATIENCE)
        return self.state()

    def button(self, name):
        return f"document.querySelector('#jobs .{name}')"

    def press(self, name):
        self.browser.wait(f"{self.button(name)} && !{self.button(name)}.hidden", f"There is no button {name}.")
        self.browser.click(self.button(name))


def check_form(studio, topic):
    browser = studio.browser
    browser.wait("!document.getElementById('none').hidden", "A folder without jobs is not said to be one.")
    unnamed = browser.evaluate("""[...document.querySelectorAll('input, select, textarea')].filter((e) =>
        !e.closest('label')?.textContent.trim()).length""")
    expect(unnamed == 0, f"{unnamed} fields have no label.")
    browser.click("document.querySelector('form details > summary')")
    browser.wait("document.querySelector('form details').open", "“More” does not open.")
    small = browser.evaluate("""[...document.querySelectorAll('input[type=number], select, textarea')].filter((e) =>
        e.getBoundingClientRect().height < 43).length""")
    expect(small == 0, f"{small} fields are smaller than a finger.")
    studio.draw("form")
    # A service without a key is told of beside the form.
    browser.evaluate("document.getElementById('topic').focus()")
    browser.ask("Input.insertText", {"text": topic})
    browser.evaluate("document.querySelector('[data-key=clip]').value = 'luma'")
    browser.click("document.querySelector('button.main')")
    browser.wait("document.getElementById('complaint').textContent.includes('LUMAAI_API_KEY')",
                 "A missing key is not told of.")
    expect(browser.evaluate("document.querySelectorAll('#jobs > li').length") == 0, "A job without a key is begun.")
    browser.evaluate("document.querySelector('[data-key=clip]').value = ''")
    for key, value in [("scenes", 1), ("songSeconds", 10), ("clipSeconds", 1)]:
        browser.evaluate(f"document.querySelector('[data-key={key}]').value = '{value}'")
    browser.evaluate("document.querySelector('[data-key=instrumental]').checked = true")


def check_job(studio, topic):
    browser = studio.browser
    browser.evaluate("document.querySelector('button.main').focus()")
    browser.key("Enter", 13)
    studio.await_state(["waiting", "running"], "“Make it” makes nothing.")
    title = browser.evaluate("document.querySelector('#jobs h3').textContent")
    expect(title == topic, f"The job is called {title}.")
    studio.await_state(["running"], "The job is not worked at.")
    studio.draw("running")
    studio.press("cancel")
    studio.await_state(["stopped"], "The job cannot be stopped.")
    expect(browser.evaluate("document.querySelector('#jobs .reasons').textContent.includes('interrupted')"),
           "It is not said why the job stands still.")
    browser.click("document.querySelector('#jobs .parts > summary')")
    browser.wait("document.querySelectorAll('#jobs .parts tbody tr').length >= 2", "The parts are not shown.")
    studio.draw("stopped")
    studio.press("resume")
    studio.await_state(["waiting", "running", "finished"], "The job does not go on.")
    ended = studio.await_state(["finished", "failed", "stopped"], "The job does not come to an end.")
    reasons = browser.evaluate("document.querySelector('#jobs .reasons').textContent")
    expect(ended == "finished", f"The job ends as {ended}: {reasons}")
    expect(browser.evaluate("document.getElementById('news').textContent").endswith(": done."),
           "The end of the job is not told to those who do not see it.")


def check_result(studio):
    browser = studio.browser
    browser.wait("document.querySelector('#jobs video')?.readyState > 0", "The video is not loaded.")
    seconds = browser.evaluate("document.querySelector('#jobs video').duration")
    expect(seconds > 5, f"The video has {seconds} s.")
    middle = browser.evaluate("""new Promise((done) => { const video = document.querySelector('#jobs video');
        video.addEventListener('seeked', () => done(video.currentTime), { once: true });
        video.currentTime = video.duration / 2; })""")
    expect(abs(middle - seconds / 2) < 0.1, f"Going to {seconds / 2} s leads to {middle} s.")
    browser.evaluate("document.querySelector('#jobs video').play()")
    browser.wait(f"document.querySelector('#jobs video').currentTime > {middle} + 0.3", "The video does not play.")
    # What is looked at stays where it is while the page asks how things are.
    time.sleep(6)
    expect(browser.evaluate("document.querySelector('#jobs video').currentTime") > middle,
           "The video begins again when the page looks for news.")
    browser.evaluate("document.querySelector('#jobs video').pause()")
    studio.draw("finished")
    kinds = browser.evaluate("""Promise.all([...document.querySelectorAll('#jobs .links a')].map(async (link) =>
        (await fetch(link.href)).headers.get('Content-Type')))""")
    expect([kind.split(";")[0] for kind in kinds] == ["text/html", "application/json", "video/mp4"],
           f"The links lead to {kinds}.")


def check_report(studio):
    """The report plays its video from the server too, and its script runs."""
    browser = studio.browser
    address = browser.evaluate("document.querySelector('#jobs .report').href")
    browser.ask("Page.navigate", {"url": address})
    browser.wait("document.readyState === 'complete'", "The report does not come to an end of loading.")
    browser.wait("document.getElementById('video').readyState > 0", "The report does not find its video.")
    browser.click("document.querySelectorAll('button.shot')[0]")
    browser.wait("document.getElementById('video').currentTime > 0.2", "A click in the report plays nothing.")
    expect(browser.evaluate("fetch('/api/jobs').then(() => false, () => true)"), "The report can use the server.")


def check_silence(browser, url):
    """Nothing is asked of anybody else, and nothing is refused by the page's own policy."""
    for event in browser.events:
        parameters = event.get("params", {})
        if event.get("method") == "Network.requestWillBeSent":
            address = parameters["request"]["url"]
            expect(address.startswith((url, "data:", "about:")), f"The page asks for {address[:200]}.")
        if event.get("method") == "Runtime.exceptionThrown":
            raise Fault(f"The page throws: {parameters['exceptionDetails'].get('text')}.")
        entry = parameters.get("entry", {}) if event.get("method") == "Log.entryAdded" else {}
        # A refused order, and the report's request above, are on purpose.
        wanted = ["status of 422", "connect-src", "/api/jobs"]
        if entry.get("level") == "error" and not any(word in entry.get("text", "") for word in wanted):
            raise Fault(f"The browser complains: {entry.get('text')}.")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("topic")
    parser.add_argument("--pictures")
    arguments = parser.parse_args()
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program:
        print("check_studio: there is no chromium.", file=sys.stderr)
        return 69
    try:
        with Browser(program) as browser:
            studio = Studio(browser, arguments.url, arguments.pictures)
            studio.open()
            check_form(studio, arguments.topic)
            check_job(studio, arguments.topic)
            check_result(studio)
            for scheme in ["light", "dark"]:
                browser.ask("Emulation.setEmulatedMedia",
                            {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
                check_contrast(browser)
            check_names(browser)
            browser.ask("Emulation.setDeviceMetricsOverride",
                        {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True})
            check_targets(browser)
            browser.ask("Emulation.clearDeviceMetricsOverride")
            check_report(studio)
            check_silence(browser, arguments.url)
    except Fault as fault:
        print(f"check_studio: {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
