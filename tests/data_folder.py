"""A data folder whose files a test writes and changes."""

from pathlib import Path


class DataFolder:
    """The folder, which need not be there yet."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def write(self, file: str, content: str | bytes) -> None:
        """Write a file of the folder anew."""
        path = self.data / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def text(self, file: str) -> str:
        """The text of a file."""
        return (self.data / file).read_text(encoding="utf-8")

    def change(self, file: str, old: str, new: str) -> None:
        """Put one text, which stands once, in place of another."""
        text = self.text(file)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))
