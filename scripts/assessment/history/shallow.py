"""A copy of the repository that lacks its older part is said to be one."""

from collections.abc import Iterator
from pathlib import Path

from assessment.findings import Finding, Severity
from assessment.load.data_files import place_of
from assessment.period import Period
from assessment.repository.clone import clone_of
from assessment.repository.links import LinkedDataError


def shallow(data: Path, period: Period) -> Iterator[Finding]:
    """Find that the history of a year's records cannot be whole, because the repository is a shallow clone."""
    try:
        clone = clone_of(data)
    except LinkedDataError:
        # The rules tell it.
        return
    if clone is not None and clone.shallow:
        message = "版本库是浅克隆，较早的提交没有取来，页面上的修改历史不完整"
        hint = "运行 git fetch --unshallow 补全；自动流程里把取出的深度（fetch-depth）设为 0"
        place = place_of(data, data / "years" / f"{period}.yaml")
        yield Finding(place, "shallow-clone", message, hint, Severity.WARNING)
