"""The icon beside a page's title: the program's own drawing, or a picture that the county's settings name."""

from pathlib import Path

import pytest

from assessment.errors import RequestError
from assessment.release.prose import lay_out_prose
from assessment.render.site.icon import OWN_ICON, icon_of, icon_path

PNG = b"\x89PNG\r\n\x1a\n..."


def test_the_programs_own_stands_where_the_county_names_none() -> None:
    assert icon_path("") == OWN_ICON
    assert icon_path("county.png") == "theme/county.png"


def test_a_countys_picture_is_laid_out_with_its_prose(tmp_path: Path) -> None:
    data, prose = tmp_path / "county" / "data", tmp_path / "laid"
    (data.parent / "content").mkdir(parents=True)
    (data.parent / "content" / "county.png").write_bytes(PNG)
    lay_out_prose(data, prose)
    assert icon_of(prose, "county.png") == PNG


def test_a_picture_that_is_not_there_or_is_none_is_told_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"^没有 content/county\.png：county\.yaml 的 icon 写的是它，"):
        icon_of(tmp_path, "county.png")
    (tmp_path / "county.png").write_bytes(b"<svg><script/></svg>")
    with pytest.raises(RequestError, match=r"^content/county\.png 不是 PNG 图片，"):
        icon_of(tmp_path, "county.png")
