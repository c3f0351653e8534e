"""A clean copy of a repository at one commit, in a folder of its own."""

from pathlib import Path

from assessment.repository.git import run
from assessment.repository.repository import GIT, Repository, write_empty


def check_out(repository: Repository, commit: str, target: Path) -> None:
    """Lay a commit out in a folder that is not there yet, with its history, as a repository without any setting.

    The repository is left as it is; its objects are shared, not copied. Files are as Git keeps them: no filter is run,
    so that what Git LFS keeps elsewhere stays a stand-in.

    Raises:
        NoGitError, GitError: if git cannot.
    """
    own = target / GIT
    own.mkdir(parents=True)
    write_empty(repository, own)
    (own / "objects" / "info").mkdir(parents=True)
    (own / "objects" / "info" / "alternates").write_bytes(b"%s\n" % _quoted(bytes(repository.objects)))
    run(own, target, ("checkout", "--quiet", "--detach", commit), GIT_WORK_TREE=str(target))


def _quoted(path: bytes) -> bytes:
    """Return a path as a line of alternates, where one that begins with a quotation mark is read as in C."""
    signs = {ord("\n"): b"\\n", ord('"'): b'\\"', ord("\\"): b"\\\\"}
    return b'"%s"' % b"".join(signs.get(sign, bytes([sign])) for sign in path)
