"""scripts/pin-image: what a registry on this machine has for a tag is what all workflows use afterwards."""

import hashlib
import http.server
import json
import re
import shutil
import threading
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

from assessment.commands import pin_image
from assessment.commands.pin_image import DESCRIPTIONS, Source, source_of
from tests.built import ROOT

INDEX = json.dumps({"schemaVersion": 2, "mediaType": DESCRIPTIONS[0], "manifests": []}).encode()


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
            if self.path == "/token?service=xian&scope=repository%3Axian%2Fnode%3Apull":
                self.answer(200, kept.token, {})
            elif self.path != "/v2/xian/node/manifests/24-bookworm":
                self.answer(404, b"{}", {})
            elif kept.needs_pass and self.headers["Authorization"] != "Bearer anyone":
                challenge = f'Bearer realm="{kept.realm}",service="xian",scope="repository:xian/node:pull"'
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


@pytest.fixture
def folder(tmp_path: Path, registry: Registry) -> Path:
    """The workflows as they are shipped, and the name of an image that the registry has."""
    copied = Path(shutil.copytree(ROOT / ".github", tmp_path / ".github"))
    (copied / "image").write_text(f"{registry.image}\n", encoding="utf-8")
    return copied


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("needs_pass", [True, False])
def test_all_workflows_use_what_the_registry_has(
    folder: Path, registry: Registry, needs_pass: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    registry.needs_pass = needs_pass
    shipped = texts(folder)
    pinned = f"{registry.image}@{registry.said}"
    assert pin_image.main(["--folder", str(folder)]) == 0
    assert capsys.readouterr().out == f"{pinned}\n改了 {len(shipped)} 个文件，请看过以后提交。\n"
    after = texts(folder)
    assert after.pop("image") == f"{pinned}\n"
    for name, text in after.items():
        assert set(re.findall("container: (.*)", text)) == {pinned}
        assert re.sub("container: .*", "", text) == re.sub("container: .*", "", shipped[name])
    assert pin_image.main(["--folder", str(folder)]) == 0
    assert capsys.readouterr().out == f"{pinned}\n没有变化。\n"


def test_a_newer_image_takes_the_place_of_the_pinned_one(folder: Path, registry: Registry) -> None:
    assert pin_image.main(["--folder", str(folder)]) == 0
    registry.content = INDEX.replace(b"[]", b"[1]")
    registry.said = f"sha256:{hashlib.sha256(registry.content).hexdigest()}"
    assert pin_image.main(["--folder", str(folder)]) == 0
    assert (folder / "image").read_text(encoding="utf-8") == f"{registry.image}@{registry.said}\n"


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
    (folder / "image").write_text(written.format(registry.address), encoding="utf-8")
    before = texts(folder)
    assert pin_image.main(["--folder", str(folder)]) == 1
    said = capsys.readouterr()
    assert fault in said.err
    assert said.err.count("\n") == 1
    assert texts(folder) == before


def test_a_registry_out_of_reach_is_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "image").write_text("127.0.0.1:1/node:24\n", encoding="utf-8")
    assert pin_image.main(["--folder", str(folder)]) == 1
    assert capsys.readouterr().err == "连不上映像库 http://127.0.0.1:1，或者它的答复读不懂\n"


@pytest.mark.parametrize(
    ("image", "source"),
    [
        ("node:24-bookworm", Source("https://registry-1.docker.io", "library/node", "24-bookworm")),
        ("xian/node:24", Source("https://registry-1.docker.io", "xian/node", "24")),
        ("registry.example.org/a/b/node:24", Source("https://registry.example.org", "a/b/node", "24")),
        ("registry:5000/node:24", Source("https://registry:5000", "node", "24")),
        ("localhost/node:24", Source("http://localhost", "node", "24")),
    ],
)
def test_where_an_image_is_kept(image: str, source: Source) -> None:
    assert source_of(image) == source
