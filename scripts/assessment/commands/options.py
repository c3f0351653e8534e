"""The options that several commands share."""

import argparse
from pathlib import Path

from assessment.build.pipeline import RequestError
from assessment.load.files import years


def parser(command: str, what: str) -> argparse.ArgumentParser:
    """Return a parser with the options for choosing data."""
    made = argparse.ArgumentParser(prog=f"scripts/{command}", description=what, add_help=False)
    made._positionals.title, made._optionals.title = "参数", "选项"
    made.add_argument("-h", "--help", action="help", help="显示这份说明")
    made.add_argument("--year", type=int, metavar="年度", help="考评年度，不写就用数据里最近的一年")
    made.add_argument("--data", type=Path, default=Path("data"), metavar="文件夹", help="数据所在的文件夹，默认 data")
    return made


def year_of(chosen: argparse.Namespace) -> int:
    """Return the chosen year, or the newest one.

    Raises:
        RequestError: if the data folder holds none, or not the chosen one.
    """
    data: Path = chosen.data
    known = years(data)
    if not known:
        raise RequestError(f"{data}/years/ 里没有年度文件，请核对 --data")
    year: int | None = chosen.year
    if year is None:
        return known[0]
    if year not in known:
        raise RequestError(f"没有 {year} 年的年度文件，现有：{'、'.join(str(one) for one in known)}")
    return year
