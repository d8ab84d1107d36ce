"""Finds a chromium, or gets Debian's where it may."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
INSTALLS_WITHIN = 240.0
"""Seconds."""
HOW_TO_GET_ONE = (
    "no browser for the browser tests: install one (Debian, Ubuntu: apt-get install chromium; "
    "elsewhere: python -m playwright install chromium)"
)


def chromium_or_reason() -> Path | str:
    """From PATH, or Playwright's own, or Debian's newly installed; else one line that says what to do."""
    return _in_path() or _of_playwright() or _from_debian() or HOW_TO_GET_ONE


def _in_path() -> Path | None:
    return next((Path(found) for name in NAMES if (found := shutil.which(name))), None)


def _of_playwright() -> Path | None:
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if own.exists() else None


def _from_debian() -> Path | None:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return None
    with (Path(tempfile.gettempdir()) / "cairn-chromium.lock").open("w") as one_at_a_time:
        fcntl.flock(one_at_a_time, fcntl.LOCK_EX)  # another test process may be at it: then it is there after
        return _in_path() or _installed()


def _installed() -> Path | None:
    for words in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        try:
            done = subprocess.run(
                ["apt-get", "-qq", *words],
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
                capture_output=True,
                timeout=INSTALLS_WITHIN,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None
        if done.returncode != 0:
            return None
    return _in_path()
