"""Which counties a folder holds: every folder in it that has data of some year."""

from dataclasses import dataclass
from pathlib import Path

from assessment.addresses import ELDER
from assessment.counties.paths import FRONT, THEME
from assessment.counties.settings import FILE, CountiesSettings
from assessment.errors import RequestError
from assessment.load.data_files import years
from assessment.period import period_of
from assessment.root import DATA

_TAKEN = frozenset({ELDER.rstrip("/"), THEME.rstrip("/"), FRONT})
"""Names at the top of the output that the front page needs itself."""


@dataclass(frozen=True)
class CountyFolder:
    """A county among others."""

    folder: str
    """Name of its folder, in the input and in the output."""
    name: str
    """What the front page calls it."""
    data: Path


def county_folders(folder: Path, settings: CountiesSettings) -> tuple[CountyFolder, ...]:
    """Return the counties of a folder: those with a name first, in the order of the settings, then by folder.

    Raises:
        RequestError: if there are none, if the settings speak of others, or if a folder's name cannot be taken.
    """
    if not folder.is_dir():
        raise RequestError(f"没有这个文件夹：{folder}")
    there = {path.name: path / DATA for path in sorted(folder.iterdir()) if years(path / DATA)}
    if not there:
        raise RequestError(f"{folder} 里没有一个地区：每个地区一个文件夹，里面有 {DATA}/years/")
    for name in (*settings.names, *filter(None, (settings.own,))):
        if name not in there:
            raise RequestError(f"{FILE} 写的“{name}”不是有年度数据的文件夹；现有：{'、'.join(there)}")
    for name in there:
        if name in _TAKEN or name.startswith(".") or period_of(name) is not None:
            raise RequestError(f"文件夹不能叫“{name}”，首页自己要用这个名称；请改名")
    ordered = [*settings.names, *(name for name in there if name not in settings.names)]
    return tuple(CountyFolder(name, settings.names.get(name, name), there[name]) for name in ordered)
