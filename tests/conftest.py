"""What all tests share: the same examples every time, no clock, one build of the shipped years, one browser."""

from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.built import Built, build_once

settings.register_profile("steady", max_examples=60, deadline=None, derandomize=True)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Built:
    """The shipped year, built once for all processes of pytest-xdist, which share the folder above their own."""
    own = tmp_path_factory.getbasetemp()
    return build_once(own if worker_id == "master" else own.parent)


FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser a process: Playwright cannot be started twice in one."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        chromium.close()
