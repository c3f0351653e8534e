"""scripts/pin-image: what a registry on this machine has for a tag is what every file names afterwards."""

import hashlib
import http.server
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

from assessment.commands import pin_image
from assessment.commands.pin_image import DESCRIPTIONS, Source, source_of
from tests.built import ROOT

INDEX = json.dumps({"schemaVersion": 2, "mediaType": DESCRIPTIONS[0], "manifests": []}).encode()


TOKENS = [f"/token?service=xian&scope=repository%3Axian%2F{name}%3Apull" for name in ("node", "debian")]


class Registry:
    """What a registry has for one tag, and how it answers."""

    def __init__(self) -> None:
        self.content = INDEX
        self.type = DESCRIPTIONS[0]
        self.said = f"sha256:{hashlib.sha256(INDEX).hexdigest()}"
        self.needs_pass = True
        self.realm = ""
        self.token = b'{"token": "anyone"}'
        self.left_out = 0
        """Bytes of an answer that are said to come and do not."""
        self.address = ""

    @property
    def image(self) -> str:
        """The name and tag of the image that it has."""
        return f"{self.address}/xian/node:24-bookworm"


@pytest.fixture
def registry() -> Iterator[Registry]:
    kept = Registry()

    class Api(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path in TOKENS:
                self.answer(200, kept.token, {})
            elif self.path not in ("/v2/xian/node/manifests/24-bookworm", "/v2/xian/debian/manifests/13"):
                self.answer(404, b"{}", {})
            elif kept.needs_pass and self.headers["Authorization"] != "Bearer anyone":
                scope = f"repository:{self.path.partition('/v2/')[2].partition('/manifests/')[0]}:pull"
                challenge = f'Bearer realm="{kept.realm}",service="xian",scope="{scope}"'
                self.answer(401, b"{}", {"WWW-Authenticate": challenge})
            else:
                assert self.headers["Accept"] == ", ".join(DESCRIPTIONS)
                self.answer(200, kept.content, {"Content-Type": kept.type, "Docker-Content-Digest": kept.said})

        def answer(self, status: int, content: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content) + kept.left_out))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Api) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        kept.address = f"127.0.0.1:{server.server_port}"
        kept.realm = f"http://{kept.address}/token"
        yield kept
        server.shutdown()


OTHER = "docker.io/library/debian:13"
"""What the container of the program is made from."""


@pytest.fixture
def folder(tmp_path: Path, registry: Registry) -> Path:
    """The files that name images as they are shipped, by names that the registry has."""
    folder = tmp_path / "repository"
    for name in (".github", ".devcontainer"):
        shutil.copytree(ROOT / name, folder / name)
    for name in (".gitlab-ci.yml", "Containerfile"):
        shutil.copy(ROOT / name, folder / name)
    (folder / ".github" / "image").write_text(f"{registry.image}\n", encoding="utf-8")
    container = (folder / "Containerfile").read_text(encoding="utf-8")
    assert container.count(OTHER) == 1
    (folder / "Containerfile").write_text(container.replace(OTHER, f"{registry.address}/xian/debian:13"), "utf-8")
    return folder


def texts(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


NAMED = {
    ".github/image": "node",
    ".github/workflows/annual.yml": "node",
    ".github/workflows/pull-request.yml": "node",
    ".github/workflows/tests.yml": "node",
    ".gitlab-ci.yml": "node",
    "Containerfile": "debian",
}


@pytest.mark.parametrize("needs_pass", [True, False])
def test_every_image_is_what_the_registry_has(
    folder: Path, registry: Registry, needs_pass: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    registry.needs_pass = needs_pass
    shipped = texts(folder)
    node = f"{registry.image}@{registry.said}"
    pinned = {"node": node, "debian": f"{registry.address}/xian/debian:13@{registry.said}"}
    assert pin_image.main(["--folder", str(folder)]) == 0
    listed = "".join(f"{image}\n" for image in pinned.values())
    assert capsys.readouterr().out == f"{listed}改了 {len(NAMED)} 个文件，请看过以后提交。\n"
    after = texts(folder)
    assert {name for name in after if after[name] != shipped[name]} == NAMED.keys()
    for name, image in NAMED.items():
        assert set(re.findall(r"\S+@sha256:\w+", after[name])) == {pinned[image]}
        rest = [re.sub(r"\S+:(24-bookworm|13)(@sha256:\w+)?", "", text) for text in (after[name], shipped[name])]
        assert rest[0] == rest[1]
    assert pin_image.main(["--folder", str(folder)]) == 0
    assert capsys.readouterr().out == f"{listed}没有变化。\n"


def test_every_file_that_names_an_image_is_known() -> None:
    """Whatever else comes to name one has to stand among the places."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    settings = [name for name in listed.splitlines() if re.search(r"(^|/)(\..*|.*file)$|\.(ya?ml|json)$", name)]
    naming = re.compile(r"^\s*(image|container): *\S*\w:[\w.-]+|^FROM |\"image\": *\"", re.MULTILINE)
    shown = [name for name in settings if name.partition("/")[0] not in ("data", "examples", "tests", "schemas")]
    named = {name for name in shown if naming.search((ROOT / name).read_text(encoding="utf-8", errors="ignore"))}
    assert named == NAMED.keys() - {".github/image"}


def test_images_written_in_other_ways_are_pinned_too(folder: Path, registry: Registry) -> None:
    ways = {
        ".github/workflows/more.yml": "jobs:\n  a:\n    container:\n      image: {}\n",
        ".gitlab-ci.yml": "default:\n  image: {}\nother:\n  image: {} # 说明\n",
        "Containerfile": "FROM --platform=linux/amd64 {} AS made\nFROM made\n",
        ".devcontainer/devcontainer.json": '{{ "image": "{}" }}\n',
    }
    for name, text in ways.items():
        (folder / name).write_text(text.format(registry.image, registry.image), encoding="utf-8")
    assert pin_image.main(["--folder", str(folder)]) == 0
    pinned = f"{registry.image}@{registry.said}"
    for name, text in ways.items():
        assert (folder / name).read_text(encoding="utf-8") == text.format(pinned, pinned)


def test_a_newer_image_takes_the_place_of_the_pinned_one(folder: Path, registry: Registry) -> None:
    assert pin_image.main(["--folder", str(folder)]) == 0
    registry.content = INDEX.replace(b"[]", b"[1]")
    registry.said = f"sha256:{hashlib.sha256(registry.content).hexdigest()}"
    assert pin_image.main(["--folder", str(folder)]) == 0
    assert (folder / ".github" / "image").read_text(encoding="utf-8") == f"{registry.image}@{registry.said}\n"


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"said": "sha256:" + "0" * 64}, "答复的内容与它自己写的摘要不一致"),
        ({"type": "text/html"}, "答复的不是映像的说明"),
        ({"realm": "no address"}, "或者它的答复读不懂"),
        ({"realm": ""}, "或者它的答复读不懂"),
        ({"token": b"[]"}, "或者它的答复读不懂"),
        ({"token": b"{}"}, "或者它的答复读不懂"),
        ({"token": b"no JSON"}, "或者它的答复读不懂"),
        ({"left_out": 5}, "或者它的答复读不懂"),
    ],
)
def test_what_cannot_be_trusted_changes_nothing(
    folder: Path, registry: Registry, wrong: dict[str, object], fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    vars(registry).update(wrong)
    before = texts(folder)
    assert pin_image.main(["--folder", str(folder)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith((f"映像库 http://{registry.address} ", f"连不上映像库 http://{registry.address}"))
    assert said.err.endswith(f"{fault}\n")
    assert said.err.count("\n") == 1
    assert texts(folder) == before


@pytest.mark.parametrize("realm", ["http://registry.example.org/token", "file:///etc/hostname", "ftp://127.0.0.2/x"])
def test_a_pass_is_asked_for_with_encryption_only(
    folder: Path, registry: Registry, realm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases: list[str] = []
    get = pin_image._get

    def noted(address: str, headers: dict[str, str]) -> tuple[bytes, Message]:
        cases.append(address)
        return get(address, headers)

    monkeypatch.setattr(pin_image, "_get", noted)
    registry.realm = realm
    assert pin_image.main(["--folder", str(folder)]) == 1
    assert cases == [f"http://{registry.address}/v2/xian/node/manifests/24-bookworm"]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("node\n", "应当只有一行"),
        ("node:24\nnode:25\n", "应当只有一行"),
        ("node:24@sha256:0\n", "应当只有一行"),
        ("", "应当只有一行"),
        ("{}/xian/nothing:24\n", "答复 404，请核对映像的名称和标签"),
    ],
)
def test_a_name_that_is_none_is_one_line(
    folder: Path, registry: Registry, written: str, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / ".github" / "image").write_text(written.format(registry.address), encoding="utf-8")
    before = texts(folder)
    assert pin_image.main(["--folder", str(folder)]) == 1
    said = capsys.readouterr()
    assert fault in said.err
    assert said.err.count("\n") == 1
    assert texts(folder) == before


def test_a_registry_out_of_reach_is_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / ".github" / "image").write_text("127.0.0.1:1/node:24\n", encoding="utf-8")
    assert pin_image.main(["--folder", str(folder)]) == 1
    assert capsys.readouterr().err == "连不上映像库 http://127.0.0.1:1，或者它的答复读不懂\n"


@pytest.mark.parametrize(
    ("image", "source"),
    [
        ("node:24-bookworm", Source("https://registry-1.docker.io", "library/node", "24-bookworm")),
        ("xian/node:24", Source("https://registry-1.docker.io", "xian/node", "24")),
        ("registry.example.org/a/b/node:24", Source("https://registry.example.org", "a/b/node", "24")),
        ("registry:5000/node:24", Source("https://registry:5000", "node", "24")),
        ("docker.io/library/debian:13", Source("https://registry-1.docker.io", "library/debian", "13")),
        ("localhost/node:24", Source("http://localhost", "node", "24")),
    ],
)
def test_where_an_image_is_kept(image: str, source: Source) -> None:
    assert source_of(image) == source
