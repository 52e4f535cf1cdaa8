"""The same in Firefox, where there is one: it is asked by its own protocol, Marionette."""

import json
import shutil
import socket
import subprocess
import time

import pytest

from kata.course import regions
from kata.course.exercises import Exercise

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
SOLVE = """
const [text, done] = arguments;
document.querySelector(".solve .offer button").click();
const waiting = setInterval(async () => {
  if (!document.querySelector(".solve .gist")?.textContent.startsWith("Ready")) return;
  clearInterval(waiting);
  done([(await kata.test("e01_slope", { e01_slope: text })).report, !!document.querySelector(".cm-content")]);
}, 200);
"""


class Marionette:
    """A Firefox that is told what to do over a socket."""

    def __init__(self, port: int):
        for _ in range(300):
            try:
                self.socket = socket.create_connection(("127.0.0.1", port), 240)
                break
            except OSError:
                time.sleep(0.1)
        self.answers = self.socket.makefile("rb")
        self.read()
        self("WebDriver:NewSession")
        self("WebDriver:SetTimeouts", script=200_000)

    def __call__(self, command: str, **parameters):
        words = json.dumps([0, 1, command, parameters]).encode()
        self.socket.sendall(b"%d:%s" % (len(words), words))
        _, _, error, answer = self.read()
        assert error is None, error
        return answer

    def read(self):
        length = b""
        while not length.endswith(b":"):
            length += self.answers.read(1)
        return json.loads(self.answers.read(int(length[:-1])))


@pytest.mark.skipif(FIREFOX is None, reason="there is no Firefox here")
def test_an_exercise_is_solved_in_firefox(site, tmp_path):
    if not (site / "browser" / "panel.js").exists():
        pytest.skip("without npm the site has no editor")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tmp_path / "user.js").write_text(f'user_pref("marionette.port", {port});\n')
    words = [FIREFOX, "--headless", "--marionette", "--no-remote", "--profile", str(tmp_path)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            firefox = Marionette(port)
            firefox("WebDriver:Navigate", url=f"{(site / 'e01_slope').as_uri()}.html")
            text = regions.solved(Exercise("e01_slope").solution)
            report, editor = firefox("WebDriver:ExecuteAsyncScript", script=SOLVE, args=[text])[
                "value"
            ]
            firefox("Marionette:Quit", flags=["eForceQuit"])
        finally:
            running.kill()
    assert "2 of 2 tasks passed" in report
    assert editor
