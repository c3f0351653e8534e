"""What all tests share: the same examples every time, no clock, one build of each site, one browser."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from assessment.cache.place import ELSEWHERE
from tests.built import Built, build_once
from tests.office import Office
from tests.repository.county import DEDUCTION, NAMES, County
from tests.states import States, build_states

# No test depends on how fast a machine is, not even on how fast it draws examples.
settings.register_profile(
    "steady", max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")


def pytest_collection_finish() -> None:
    """Leave the thousands of tests that are known by now to themselves: no collection of garbage looks at them again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def state_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder for what this machine notes of unfinished writing, so that the person's own stays as it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session", autouse=True)
def no_cache() -> Iterator[None]:
    """Every test makes everything itself, but for those of the cache, which have one of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ELSEWHERE, "")
        yield


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder of all processes of pytest-xdist: the one above their own."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def built(shared: Path) -> Built:
    """The shipped year, built once for all test processes."""
    return build_once(shared)


@pytest.fixture(scope="session")
def states(shared: Path) -> States:
    """A small county with a year at each level of disclosure, built once for all processes too."""
    return build_states(shared)


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    """An office of a test's own, with an empty year."""
    return Office(tmp_path, capsys)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a county of four units without a finding, for builds of which only the way they go matters.

    Tests leave it as it is.
    """
    county = County(tmp_path_factory.mktemp("small"))
    county.raters = 3
    for unit in NAMES:
        county.record(unit, more=DEDUCTION)
    county.commit()
    return county.data


FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--disable-lcd-text",
)

FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts/opentype/noto</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias><family>serif</family><prefer><family>Noto Serif CJK SC</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>Noto Sans CJK SC</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>Noto Sans Mono CJK SC</family></prefer></alias>
</fontconfig>
"""
"""Pages look the same on every machine: the only fonts are those that set-up installs."""


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser a process: Playwright cannot be started twice in one."""
    fonts = tmp_path_factory.mktemp("fonts") / "fonts.conf"
    fonts.write_text(FONTS, encoding="utf-8")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=FLAGS, env={**os.environ, "FONTCONFIG_FILE": str(fonts)}
        )
        yield chromium
        chromium.close()
