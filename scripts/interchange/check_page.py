#!/usr/bin/env python3
"""Drives a page of `mvsync inspect --html` in Chromium, as a person would, and says what does not hold.

    scripts/check_page.py PAGE.html [--shots N] [--without-video]

Exits with 0 where all holds, with 1 and a sentence on standard error where something does not, and with 69 where there is
no Chromium. Needs nothing but Python and a `chromium` (or what CHROMIUM names); nothing is loaded from a network.
"""

import argparse
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time


class Fault(Exception):
    """What does not hold, as a sentence."""


class Browser:
    """A headless Chromium that is spoken to through a pair of pipes, with one page."""

    PATIENCE = 60.0

    def __init__(self, program, width=1280, height=900, arguments=()):
        self.profile = tempfile.TemporaryDirectory(prefix="mvsync-page-")
        to_browser, self.sending = os.pipe()
        self.receiving, from_browser = os.pipe()

        def connect():
            # The browser reads what it is told from descriptor 3, and answers on 4; neither may be in the way of the other.
            reading, writing = os.dup(to_browser), os.dup(from_browser)
            os.dup2(reading, 3)
            os.dup2(writing, 4)

        self.process = subprocess.Popen(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--mute-audio",
             "--no-first-run", "--disable-background-networking", "--disable-component-update",
             "--autoplay-policy=no-user-gesture-required", "--remote-debugging-pipe",
             f"--window-size={width},{height}", f"--user-data-dir={self.profile.name}", *arguments, "about:blank"],
            preexec_fn=connect, close_fds=False, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.number = 0
        self.waiting = b""
        self.events = []
        target = next(t for t in self.ask("Target.getTargets", session=None)["targetInfos"] if t["type"] == "page")
        self.session = None
        self.session = self.ask(
            "Target.attachToTarget", {"targetId": target["targetId"], "flatten": True}, session=None)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network", "Accessibility"]:
            self.ask(f"{domain}.enable")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(10)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        os.close(self.sending)
        os.close(self.receiving)
        try:
            self.profile.cleanup()
        except OSError:
            pass

    def ask(self, method, parameters=None, session=""):
        """Sends a command and waits for its answer; what happens meanwhile is kept in `events`."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters or {}}
        if session is not None:
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.sending, data):]
        until = time.monotonic() + self.PATIENCE
        while True:
            answer = self._next(until, method)
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise Fault(f"{method} failed: {answer['error'].get('message')}")
                return answer["result"]
            self.events.append(answer)

    def _next(self, until, method):
        import select
        while b"\0" not in self.waiting:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self.receiving], [], [], left)[0]:
                raise Fault(f"Chromium does not answer to {method}.")
            block = os.read(self.receiving, 1 << 20)
            if not block:
                raise Fault("Chromium has ended.")
            self.waiting += block
        message, self.waiting = self.waiting.split(b"\0", 1)
        return json.loads(message)

    def evaluate(self, expression):
        """The value of an expression in the page; promises are awaited."""
        answer = self.ask("Runtime.evaluate", {
            "expression": expression, "awaitPromise": True, "returnByValue": True, "userGesture": True})
        if "exceptionDetails" in answer:
            raise Fault(f"In the page, {expression} throws {answer['exceptionDetails']}.")
        return answer["result"].get("value")

    def wait(self, expression, sentence, patience=20.0):
        """Waits until an expression is true."""
        until = time.monotonic() + patience
        while not self.evaluate(expression):
            if time.monotonic() > until:
                raise Fault(sentence)
            time.sleep(0.05)

    def open(self, page):
        self.ask("Page.navigate", {"url": pathlib.Path(page).resolve().as_uri()})
        self.wait("document.readyState === 'complete'", "The page does not come to an end of loading.")

    def key(self, key, code=0):
        text = {" ": " ", "Enter": "\r"}.get(key)
        down = {"type": "keyDown" if text else "rawKeyDown", "key": key, "code": "Space" if key == " " else key,
                "windowsVirtualKeyCode": code}
        if text:
            down["text"] = text
        self.ask("Input.dispatchKeyEvent", down)
        self.ask("Input.dispatchKeyEvent", {**down, "type": "keyUp"})

    def click(self, expression):
        """Presses the mouse in the middle of an element, which is scrolled into view."""
        # What comes into view may get its size only then, and move the rest.
        x, y = self.evaluate(f"""(async () => {{ const element = {expression};
            for (let round = 0; round < 3; round += 1) {{
                element.scrollIntoView({{ block: 'center', inline: 'nearest' }});
                await new Promise((done) => setTimeout(done, 60));
            }}
            const box = element.getBoundingClientRect();
            return [box.left + box.width / 2, box.top + box.height / 2]; }})()""")
        for kind in ["mousePressed", "mouseReleased"]:
            self.ask("Input.dispatchMouseEvent",
                     {"type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1})


KEYS = {"ArrowRight": 39, "ArrowLeft": 37, "Home": 36, "End": 35, " ": 32, "Enter": 13}
CURRENT = "[...document.querySelectorAll('button.shot')].findIndex((shot) => shot.getAttribute('aria-current'))"


def expect(holds, sentence):
    if not holds:
        raise Fault(sentence)


def check_structure(browser, shots):
    count = browser.evaluate("document.querySelectorAll('button.shot').length")
    expect(count > 0, "There is no shot.")
    expect(shots is None or count == shots, f"There are {count} shots, not {shots}.")
    boxes = browser.evaluate("document.querySelectorAll('svg.timeline .shots rect').length")
    expect(boxes == count, f"The timeline has {boxes} shots, the list {count}.")
    expect(browser.evaluate("document.querySelectorAll('h1').length") == 1, "There is not exactly one h1.")
    expect(browser.evaluate("document.documentElement.lang") == "en", "The page does not say its language.")
    expect(browser.evaluate("document.title.length") > 0, "The page has no title.")
    for landmark in ["header", "main", "footer"]:
        expect(browser.evaluate(f"document.querySelectorAll('body > {landmark}').length") == 1,
               f"There is not exactly one {landmark}.")
    double = browser.evaluate("""(() => { const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
        return ids.filter((id, index) => ids.indexOf(id) !== index); })()""")
    expect(not double, f"Elements share the identities {double}.")
    dead = browser.evaluate("""[...document.querySelectorAll('[aria-labelledby],[aria-describedby]')].flatMap((e) =>
        `${e.getAttribute('aria-labelledby') || ''} ${e.getAttribute('aria-describedby') || ''}`.trim().split(/\\s+/))
        .filter((id) => !document.getElementById(id))""")
    expect(not dead, f"Labels point to {dead}, which is not there.")
    styled = browser.evaluate("document.querySelectorAll('body [style]').length")
    own = browser.evaluate("""[...document.querySelectorAll('body [style]')].filter((e) =>
        !['timeline', 'head'].includes(e.id) && !e.matches('svg.timeline')).length""")
    expect(own == 0, f"{own} of {styled} elements have a style of their own.")
    handlers = browser.evaluate("""[...document.querySelectorAll('*')].filter((e) =>
        [...e.attributes].some((a) => a.name.startsWith('on'))).length""")
    expect(handlers == 0, f"{handlers} elements have handlers as attributes.")


def check_names(browser):
    """Each control has a name for those who do not see it, and each heading follows its level."""
    tree = browser.ask("Accessibility.getFullAXTree")["nodes"]
    for node in tree:
        role = node.get("role", {}).get("value")
        if node.get("ignored") or role not in ["button", "link", "slider", "heading", "region", "figure"]:
            continue
        name = node.get("name", {}).get("value", "").strip()
        expect(name, f"A {role} has no name.")
    levels = browser.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map((h) => Number(h.tagName[1]))")
    for before, after in zip(levels, levels[1:]):
        expect(after <= before + 1, f"A heading of level {after} follows one of level {before}.")


def check_contrast(browser):
    """Text stands out 4.5 to 1 from the ground behind it, or 3 to 1 where it is large."""
    faults = browser.evaluate("""(() => {
        const parse = (color) => { const n = color.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
        const over = (top, below) => top.slice(0, 3).map((c, i) => c * top[3] + below[i] * (1 - top[3]));
        const light = (rgb) => { const [r, g, b] = rgb.map((c) => { c /= 255;
            return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const ground = (element) => { const layers = [];
            for (let e = element; e; e = e.parentElement) layers.push(parse(getComputedStyle(e).backgroundColor));
            let color = matchMedia('(prefers-color-scheme: dark)').matches ? [0, 0, 0] : [255, 255, 255];
            for (const layer of layers.reverse()) color = over(layer, color);
            return color; };
        const found = new Map();
        for (const element of document.querySelectorAll('body *')) {
            const words = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
            if (!words || element.closest('[hidden], script, style, .skip, svg')) continue;
            const style = getComputedStyle(element);
            if (style.visibility === 'hidden' || element.closest('button:disabled')) continue;
            const behind = ground(element);
            const [a, b] = [light(over(parse(style.color), behind)), light(behind)];
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            const size = parseFloat(style.fontSize);
            const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
            if (ratio < (large ? 3 : 4.5)) found.set(`${element.tagName}.${element.className}`, ratio.toFixed(2));
        }
        return [...found].map(([name, ratio]) => `${name} ${ratio}`); })()""")
    expect(not faults, f"Text does not stand out enough: {faults}.")


def check_targets(browser):
    small = browser.evaluate("""[...document.querySelectorAll('button, summary')].filter((e) => {
        const box = e.getBoundingClientRect();
        return box.width > 0 && (box.width < 24 || box.height < 24); }).length""")
    expect(small == 0, f"{small} controls are smaller than a finger.")
    wide = browser.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    expect(wide <= 0, f"The page is {wide} dots wider than the screen.")


def check_keyboard(browser):
    last = browser.evaluate("document.querySelectorAll('button.shot').length") - 1
    browser.evaluate("document.activeElement.blur()")
    for key, place in [("Home", 0), ("ArrowRight", min(1, last)), ("ArrowRight", min(2, last)),
                       ("ArrowLeft", min(max(min(2, last) - 1, 0), last)), ("End", last), ("ArrowRight", last), ("Home", 0)]:
        browser.key(key, KEYS[key])
        now = browser.evaluate(CURRENT)
        expect(now == place, f"{key} leads to shot {now + 1}, not {place + 1}.")
        expect(browser.evaluate("document.activeElement.classList.contains('shot')"), f"{key} does not focus the shot.")
    browser.evaluate("document.getElementById('timeline').focus()")
    before = browser.evaluate("document.getElementById('timeline').getAttribute('aria-valuenow')")
    browser.key("End", KEYS["End"])
    after = browser.evaluate("document.getElementById('timeline').getAttribute('aria-valuenow')")
    expect(last == 0 or float(after) > float(before), "End on the timeline does not lead to its end.")
    expect(browser.evaluate("document.activeElement.id") == "timeline", "The timeline loses the focus.")
    browser.key("Home", KEYS["Home"])


def check_video(browser):
    browser.wait("document.getElementById('video').readyState > 0", "The video beside the page is not loaded.")
    expect(browser.evaluate("document.getElementById('absent').hidden"), "The page says that its video is not there.")
    browser.evaluate("""(() => { const video = document.getElementById('video');
        window.plays = []; video.addEventListener('play', () => window.plays.push(video.currentTime)); })()""")

    def played(expression, what):
        """Where the video begins to play when something is clicked."""
        browser.evaluate("document.getElementById('video').pause(); window.plays.length = 0")
        browser.click(expression)
        browser.wait("window.plays.length > 0", f"A click on {what} plays nothing.")
        return browser.evaluate("window.plays[0]")

    last = browser.evaluate("document.querySelectorAll('button.shot').length") - 1
    for index in sorted({0, last // 2, last}):
        place = played(f"document.querySelectorAll('button.shot')[{index}]", f"shot {index + 1}")
        start = browser.evaluate(f"Number(document.querySelectorAll('button.shot')[{index}].dataset.start)")
        expect(start - 1e-3 <= place < start + 0.1,
               f"A click on shot {index + 1}, at {start} s, plays from {place} s.")
        expect(browser.evaluate(CURRENT) in [index, min(index + 1, last)], f"A click on shot {index + 1} marks another.")
    seconds = browser.evaluate("Number(document.getElementById('timeline').dataset.seconds)")
    place = played("""(() => { const box = document.getElementById('scroller');
        box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2;
        return document.getElementById('timeline'); })()""", "the timeline")
    expect(abs(place - seconds / 2) < 0.02 * seconds + 0.1,
           f"A click in the middle of the timeline plays from {place} of {seconds} s.")
    browser.evaluate("document.getElementById('video').pause()")
    # The head follows what is played.
    browser.key("Home", KEYS["Home"])
    browser.key(" ", KEYS[" "])
    browser.wait("!document.getElementById('video').paused", "Space on a shot does not play it.")
    browser.wait("document.getElementById('video').currentTime > 0.3", "The video does not run.")
    left = browser.evaluate("parseFloat(document.getElementById('head').style.left)")
    expect(left > 0, "The head does not run along the timeline.")
    browser.evaluate("document.activeElement.blur()")
    browser.key(" ", KEYS[" "])
    browser.wait("document.getElementById('video').paused", "Space does not pause the video.")
    browser.key(" ", KEYS[" "])
    browser.wait("!document.getElementById('video').paused", "Space does not play the video.")
    browser.evaluate("document.getElementById('video').pause()")
    browser.key("Home", KEYS["Home"])
    browser.key("Enter", KEYS["Enter"])
    browser.wait("!document.getElementById('video').paused", "Enter on a shot does not play it.")
    browser.evaluate("document.getElementById('video').pause()")


def check_absence(browser):
    browser.wait("!document.getElementById('absent').hidden", "The page does not say that its video is not there.")
    expect(browser.evaluate("document.getElementById('video').hidden"), "A video that is not there is shown.")
    browser.click("document.querySelectorAll('button.shot')[0]")
    expect(browser.evaluate(CURRENT) == 0, "Without a video a click on a shot leads nowhere.")


def check_silence(browser, without_video):
    """No complaint, and nothing loaded but the page and what lies beside it."""
    for event in browser.events:
        parameters = event.get("params", {})
        if event.get("method") == "Network.requestWillBeSent":
            address = parameters["request"]["url"]
            expect(address.startswith(("file:", "data:", "about:")), f"The page asks for {address[:200]}.")
        if event.get("method") == "Runtime.exceptionThrown":
            raise Fault(f"The page throws: {parameters['exceptionDetails'].get('text')}.")
        entry = parameters.get("entry", {}) if event.get("method") == "Log.entryAdded" else {}
        if event.get("method") == "Runtime.consoleAPICalled" and parameters.get("type") in ["error", "warning"]:
            raise Fault(f"The page complains: {parameters.get('args')}.")
        if entry.get("level") == "error":
            is_absence = without_video and "ERR_FILE_NOT_FOUND" in entry.get("text", "")
            expect(is_absence, f"The browser complains: {entry.get('text')}.")


def main():
    parser = argparse.ArgumentParser(description="Check a page of mvsync in Chromium.")
    parser.add_argument("page")
    parser.add_argument("--shots", type=int, help="the number of shots that it must have")
    parser.add_argument("--without-video", action="store_true", help="the video is not beside it")
    options = parser.parse_args()
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        print("check_page: no chromium was found; install it, or name it in CHROMIUM.", file=sys.stderr)
        return 69
    try:
        for scheme, width in [("light", 1280), ("dark", 1280), ("light", 390)]:
            with Browser(program, width=width) as browser:
                browser.ask("Emulation.setEmulatedMedia",
                            {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
                browser.ask("Emulation.setDeviceMetricsOverride",
                            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False})
                browser.open(options.page)
                check_structure(browser, options.shots)
                check_names(browser)
                check_contrast(browser)
                check_targets(browser)
                if scheme == "light":
                    check_keyboard(browser)
                    (check_absence if options.without_video else check_video)(browser)
                check_silence(browser, options.without_video)
    except Fault as fault:
        print(f"check_page: {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
