"""A minimal Debian in a folder, with a user who may do what README.md asks for and no more."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

USER = "clerk"
ROOM = Path("home") / USER
WAY_OUT = (
    "/etc/resolv.conf",
    "/etc/hosts",
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pip.conf",
    "/etc/xdg/pip",
    "/etc/apt/sources.list",
    "/etc/apt/sources.list.d",
    "/etc/apt/apt.conf.d",
    "/etc/apt/auth.conf.d",
)
"""How this machine reaches the registries, which the other has to reach as well; its releases are its own."""
VARIABLES = ("http_proxy", "https_proxy", "no_proxy", "PIP_CERT", "PIP_INDEX_URL", "NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE")


class NotHereError(Exception):
    """Such a machine cannot be made here; the message says what is missing."""


@dataclass(frozen=True)
class Machine:
    """One machine; ``top`` is its root."""

    top: Path

    @property
    def home(self) -> Path:
        """Where its user works."""
        return self.top / ROOM

    def type(self, line: str) -> subprocess.CompletedProcess[str]:
        """Have the user type a line at home; return how it ended."""
        kept = " ".join(f"{name}='{os.environ[name]}'" for name in VARIABLES if name in os.environ)
        inside = f'su - {USER} -c "export LANG=C.UTF-8 {kept}; {line}"'
        mounts = f"mount -t proc proc {self.top}/proc && mount --rbind /dev {self.top}/dev"
        command = ["unshare", "--mount", "--pid", "--fork", "sh", "-c", f"{mounts} && exec chroot {self.top} {inside}"]
        return subprocess.run(command, capture_output=True, text=True, check=False)


def make(release: str, top: Path) -> Machine:
    """Make a machine with nothing but what Debian's smallest has, Git, and sudo for its user.

    Raises:
        NotHereError: if this machine cannot make one.
    """
    if os.geteuid() != 0 or shutil.which("mmdebstrap") is None:
        raise NotHereError("needs mmdebstrap (apt-get install mmdebstrap) and to be run by root")
    packages = "ca-certificates,git,sudo"
    options = ["--mode=root", "--variant=minbase", f"--include={packages}", "--format=directory"]
    # The folder of a test is for its user alone, and apt would fetch as another.
    options.append('--aptopt=APT::Sandbox::User "root"')
    sources = _sources(release)
    done = subprocess.run(
        ["mmdebstrap", *options, release, str(top), "-"], input=sources, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NotHereError(done.stderr[-2000:])
    for path in map(Path, WAY_OUT):
        _bring(path, top / path.relative_to("/"))
    shutil.rmtree(top / "etc/apt/sources.list.d", ignore_errors=True)
    (top / "etc/apt/sources.list").write_text(sources, encoding="utf-8")
    (top / "etc/sudoers.d" / USER).write_text(f"{USER} ALL=(ALL) NOPASSWD: ALL\n", encoding="utf-8")
    subprocess.run(["chroot", str(top), "useradd", "--create-home", "--shell", "/bin/bash", USER], check=True)
    return Machine(top)


def _bring(path: Path, target: Path) -> None:
    if path.is_dir():
        shutil.copytree(path, target, dirs_exist_ok=True)
    elif path.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        shutil.copy(path, target)


def _sources(release: str) -> str:
    """Return where packages of a release come from: the mirror that this machine uses."""
    command = ["apt-get", "indextargets", "--format", "$(LABEL) $(REPO_URI)", "Created-By: Packages"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    mirrors = [line.removeprefix("Debian ") for line in listed if line.startswith("Debian http")]
    if not mirrors:
        raise NotHereError("no mirror of Debian is set here")
    return f"deb {mirrors[0]} {release} main\n"


def clone(repository: Path, machine: Machine) -> None:
    """Clone a repository into the home of the machine's user."""
    target = machine.home / "repository"
    subprocess.run(["git", "clone", "--quiet", "--no-local", f"file://{repository}", str(target)], check=True)
    subprocess.run(["chroot", str(machine.top), "chown", "-R", f"{USER}:{USER}", f"/{ROOM}"], check=True)
