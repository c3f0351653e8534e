"""The list of those who may sign, and commits that are signed or not."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.approval.office import Office

SIGNERS = "approvals/allowed_signers"

Keys = Mapping[str, Path]


def make_keys(folder: Path) -> Keys:
    """Keys of the director and the deputy, who may sign, and of somebody else."""
    result = {name: folder / name for name in ("director", "deputy", "stranger")}
    for path in result.values():
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)], check=True)
    return result


def list_signers(office: Office, keys: Keys, *names: str) -> None:
    """Write the list anew."""
    public = {name: keys[name].with_suffix(".pub").read_text(encoding="utf-8") for name in names}
    office.county.write(SIGNERS, "".join(f'{name}@example.org namespaces="git" {key}' for name, key in public.items()))


def list_after_approval(office: Office, keys: Keys) -> None:
    """Approve, and list the director only then; ``start`` is before the list, ``listed`` has it."""
    assert office.approve() == 0
    commit(office, None)
    office.county.git("branch", "start")
    list_signers(office, keys, "director")
    commit(office, None)
    office.county.git("branch", "listed")


def commit(office: Office, key: Path | None) -> str:
    """Commit everything, signed with a key or not at all; return the short id."""
    office.county.git("add", "--all")
    office.county.git(*_settings(key), "commit", "--quiet", "--allow-empty", "--message", "act", _how(key))
    return office.county.git("rev-parse", "HEAD")[:10]


def merge(office: Office, *branches: str, key: Path | None = None, more: tuple[str, ...] = ()) -> str:
    """Merge branches into the one that is checked out; return the short id."""
    merged = ("merge", "--quiet", "--no-ff", "--message", "merge", *more, _how(key), *branches)
    office.county.git(*_settings(key), *merged)
    return office.county.git("rev-parse", "HEAD")[:10]


def _settings(key: Path | None) -> tuple[str, ...]:
    return () if key is None else ("-c", "gpg.format=ssh", "-c", f"user.signingkey={key}")


def _how(key: Path | None) -> str:
    return "--no-gpg-sign" if key is None else "--gpg-sign"
