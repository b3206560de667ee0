"""Workflow annotations for GitHub Actions: one command a line, escaped as the runner asks."""

from __future__ import annotations

from k2cli.answers_check import LEVELS, TextCheck
from k2cli.names import clean
from k2cli.render.pages.common import MEDICAL_NOTE

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def to_github(answer: TextCheck) -> str:
    """An annotation for each finding that calls for something, one for each omission, and a closing notice."""
    lines: list[str] = []
    for f in answer.findings:
        command = _COMMANDS.get(LEVELS[f.result])
        if command is None:
            continue
        title = f"{f.code} {f.name}" if not f.claims else f"{f.code} {f.claims[0].id}"
        place = {
            "file": f.file,
            "line": f.line,
            "endLine": f.end_line,
            "col": f.column,
            "endColumn": f.end_column,
            "title": title,
        }
        # Columns are only read for one line; a wrong pair would move the mark.
        if f.end_line != f.line:
            place = {k: v for k, v in place.items() if k not in ("col", "endColumn")}
        danger = next((x.danger for x in f.claims[:1] if x.danger and x.stance in ("affirms", "hedges")), "")
        lines.append(
            _command(command, place, f"{f.message}{' Mind: ' + danger if danger else ''}\n{f.sentence}")
        )
    lines += [
        _command("warning", {"file": o.file, "line": 1, "title": f"{o.code} {o.name}"}, o.text)
        for o in answer.omissions
    ]
    for caveat in answer.caveats:
        if caveat.severity == "danger":
            lines.append(_command("notice", {"title": caveat.title}, caveat.text))
    lines += [_command("warning", {}, problem) for problem in answer.problems]
    judged = f"{answer.sentences} sentences read, {answer.judged} could be judged."
    lines.append(_command("notice", {"title": "k2cli"}, f"{judged} {answer.silence} {MEDICAL_NOTE}"))
    return "\n".join(lines) + "\n"


def _command(name: str, properties: dict[str, object], message: str) -> str:
    shown = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name}{' ' + shown if shown else ''}::{_data(message)}"


def _data(text: str) -> str:
    return clean(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
