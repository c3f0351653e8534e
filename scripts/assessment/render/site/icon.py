"""The icon that browsers show beside a page's title: the program's own drawing, or a picture of the county's."""

from pathlib import Path

from assessment.errors import RequestError

OWN_ICON = "theme/icon.svg"
"""Path of the program's own below the output folder."""

_PNG = b"\x89PNG\r\n\x1a\n"


def icon_path(name: str) -> str:
    """Return where the icon stands below the output folder; ``name`` is that of the county's picture, if it has one."""
    return f"theme/{name}" if name else OWN_ICON


def icon_of(prose: Path, name: str) -> bytes:
    """Return the county's picture.

    Raises:
        RequestError: if it is not there, or is no PNG.
    """
    path = prose / name
    if not path.is_file():
        raise RequestError(f"没有 content/{name}：county.yaml 的 icon 写的是它，请放进这个文件，或者把 icon 留空")
    content = path.read_bytes()
    if not content.startswith(_PNG):
        raise RequestError(f"content/{name} 不是 PNG 图片，请另存为 PNG，或者把 county.yaml 的 icon 留空")
    return content
