"""What checks and commands say to somebody at a command line, said to somebody at the desk: where it is done there."""

import re

_STEPS = "“转入审核、审定、公布、更正”一页"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"(?:运行|用) scripts/amend --reason 原因 --date 日期，有文件的加 --document 文号", f"在{_STEPS}记一次更正"),
        (r"(?:运行|用) scripts/amend (?=也?记|更正)", f"在{_STEPS}"),
        (r"(?:运行|用) scripts/amend", f"在{_STEPS}记一次更正"),
        (r"运行 scripts/approve --body … --date … --document …", f"在{_STEPS}审定"),
        (r"用 scripts/approve --publish --year 那一轮 公布各轮", "到所取各轮的年度页公布各轮"),
        (r"用 scripts/approve --publish --date 日期 --disclosure 公开程度", f"在{_STEPS}办"),
        (r"用 scripts/approve (?:--(?:withdraw|publish) )?(?=撤回|公布|审定)", f"在{_STEPS}"),
        (r"把 stage 改为 under-review（审核中）", f"在{_STEPS}转入审核"),
        (r"用 scripts/evidence add (?=留存|登记)", "在单位的“证据文件”里"),
        (r"用 scripts/new-year (\S+) 建立", r"在“新的年度或一轮”里建立 \1"),
        (r"用 scripts/new-year (?=开始)", "在“新的年度或一轮”里"),
        (r"运行 scripts/validate --year (\S+) 并改正", r"照 \1 的年度页列出的问题改正"),
        (r"运行 scripts/validate 并改正", "照年度页列出的问题改正"),
        (r"；原来写在 pelicanconf.py 里的，加上 --from pelicanconf.py 移过来|（不用 --filter 克隆）", ""),
        (r"用 --title 写明", "在“标题”里写明"),
        (r"确实要登记内网的网页，请加 --intranet", "内网的网页请另存成文件，再选文件登记"),
        (r"用 --leading 写明", "写明"),
        (r"用 --from 写明复制哪一年的方案", "在“照哪一年或哪一轮”里选复制哪一年的方案"),
        (r"--from 要写 (.+?)以前的一轮", r"“照哪一年或哪一轮”要选 \1以前的一轮"),
        (r"用 --scheme 写明用 \S+ 里的哪个方案", "在“用哪个方案”里选"),
        (r"，或用 --roster 写明名单", "，或用名单建立"),
        (r"，请核对 --data", ""),
        (r"或在 evidence 中补上这份证据", "或先在“证据文件”里登记"),
        (r"请撤回这次改动，改原来的单位文件（原名写入 earlier），再来一次", "先不保存，在“考评单位”里改名称，再来一次"),
    )
)
_REST = re.compile(r"(?<!里的人)(?<!核对以后)(?:用|运行) ((?:scripts/|git )[ -~]*[a-z.])")
"""What only whoever looks after the program can do."""


def desk_words(text: str) -> str:
    """Return what is said with the places of the desk for commands; what it has none for, others run."""
    for pattern, words in _RULES:
        text = pattern.sub(words, text)
    return _REST.sub(r"由维护人员运行 \1", text)
