"""SARIF 2.1.0, for code scanning and editors. Only findings that call for something are results; the rest is in JSON."""

from __future__ import annotations

from typing import Any

import msgspec

from k2cli import __version__
from k2cli.answers_check import LEVELS, CheckFinding, TextCheck
from k2cli.render.json_ import safe
from k2cli.render.pages.common import MEDICAL_NOTE

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def to_sarif(answer: TextCheck) -> str:
    """The check as one SARIF run, lines and columns in Unicode code points."""
    rules: dict[str, dict[str, Any]] = {}
    results: list[dict[str, Any]] = []
    for finding in (*answer.findings, *answer.allowed):
        rule = _rule_id(finding)
        if rule not in rules:
            rules[rule] = _rule(rule, finding)
        result: dict[str, Any] = {
            "ruleId": rule,
            "ruleIndex": list(rules).index(rule),
            "level": LEVELS[finding.result],
            "kind": "fail" if LEVELS[finding.result] != "none" else "informational",
            "message": {"text": _text(finding)},
            "locations": [
                _place(finding.file, finding.line, finding.column, finding.end_line, finding.end_column)
            ],
            "properties": {
                "result": finding.result,
                "code": finding.code,
                "stances": [x.stance for x in finding.claims],
                "claims": [x.id for x in finding.claims],
            },
        }
        if finding.allowed:
            result["suppressions"] = [
                {"kind": "external", "status": "accepted", "justification": finding.allowed}
            ]
        results.append(result)
    for omission in answer.omissions:
        if omission.code not in rules:
            rules[omission.code] = {
                "id": omission.code,
                "name": _camel(omission.name),
                "shortDescription": {"text": omission.name},
            }
        results.append(
            {
                "ruleId": omission.code,
                "ruleIndex": list(rules).index(omission.code),
                "level": "warning",
                "kind": "fail",
                "message": {"text": omission.text},
                "locations": [_place(omission.file, 1, 1, 1, 1)],
            }
        )
    body = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "k2cli", "version": __version__, "rules": list(rules.values())}},
                "columnKind": "unicodeCodePoints",
                "artifacts": [{"location": {"uri": _uri(f.name)}} for f in answer.files],
                "results": results,
                "properties": {
                    "note": MEDICAL_NOTE,
                    "silence": answer.silence,
                    "sentences": answer.sentences,
                    "judged": answer.judged,
                    "counts": answer.counts,
                    "caveats": [
                        {"id": x.id, "severity": x.severity, "title": x.title, "text": x.text}
                        for x in answer.caveats
                    ],
                },
            }
        ],
    }
    return safe(msgspec.json.format(msgspec.json.encode(body), indent=2).decode()) + "\n"


def _rule_id(finding: CheckFinding) -> str:
    return finding.claims[0].id if finding.claims else finding.code


def _rule(id_: str, finding: CheckFinding) -> dict[str, Any]:
    short = finding.claims[0].said if finding.claims else finding.name
    full = finding.claims[0].shown if finding.claims else finding.message
    return {
        "id": id_,
        "name": _camel(id_.replace("-", " ") if finding.claims else finding.name),
        "shortDescription": {"text": short},
        "fullDescription": {"text": full},
        "defaultConfiguration": {"level": LEVELS[finding.result]},
        "help": {"text": f"k2cli claim show {id_}" if finding.claims else finding.message},
    }


def _text(finding: CheckFinding) -> str:
    # The gaps belong to the claim; a sentence that denies it does not have them.
    gaps = (
        ""
        if finding.result == "in-line"
        else " ".join(f"[{g.code} {g.name}]" for x in finding.claims[:1] for g in x.gaps)
    )
    danger = next(
        (x.danger for x in finding.claims[:1] if x.danger and x.stance in ("affirms", "hedges")), None
    )
    return " ".join(x for x in (finding.message, gaps, f"Mind: {danger}" if danger else "") if x)


def _place(file: str, line: int, column: int, end_line: int, end_column: int) -> dict[str, Any]:
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(file)}, "region": region}}


def _uri(name: str) -> str:
    from urllib.parse import quote

    if name.startswith("<"):
        return name.strip("<>")
    return quote(name.replace("\\", "/"), safe="/:@!$&'()*+,;=~-._")


def _camel(text: str) -> str:
    return "".join(word.capitalize() for word in text.replace("-", " ").split())
