"""Every way in which a repository's settings and attributes name a program, each of which leaves a mark if it is run."""

from collections.abc import Mapping
from pathlib import Path

PROGRAMS = (
    "alias.cat-file",
    "alias.checkout",
    "alias.rev-list",
    "alias.rev-parse",
    "alias.status",
    "browser.trap.cmd",
    "core.alternateRefsCommand",
    "core.askPass",
    "core.editor",
    "core.fsmonitor",
    "core.gitProxy",
    "core.pager",
    "core.sshCommand",
    "credential.helper",
    "diff.external",
    "diff.trap.command",
    "diff.trap.textconv",
    "difftool.trap.cmd",
    "filter.trap.clean",
    "filter.trap.process",
    "filter.trap.smudge",
    "filter.once.clean",
    "filter.once.smudge",
    "gc.recentObjectsHook",
    "gpg.openpgp.program",
    "gpg.program",
    "gpg.ssh.defaultKeyCommand",
    "gpg.ssh.program",
    "gpg.x509.program",
    "guitool.trap.cmd",
    "hook.trap.command",
    "imap.tunnel",
    "instaweb.httpd",
    "interactive.diffFilter",
    "lfs.customtransfer.trap.path",
    "man.trap.cmd",
    "merge.trap.driver",
    "mergetool.trap.cmd",
    "pager.cat-file",
    "pager.diff",
    "pager.log",
    "pager.rev-list",
    "pager.show",
    "pager.status",
    "remote.origin.receivepack",
    "remote.origin.uploadpack",
    "sendemail.toCmd",
    "sequence.editor",
    "submodule.trap.update",
    "tar.trap.command",
    "trailer.trap.cmd",
    "trailer.trap.command",
    "uploadpack.packObjectsHook",
    "web.browser",
)
"""The settings whose value is a command, in Git's own list of settings and in that of Git LFS."""

HOOKS = (
    "applypatch-msg",
    "fsmonitor-watchman",
    "post-checkout",
    "post-index-change",
    "post-merge",
    "pre-auto-gc",
    "pre-commit",
    "reference-transaction",
)

_OTHERS: Mapping[str, str] = {
    "core.splitIndex": "true",
    "core.untrackedCache": "true",
    "diff.guitool": "trap",
    "diff.tool": "trap",
    "extensions.partialClone": "origin",
    "filter.once.required": "true",
    "filter.trap.required": "true",
    "log.showSignature": "true",
    "merge.tool": "trap",
    "protocol.allow": "always",
    "protocol.ext.allow": "always",
    "remote.origin.promisor": "true",
    "remote.origin.vcs": "trap",
    "submodule.trap.url": "ext::trap",
    "web.browserName": "trap",
}
"""What lets the programs be run."""

ATTRIBUTES = "* text=auto diff=trap merge=trap filter=trap\n*.txt filter=once\n"


class Traps:
    """Traps in a repository, and which of them were sprung."""

    def __init__(self, marks: Path) -> None:
        self.marks = marks
        marks.mkdir()

    def settings(self) -> str:
        """The settings, as a file."""
        lines = []
        for name, value in {**{name: self._command(name) for name in PROGRAMS}, **_OTHERS}.items():
            section, _, key = name.rpartition(".")
            first, _, rest = section.partition(".")
            head = f'[{first} "{rest}"]' if rest else f"[{first}]"
            quoted = value.replace("\\", "\\\\").replace('"', '\\"')
            lines += [head, f'\t{key} = "{quoted}"']
        lines += ['[remote "origin"]', f'\turl = "ext::{self._script("remote.origin.url")}"']
        lines += ["[core]", f'\thooksPath = "{self._hooks()}"', f'\tattributesFile = "{self._attributes()}"']
        return "\n".join(lines) + "\n"

    def lay(self, git: Path) -> None:
        """Lay all of them in a repository's own folder, some by a file that its settings include."""
        (git / "traps").write_text(self.settings(), encoding="utf-8")
        with (git / "config").open("a", encoding="utf-8") as config:
            config.write("[include]\n\tpath = traps\n")
        for hook in (self.marks / "hooks").iterdir():
            (git / "hooks").mkdir(exist_ok=True)
            (git / "hooks" / hook.name).write_bytes(hook.read_bytes())
            (git / "hooks" / hook.name).chmod(0o755)

    def sprung(self) -> set[str]:
        """The names of those that were run."""
        return {path.name.removeprefix("ran-") for path in self.marks.glob("ran-*")}

    def _command(self, name: str) -> str:
        script = self._script(name)
        return f"!{script}" if name.startswith(("alias.", "submodule.")) else script

    def _script(self, name: str) -> str:
        path = self.marks / f"run-{name}"
        path.write_text(f"#!/bin/sh\ntouch '{self.marks}/ran-{name}'\n", encoding="utf-8")
        path.chmod(0o755)
        return str(path)

    def _hooks(self) -> str:
        folder = self.marks / "hooks"
        folder.mkdir(exist_ok=True)
        for name in HOOKS:
            hook = folder / name
            hook.write_text(f"#!/bin/sh\ntouch '{self.marks}/ran-{name}'\n", encoding="utf-8")
            hook.chmod(0o755)
        return str(folder)

    def _attributes(self) -> str:
        path = self.marks / "attributes"
        path.write_text(ATTRIBUTES, encoding="utf-8")
        return str(path)
