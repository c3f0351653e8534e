"""scripts/pin-image: fix every container image that the repository names by the digest of its tag now."""

import argparse
import hashlib
import json
import re
import sys
import urllib.error
import urllib.request
from email.message import Message
from http.client import HTTPException
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from assessment.commands.alone import alone
from assessment.commands.command_line import Parser
from assessment.commands.image_places import CHOSEN, PLACES, WRITTEN
from assessment.commands.running import run
from assessment.edit.files import write_all
from assessment.errors import RequestError
from assessment.root import own_place
from assessment.system_faults import reason_of

HUB = "registry-1.docker.io"
"""The registry of images that name none, and of those that name it by ``HUB_NAME``; its own are below `library`."""
HUB_NAME = "docker.io"

THIS_MACHINE = ("localhost", "127.0.0.1")
"""Where a registry may do without encryption, as container programs have it."""

DESCRIPTIONS = (
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.v2+json",
)
"""What a digest is of: an index for several kinds of machine where there is one, or else the image itself."""

SECONDS = 60
UNAUTHORIZED = 401


class Source(NamedTuple):
    """Where the description of an image is kept."""

    registry: str
    """Address without a path."""
    repository: str
    tag: str


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return the options of a command line."""
    parser = Parser("pin-image", "问映像库要各个映像现有的摘要，写进流程、GitLab 的设置和 Containerfile。")
    parser.add_argument("--folder", type=Path, default=own_place("."), metavar="文件夹", help="默认是程序的版本库")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    challenge = arguments(argv)
    return run(lambda: alone(challenge.folder, lambda: _pin(challenge.folder)))


def _pin(folder: Path) -> int:
    chosen = _chosen(folder / CHOSEN)
    pinned = {chosen: _pinned(chosen)}
    files = {CHOSEN: f"{pinned[chosen]}\n"}
    for place in PLACES:
        for path in place.files_in(folder):
            text = _text(path)
            names = {found["name"] for found in place.pattern.finditer(text)}
            pinned |= {name: _pinned(name) for name in sorted(names - pinned.keys()) if not place.is_of_jobs}
            images = dict.fromkeys(names, pinned[chosen]) if place.is_of_jobs else pinned
            files[path.relative_to(folder).as_posix()] = place.with_images(text, images)
    changed = write_all(folder, files)
    sys.stdout.writelines(f"{image}\n" for image in pinned.values())
    sys.stdout.write(f"改了 {changed} 个文件，请看过以后提交。\n" if changed else "没有变化。\n")
    return 0


def _chosen(file: Path) -> str:
    """Return the name and the tag that a file gives, without a digest."""
    image = re.fullmatch(rf"{WRITTEN}\n?", _text(file))
    if image is None:
        raise RequestError(f"{file} 应当只有一行，写映像的名称和标签，例如 node:24-bookworm")
    return image["name"]


def _pinned(name: str) -> str:
    return f"{name}@{_digest(source_of(name))}"


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as fault:
        raise RequestError(f"{file} 读不出来：{reason_of(fault)}") from fault
    except UnicodeDecodeError as fault:
        raise RequestError(f"{file} 不是 UTF-8 编码，请用 UTF-8 编码另存") from fault


def source_of(image: str) -> Source:
    """Return where an image is kept; what stands before the first slash is a registry if it looks like an address."""
    path, _, tag = image.rpartition(":")
    host, slash, below = path.partition("/")
    if host == HUB_NAME:
        return Source(f"https://{HUB}", below, tag)
    if slash and (re.search("[.:]", host) or host in THIS_MACHINE):
        scheme = "http" if host.partition(":")[0] in THIS_MACHINE else "https"
        return Source(f"{scheme}://{host}", below, tag)
    return Source(f"https://{HUB}", path if slash else f"library/{path}", tag)


def _digest(source: Source) -> str:
    """Return the digest of what a registry has for a tag, reckoned from its bytes."""
    address = f"{source.registry}/v2/{source.repository}/manifests/{source.tag}"
    headers = {"Accept": ", ".join(DESCRIPTIONS)}
    try:
        try:
            content, about = _get(address, headers)
        except urllib.error.HTTPError as refusal:
            if refusal.code != UNAUTHORIZED:
                raise
            content, about = _get(address, headers | {"Authorization": f"Bearer {_pass(source, refusal.headers)}"})
    except urllib.error.HTTPError as refusal:
        raise RequestError(f"映像库 {source.registry} 答复 {refusal.code}，请核对映像的名称和标签") from refusal
    except (OSError, ValueError, HTTPException) as fault:
        raise RequestError(f"连不上映像库 {source.registry}，或者它的答复读不懂") from fault
    if about.get_content_type() not in DESCRIPTIONS:
        raise RequestError(f"映像库 {source.registry} 答复的不是映像的说明")
    digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
    if about.get("Docker-Content-Digest", digest) != digest:
        raise RequestError(f"映像库 {source.registry} 答复的内容与它自己写的摘要不一致")
    return digest


def _pass(source: Source, headers: Message) -> str:
    """Return what a registry lets anybody read with, from where it says that it is given out."""
    challenge = dict(re.findall(r'(\w+)="([^"]*)"', headers.get("WWW-Authenticate", "")))
    place = urlsplit(challenge.get("realm", ""))
    if place.scheme != "https" and place.hostname not in THIS_MACHINE:
        raise ValueError("a pass is asked for without encryption")
    about = {"service": challenge.get("service", ""), "scope": f"repository:{source.repository}:pull"}
    content, _ = _get(f"{challenge['realm']}?{urlencode(about)}", {})
    answer = json.loads(content)
    token = isinstance(answer, dict) and (answer.get("token") or answer.get("access_token"))
    if not token:
        raise ValueError("no pass is given out")
    return str(token)


def _get(address: str, headers: dict[str, str]) -> tuple[bytes, Message]:
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=SECONDS) as answer:
        return answer.read(), answer.headers


if __name__ == "__main__":
    sys.exit(main())
