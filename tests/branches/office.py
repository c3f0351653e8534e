"""An office with a repository of its own, a bare one that all hand in to, and clerks with clones of it."""

import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path

from assessment.branches.making import Author
from assessment.branches.own_branch import own_branch
from assessment.branches.save import save
from assessment.branches.work_tree import WorkTree, work_tree
from tests.repository.county import County

WHEN = datetime(2020, 3, 20, 9, 30, tzinfo=timezone(timedelta(hours=8)))
ZHANG = Author("张科员", "zhang@example.org")
LI = Author("李科员", "li@example.org")
JIA = "scores/2019/jia.yaml"


class Clerk:
    """A person with a clone."""

    def __init__(self, top: Path, author: Author) -> None:
        self.top, self.author = top, author
        self.data = top / "data"

    def git(self, *arguments: str) -> str:
        """Run git in the clone."""
        return git(self.top, *arguments)

    def begin(self) -> WorkTree:
        """Go to the clerk's own branch."""
        return own_branch(self.data, self.author.email)

    def now(self) -> WorkTree:
        """The working tree as it stands."""
        return work_tree(self.data)

    def text(self, file: str = JIA) -> str:
        return (self.data / file).read_text(encoding="utf-8")

    def change(self, old: str, new: str, file: str = JIA, message: str = "改一处") -> WorkTree:
        """Put one text in place of another and save it."""
        text = self.text(file)
        assert text.count(old) == 1, (old, text)
        return self.write(file, text.replace(old, new), message)

    def write(self, file: str, text: str, message: str = "写一份") -> WorkTree:
        """Write a file anew and save it."""
        path = self.data / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return save(self.begin(), [f"data/{file}"], message, self.author, WHEN)

    def status(self) -> str:
        """What Git says is changed and not committed."""
        return self.git("status", "--porcelain")


class Offices:
    """The shared repository and whoever works on it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.county = County(path / "first")
        self.county.commit()
        self.shared = path / "shared.git"
        git(path, "clone", "--quiet", "--bare", str(self.county.top), str(self.shared))

    def clerk(self, name: str, author: Author) -> Clerk:
        """A person with a new clone."""
        git(self.path, "clone", "--quiet", str(self.shared), name)
        return Clerk(self.path / name, author)

    def merge(self, branch: str) -> None:
        """What a reviewer does: put a branch into main, as platforms do."""
        reviewer = self.path / "reviewer"
        if not reviewer.exists():
            git(self.path, "clone", "--quiet", str(self.shared), "reviewer")
        git(reviewer, "fetch", "--quiet")
        git(reviewer, "reset", "--quiet", "--hard", "origin/main")
        git(reviewer, "merge", "--quiet", "--no-ff", "-m", "合并", f"origin/{branch}")
        git(reviewer, "push", "--quiet", "origin", "HEAD:main")


def git(folder: Path, *arguments: str) -> str:
    """Run git; return what it says."""
    who = ("-c", "user.name=审核人", "-c", "user.email=r@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
