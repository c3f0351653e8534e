"""scripts/import: take marks, ballots and the office's 台账 from sheets into the records, all or nothing."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from assessment.commands.alone import alone
from assessment.commands.options import parser_of_year, written_day
from assessment.commands.running import run
from assessment.commands.which_year import choose_open_year
from assessment.errors import RequestError
from assessment.findings import Format, findings_text
from assessment.imports.draft import Draft
from assessment.imports.dry_run import CALLED, KINDS, DryRun, dry_run, fitting_kinds
from assessment.imports.glossary import Glossary, glossary_of, mapping_lines, new_words, proposal_text
from assessment.imports.importing import Options
from assessment.imports.opening import open_sheets
from assessment.imports.report import causes, changes_text, mapping_hint, notes_text, report
from assessment.imports.taking import take_in
from assessment.imports.template import TEMPLATES, template
from assessment.load.import_words import FILE as WORDS
from assessment.system_faults import reason_of
from assessment.workbooks.grid import Workbook
from assessment.year.reading import read_year
from assessment.year.year import Year


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return the options of a command line."""
    what = "从 .xlsx、.csv 表导入成绩、评议票或台账；表中有一处不对，就什么也不改。"
    parser = parser_of_year("import", what, "还没有审定的那一年")
    parser.add_argument(
        "what",
        nargs="+",
        metavar="种类和文件",
        help="agency 文件：外部给出的成绩；ballots 文件：评议票；ledger 文件：扣分、加分台账；"
        "self-marks 文件：单位的自评表；template 加这四种之一和文件：生成空白表",
    )
    parser.add_argument("--dry-run", action="store_true", help="只说明会改什么，不改动文件")
    parser.add_argument("--component", default="", metavar="环节编号", help="导入哪个环节，方案里有几个同类环节时才要写")
    parser.add_argument(
        "--evidence", default="", metavar="证据编号", help="成绩的证据已登记时写编号；不写就留存成绩表作为证据"
    )
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="写法=意思",
        help="表里的写法是什么意思，可以写几次，例如 测评得=最终成绩、经发局=经济发展局、满意=90；“=不导入”的列不读",
    )
    parser.add_argument(
        "--mapping",
        type=Path,
        metavar="文件",
        help="对照表：没有这个文件时，把没有认出的写法写成一份建议；核对以后用同一个命令导入",
    )
    parser.add_argument("--rater", default="", metavar="单位", help="表里没有写评议单位的，是哪个单位的票")
    parser.add_argument("--ballot-a-row", action="store_true", help="评议表里同一单位的几行是几个人各投的票")
    parser.add_argument("--final-only", action="store_true", help="只导入最终成绩，不要各项得分")
    parser.add_argument(
        "--as-written", action="store_true", help="看起来像比例的成绩、标题写着别的年度的表，核对过了，就照表里写的导入"
    )
    parser.add_argument(
        "--source", default="", metavar="来源", help="成绩表由谁提供，或台账中证据的来源；表中写了的以表为准"
    )
    parser.add_argument(
        "--date", type=written_day, metavar="日期", help="成绩出具、打分或取得证据的日期；表中已写明的以表为准"
    )
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    return run(lambda: _import(options), options.data)


def _import(options: argparse.Namespace) -> int:
    match options.what:
        case ["template", kind, file] if kind in TEMPLATES:
            return _template(options, kind, Path(file))
        case [kind, file] if kind in KINDS:
            return alone(options.data, lambda: _records(options, kind, Path(file)))
    raise RequestError("请写明种类和文件，例如 scripts/import ledger 台账.xlsx；运行 scripts/import --help 查看用法")


def _options(options: argparse.Namespace) -> Options:
    return Options(
        component=options.component,
        evidence=options.evidence,
        source=options.source,
        day=options.date,
        rater=options.rater,
        ballot_a_row=options.ballot_a_row,
        final_only=options.final_only,
        as_written=options.as_written,
    )


def _template(options: argparse.Namespace, kind: str, file: Path) -> int:
    draft = Draft.of(read_year(options.data, choose_open_year(options, "导入")))
    if file.suffix.lower() != ".xlsx":
        raise RequestError(f"文件名要以 .xlsx 结尾：{file}")
    _write_new(file, template(kind, draft.year.whole, options.component))
    sys.stderr.write(f"已生成 {draft.year.period.spaced}的空白表 {file}\n")
    return 0


def _write_new(file: Path, content: bytes) -> None:
    try:
        with file.open("xb") as new:
            new.write(content)
    except FileExistsError:
        raise RequestError(f"已有文件 {file}，没有覆盖；请换一个文件名") from None
    except OSError as fault:
        raise RequestError(f"不能写入 {file}：{reason_of(fault)}") from fault


def _records(options: argparse.Namespace, kind: str, file: Path) -> int:
    year = read_year(options.data, choose_open_year(options, "导入"))
    glossary = glossary_of(options.data, options.map, options.mapping)
    book = glossary.put_into(open_sheets(file))
    try:
        found = dry_run(kind, book, year, _options(options))
    except RequestError:
        _refuse_another_kind(kind, book, year, options)
        raise
    if found.is_of_another_kind:
        _refuse_another_kind(kind, book, year, options)
    cautions = "".join(f"注意：{line}\n" for line in findings_text(found.cautions, Format.TEXT).splitlines())
    if found.errors:
        return _refuse(options, kind, book, found, glossary, cautions)
    found.refuse_approved()
    texts, kept = found.draft.texts, found.draft.evidence_files
    sys.stdout.write(changes_text(found.draft.words))
    sys.stderr.write(cautions + notes_text(found.draft.notes))
    if options.dry_run and texts:
        sys.stderr.write(f"以上是试运行：会改动 {len(texts)} 个文件，现在没有改动。\n")
        return 0
    words = new_words(options.data, glossary)
    if words and not options.dry_run:
        take_in(options.data, {**texts, **words}, kept)
        sys.stderr.write(f"--map、--mapping 的写法已记在 {options.data / WORDS}，以后不用再写。\n")
    elif texts:
        take_in(options.data, texts, kept)
    sys.stderr.write(f"已导入 {year.period.spaced}的记录，改动 {len(texts)} 个文件。\n" if texts else "没有变化。\n")
    return 0


def _refuse_another_kind(kind: str, book: Workbook, year: Year, options: argparse.Namespace) -> None:
    """Refuse a workbook in which the import of another kind of sheet finds something to record.

    Raises:
        RequestError: with the command for that kind.
    """
    for other in fitting_kinds(book, year, _options(options)):
        if other.kind != kind and other.records:
            way = f"scripts/import {other.kind} {book.name}"
            raise RequestError(f"{book.name} 像是{CALLED[other.kind]}，不是{CALLED[kind]}；请用 {way}")


def _refuse(
    options: argparse.Namespace,
    kind: str,
    book: Workbook,
    tried: DryRun,
    glossary: Glossary,
    cautions: str,
) -> int:
    """Say what is wrong and what can be done about it; write a mapping file where one is wanted and not there yet."""
    found, questions = causes(tried.errors), tried.questions
    way_out = mapping_hint(tried.errors)
    if options.mapping is not None and questions and not options.mapping.exists():
        _write_new(options.mapping, proposal_text(glossary.words, questions).encode())
        way_out = f"已写出对照表 {options.mapping}：请核对每一行，再用同一个命令导入。\n"
    elif options.mapping is not None and questions:
        way_out = f"对照表 {options.mapping} 里还没有这些写法，请补上，再用同一个命令导入：\n{mapping_lines(questions)}"
    way_out += _way_without_items(options, kind, book, tried.draft.year, len(found))
    sys.stderr.write(f"{report(found)}{cautions}{notes_text(tried.draft.notes)}{way_out}")
    sys.stderr.write(f"没有导入：有 {len(found)} 处错误，没有改动任何文件。\n")
    return 1


def _way_without_items(options: argparse.Namespace, kind: str, book: Workbook, year: Year, faults: int) -> str:
    """Return how many faults there are without the marks of items; empty where those are not at fault."""
    if kind != "agency" or options.final_only:
        return ""
    finals = dry_run(kind, book, year, replace(_options(options), final_only=True))
    left = len(causes(finals.errors))
    rest = "没有错误" if not left else f"还有 {left} 处错误"
    return f"只导入最终成绩（加 --final-only，或删去指标列）：{rest}\n" if finals.draft.texts and left < faults else ""


if __name__ == "__main__":
    sys.exit(main())
