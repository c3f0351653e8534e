"""Whether a commit carries the SSH signature of somebody on a list."""

import shutil
import tempfile
from functools import lru_cache

from assessment.errors import RequestError
from assessment.repository.git import GitError
from assessment.repository.repository import Repository, ask


@lru_cache(maxsize=1024)
def is_signed(repository: Repository, commit: str, signers: bytes) -> bool:
    """Tell whether a commit was signed with an SSH key of a list, which is in git's allowed-signers format.

    Raises:
        RequestError: if the program that checks signatures is not installed.
    """
    if shutil.which("ssh-keygen") is None:
        raise RequestError("没有安装 ssh-keygen（软件包 openssh-client），核对不了签名")
    with tempfile.NamedTemporaryFile(prefix="assessment-") as file:
        file.write(signers)
        file.flush()
        settings = (
            f"gpg.ssh.allowedSignersFile={file.name}",
            "gpg.ssh.program=ssh-keygen",
            # A signature that only names somebody, or one of another kind, is none of the list's.
            "gpg.minTrustLevel=fully",
            "gpg.program=false",
            "gpg.x509.program=false",
        )
        try:
            ask(repository, *(part for setting in settings for part in ("-c", setting)), "verify-commit", commit)
        except GitError:
            return False
    return True
