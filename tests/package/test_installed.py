"""``assessment``, installed from the built package into an environment of its own, works on a folder anywhere.

Libraries come from the environment of the tests, so that nothing is fetched; the program itself does not.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from assessment.commands.listing import COMMANDS
from assessment.version import VERSION
from tests.built import ROOT, once, run
from tests.repository.county import County

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BROUGHT = ("content", "schemas", "theme", "pelicanconf.py", "requirements.txt")


@dataclass(frozen=True)
class Installed:
    """An environment with the program in it. Tests leave it as it is, or work on a copy."""

    top: Path

    @property
    def package(self) -> Path:
        """Where the modules are."""
        [package] = self.top.glob("lib/python*/site-packages/assessment")
        return package

    def type(self, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Type ``assessment`` in a folder, and what follows it."""
        own = {"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(self.top / "cache"), "HOME": str(self.top)}
        command = [str(self.top / "bin" / "assessment"), *words]
        return subprocess.run(command, cwd=cwd, env=own, capture_output=True, text=True, check=False)


def install(place: Path) -> str:
    """Build the package and install it into an empty environment; return what the package is called."""
    # From a copy, as what a build leaves behind would stand in the repository.
    copy = place / "repository"
    skipped = shutil.ignore_patterns("__pycache__", "node_modules", ".*")
    for part in ("scripts", *BROUGHT, "README.md", "LICENSE", "pyproject.toml"):
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, copy / part, ignore=skipped)
        else:
            shutil.copy(ROOT / part, copy)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    alone = ["--no-deps", "--no-index"]
    run([*pip, "wheel", ".", *alone, "--no-build-isolation", "--wheel-dir", str(place)], cwd=copy)
    [wheel] = place.glob("*.whl")
    environment = place / "environment"
    run([sys.executable, "-m", "venv", "--without-pip", str(environment)], cwd=place)
    run([*pip, "--python", str(environment / "bin" / "python"), "install", *alone, str(wheel)], cwd=place)
    [packages] = environment.glob("lib/python*/site-packages")
    (packages / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    (environment / "cache").mkdir()
    (environment / "cache" / "assessment").mkdir()
    (environment / "cache" / "assessment" / "fonts").symlink_to(ROOT / ".cache" / "fonts")
    return wheel.name


@pytest.fixture(scope="session")
def installed(shared: Path) -> Installed:
    place = shared / "package"
    once(place, lambda: install(place))
    return Installed(place / "environment")


@pytest.fixture
def county(tmp_path: Path) -> County:
    county = County(tmp_path / "county")
    county.commit()
    return county


def test_it_is_not_run_from_the_repository(installed: Installed) -> None:
    assert ROOT not in installed.package.parents
    assert {path.name for path in (installed.package / "brought").iterdir()} - {"__pycache__"} == {*BROUGHT}
    assert (installed.package / "py.typed").is_file()


def test_it_says_its_version_and_lists_every_command(installed: Installed, tmp_path: Path) -> None:
    assert installed.type("--version", cwd=tmp_path).stdout == f"assessment {VERSION}\n"
    listed = installed.type(cwd=tmp_path).stdout
    assert re.findall("^  ([a-z-]+)  ", listed, re.MULTILINE) == [*COMMANDS]
    unknown = installed.type("valdate", cwd=tmp_path)
    assert unknown.returncode == 1
    assert unknown.stderr == "没有“valdate”这个命令；是不是 validate；运行 assessment --help 查看全部命令\n"


def test_it_checks_builds_and_verifies_a_county_anywhere(installed: Installed, county: County) -> None:
    (county.top / "yaml.py").write_text("raise SystemExit('run')\n", encoding="utf-8")
    county.commit()
    checked = installed.type("validate", cwd=county.top)
    assert checked.returncode == 0, checked.stderr
    built = installed.type("build", "--output", "../output", cwd=county.top)
    assert built.returncode == 0, built.stderr
    output = county.top.parent / "output"
    engine = json.loads((output / "manifest.json").read_text(encoding="utf-8"))["engine"]
    assert (engine["commit"], engine["version"], engine["changed"]) == ("", VERSION, False)
    verified = installed.type("verify", "../output", "--rebuild", cwd=county.top)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert "逐字节一致" in verified.stdout


def test_it_calls_commands_as_they_are_typed(installed: Installed, county: County, tmp_path: Path) -> None:
    assert installed.type("import", "--help", cwd=tmp_path).stdout.startswith("用法：assessment import [-h]")
    wrong = installed.type("validate", "--nonsense", cwd=county.top)
    assert wrong.stderr.endswith("；运行 assessment validate --help 查看用法\n")
    county.write("years/2019.yaml", "<<<<<<< HEAD\n")
    merged = installed.type("validate", cwd=county.top)
    assert "运行 assessment merge" in merged.stdout
    assert "scripts/" not in merged.stdout


def test_it_refuses_a_bundle_of_another_program(installed: Installed, county: County, tmp_path: Path) -> None:
    """A program that was changed by hand says so of what it builds, and rebuilds nothing."""
    other = Installed(Path(shutil.copytree(installed.top, tmp_path / "other", symlinks=True)))
    script = other.top / "bin" / "assessment"
    script.write_text(script.read_text(encoding="utf-8").replace(str(installed.top), str(other.top)), encoding="utf-8")
    bundle = tmp_path / "bundle"
    built = installed.type("build", "--no-pdf", "--output", str(bundle), cwd=county.top)
    assert built.returncode == 0, built.stderr
    about = other.package / "version.py"
    about.write_text(about.read_text(encoding="utf-8").replace(VERSION, "0.9"), encoding="utf-8")
    refused = other.type("verify", str(bundle), "--rebuild", cwd=county.top)
    assert refused.stderr == f"发布包由程序 {VERSION} 生成，这里是 0.9；请安装那个版本再核对\n"
    about.write_text(about.read_text(encoding="utf-8").replace("0.9", VERSION) + "\n", encoding="utf-8")
    refused = other.type("verify", str(bundle), "--rebuild", cwd=county.top)
    assert refused.stderr == "这里安装的程序被改过，请重新安装再核对\n"
    inside = subprocess.run(
        [sys.executable, "-m", "assessment.commands", "verify", str(bundle), "--rebuild"],
        cwd=county.top,
        env={**os.environ, "PYTHONPATH": str(ROOT / "scripts")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert inside.stderr == f"发布包由安装的程序 {VERSION} 生成，请在安装了这个版本的地方核对\n"


def test_the_package_needs_what_the_lock_fixes() -> None:
    assert PROJECT["dependencies"] == (ROOT / "requirements.in").read_text(encoding="utf-8").split()


def test_the_package_holds_nothing_but_the_program(installed: Installed) -> None:
    [wheel] = installed.top.parent.glob("*.whl")
    tops = {tuple(name.split("/")[:2]) for name in zipfile.ZipFile(wheel).namelist() if name.startswith("assessment/")}
    own = {path.name for path in (ROOT / "scripts" / "assessment").iterdir()} - {"__pycache__"}
    assert {inside for _, inside in tops} == own | {"brought"}
