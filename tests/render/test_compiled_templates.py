"""A template is compiled once in a process, and again when its text has changed."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from jinja2.bccache import Bucket

from assessment.render.site.compiled_templates import CompiledTemplates


class Counting(CompiledTemplates):
    """Counts what had to be compiled."""

    compiled = 0

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it, and count."""
        self.compiled += 1
        super().dump_bytecode(bucket)


def test_a_template_is_compiled_again_when_it_has_changed(tmp_path: Path) -> None:
    kept = Counting()

    def shown(name: str) -> str:
        environment = Environment(loader=FileSystemLoader(tmp_path), bytecode_cache=kept, autoescape=True)
        return environment.get_template(name).render(name="甲")

    for name in ("one", "other"):
        (tmp_path / name).write_text(f"{name} {{{{ name }}}}", encoding="utf-8")
    assert [shown("one"), shown("other"), shown("one"), shown("other")] == ["one 甲", "other 甲"] * 2
    assert kept.compiled == 2
    (tmp_path / "one").write_text("two {{ name }}", encoding="utf-8")
    assert [shown("one"), shown("one")] == ["two 甲"] * 2
    assert kept.compiled == 3
