"""A check from sources to answer: what was read, what was found, what was allowed, what is missing."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from fnmatch import fnmatch
from typing import NamedTuple

import msgspec

from k2cli import answers as a
from k2cli import answers_check as c
from k2cli.check.allow import Rule
from k2cli.check.blocks import Allow
from k2cli.check.judge import BY_ADVICE, Judge, Judged, praised
from k2cli.check.lexicon import Hit, Reading
from k2cli.check.match import Match
from k2cli.check.omissions import omissions
from k2cli.check.readers import document
from k2cli.check.source import Source
from k2cli.check.stance import Stance
from k2cli.check.units import Unit, units
from k2cli.errors import BaseInvalid, UsageError
from k2cli.index.store import Store
from k2cli.vocabulary import CAVEAT_SEVERITIES, VERDICTS

SILENCE = "A sentence without a finding is not approved: it makes no claim of this base, or none that was recognised."
_SENTENCE_MOST = 600


class Options(NamedTuple):
    """What to show and when to fail."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: tuple[str, ...] = ()
    allow: tuple[Rule, ...] = ()
    explain: bool = False
    settings: str | None = None


def load_reading(store: Store) -> Reading:
    """The word lists of an index. Raises BaseInvalid for a base without them."""
    rows = store.rows("select doc from reading")
    if not rows:
        raise BaseInvalid(
            "this knowledge base holds no word lists for reading texts (concepts, recognitions)"
        )
    return msgspec.json.decode(rows[0][0], type=Reading)


def check(
    store: Store,
    sources: Sequence[Source],
    options: Options,
    progress: Callable[[int, int], None] | None = None,
) -> c.TextCheck:
    """Everything found in `sources`, in order of place. Raises UsageError for filters that name nothing."""
    reading = load_reading(store)
    _known(reading, options)
    judge = Judge(reading)
    claims = _Claims(store, reading, options.explain)
    findings: list[c.CheckFinding] = []
    allowed: list[c.CheckFinding] = []
    missing: list[c.OmissionView] = []
    files: list[c.CheckedFile] = []
    problems: list[str] = []
    filtered = 0
    prepared = []
    for source in sources:
        read = document(source)
        prepared.append((source, read, units(read.blocks)))
    total, done = sum(len(u) for _, _, u in prepared), 0
    for source, read, parts in prepared:
        comments = _Comments(source, read.allows, parts, problems)
        words = sentences = judged_count = 0
        good: Counter[str] = Counter()
        spoken: set[str] = set()
        for judged in judge.judge(parts):
            done += 1
            if progress is not None and not done % 50:
                progress(done, total)
            words += len(judged.words)
            if any(ch.isalpha() for ch in judged.unit.text):
                sentences += 1
            judged_count += bool(judged.matches or judged.alarms or judged.slips)
            good.update(praised(judged))
            spoken.update(h.concept for h in judged.hits)
            for finding in _findings(source, judged, claims):
                reason = comments.reason(finding, judged.unit) or _rule(finding, options.allow)
                if reason:
                    allowed.append(_with(finding, allowed=reason))
                elif _wanted(finding, options):
                    findings.append(finding)
                else:
                    filtered += 1
        files.append(c.CheckedFile(source.name, source.kind, words, sentences, judged_count))
        for omission in omissions(reading, good, spoken):
            view = c.OmissionView(
                omission.code,
                omission.name,
                omission.text,
                source.name,
                [p for p in omission.praises if good[p]],
                omission.caveats,
            )
            reason = comments.file_reason(omission.code) or next(
                (
                    r.reason
                    for r in options.allow
                    if r.what == omission.code.lower() and _in_files(r, source.name)
                ),
                None,
            )
            if not reason and _code_wanted(omission.code, options):
                missing.append(view)
    counts = Counter(f.result for f in findings)
    verdicts = Counter(f.claims[0].verdict for f in findings if f.kind == "claim")
    named = [x for f in (*findings, *allowed) for x in f.caveats] + [x for o in missing for x in o.caveats]
    caveats = [claims.caveat(x) for x in dict.fromkeys(named)]
    return c.TextCheck(
        files=files,
        words=sum(f.words for f in files),
        sentences=sum(f.sentences for f in files),
        judged=sum(f.judged for f in files),
        counts={r: counts[r] for r in c.RESULTS if counts[r]},
        verdicts={v: verdicts[v] for v in VERDICTS if verdicts[v]},
        caveats=sorted((x for x in caveats if x), key=lambda x: CAVEAT_SEVERITIES.index(x.severity)),
        findings=sorted(findings, key=lambda f: (f.kind != "danger",)),
        allowed=allowed,
        omissions=missing,
        filtered=filtered,
        problems=problems,
        silence=SILENCE,
        failed_on=_failed(findings, missing, options.fail_on),
        settings=options.settings,
        explained=options.explain,
    )


def _with(finding: c.CheckFinding, **changes: object) -> c.CheckFinding:
    return msgspec.structs.replace(finding, **changes)


# --- findings ------------------------------------------------------------------------------------


class _Claims:
    """Claims and caveats of the index, each opened once."""

    def __init__(self, store: Store, reading: Reading, explain: bool) -> None:
        self._store = store
        self._explain = explain
        self._lines = {line.id: line for line in reading.claims}
        self._claims: dict[str, a.ClaimAnswer] = {}
        self._caveats: dict[str, a.CaveatView | None] = {}

    def claim(self, id_: str) -> a.ClaimAnswer:
        """A claim record."""
        if id_ not in self._claims:
            doc = self._store.doc("claim", id_)
            assert doc is not None, id_
            self._claims[id_] = msgspec.json.decode(doc, type=a.ClaimAnswer)
        return self._claims[id_]

    def caveats_of(self, id_: str, warnings: bool) -> list[str]:
        """Ids of the dangers, and if asked the warnings, that go with a claim."""
        ids = self._lines[id_].caveats
        return [x for x in ids if warnings or ((v := self.caveat(x)) is not None and v.severity == "danger")]

    def caveat(self, id_: str) -> a.CaveatView | None:
        """A safety note."""
        if id_ not in self._caveats:
            doc = self._store.doc("caveat", id_)
            self._caveats[id_] = None if doc is None else msgspec.json.decode(doc, type=a.CaveatView)
        return self._caveats[id_]

    def checked(self, match: Match, stance: Stance, words: list[c.MatchedWords]) -> c.CheckedClaim:
        """A claim as a finding shows it."""
        claim = self.claim(match.claim)
        return c.CheckedClaim(
            id=claim.id, said=claim.said, stance=stance.name, stance_words=stance.words, result=result(stance.name, claim.verdict),
            verdict=claim.verdict, verdict_name=claim.verdict_name, verdict_moved=claim.verdict_moved, headline=claim.headline,
            shown=claim.shown, certainty=claim.certainty, basis=claim.basis, danger=claim.danger,
            retractions=claim.retractions, gaps=claim.gaps, nutrients=self._lines[claim.id].nutrients, words=words,
            by_wording=match.by_wording,
            evidence=claim.evidence if self._explain else [],
        )  # fmt: skip


def result(stance: str, verdict: str) -> str:
    """What a sentence of this stance is worth, given the verdict on the claim."""
    if stance == "asks":
        return "asked"
    if stance == "reports":
        return "reported"
    if stance == "denies":
        if verdict == "supported":
            return "wrong"
        return {"partly-supported": "partly", "mixed": "mixed"}.get(verdict, "in-line")
    return {
        "supported": "in-line", "partly-supported": "partly", "contradicted": "wrong", "wrong-as-stated": "wrong",
    }.get(verdict, verdict)  # fmt: skip


def _findings(source: Source, judged: Judged, claims: _Claims) -> list[c.CheckFinding]:
    unit = judged.unit
    out: list[c.CheckFinding] = []
    heading = unit.heads[-1] if unit.heads else None

    def finding(
        kind: str, code: str, name: str, outcome: str, message: str, start: int, end: int,
        checked: list[c.CheckedClaim], used: list[c.MatchedWords], caveats: list[str],
    ) -> c.CheckFinding:  # fmt: skip
        line, column = source.position(start)
        end_line, end_column = source.position(end)
        sentence = unit.text if len(unit.text) <= _SENTENCE_MOST else unit.text[:_SENTENCE_MOST] + " …"
        return c.CheckFinding(
            kind, code, name, outcome, c.LEVELS[outcome], source.name, line, column, end_line, end_column, unit.kind, heading,
            sentence, message, checked, used, caveats, None,
        )  # fmt: skip

    for alarm in judged.alarms:
        danger = alarm.danger
        out.append(
            finding(
                "danger",
                danger.code,
                danger.name,
                "dangerous",
                f"{danger.text} {c.BY_WORDING}" if alarm.by_wording else danger.text,
                unit.start,
                unit.end,
                [],
                _words(judged, alarm.used),
                danger.caveats,
            )
        )
    for slip in judged.slips:
        out.append(
            finding(
                "number",
                slip.code,
                slip.name,
                "number",
                slip.text,
                unit.places[slip.start],
                unit.places[slip.end - 1] + 1,
                [],
                [],
                [],
            )
        )
    if judged.matches:
        made = [claims.checked(m, s, _words(judged, m.used, m.taken_over)) for m, s in judged.matches]
        first = made[0]
        if judged.alarms and (first.result in ("in-line", "partly") or first.stance_words == BY_ADVICE):
            # Beside advice that could hurt, a claim that holds would sound like approval; a warning that the advice
            # goes against is said by the danger itself.
            return out
        gap = first.gaps[0] if first.gaps else None
        told = f"{_message(first)} {c.BY_WORDING}" if first.by_wording else _message(first)
        # Every claim carries its dangers; warnings go with what the text itself says is so.
        caveats = claims.caveats_of(first.id, c.LEVELS[first.result] != "none")
        out.append(
            finding(
                "claim", gap.code if gap and first.result not in ("in-line",) else "OK" if first.result == "in-line" else "C00",
                gap.name if gap else first.verdict_name, first.result, told, unit.start, unit.end, made, first.words, caveats,
            )
        )  # fmt: skip
    return out


def _words(judged: Judged, used: Sequence[Hit], taken_over: Sequence[str] = ()) -> list[c.MatchedWords]:
    text, words = judged.unit.text, judged.words
    shown = [
        c.MatchedWords(text[words[h.first].start : words[h.last].end], h.concept, False)
        for h in sorted(used, key=lambda h: h.first)
        if h.last < len(words)
    ]
    if shown and all(w.concept == "wording" for w in shown):
        shown = [c.MatchedWords(" … ".join(w.text for w in shown), "wording", False)]
    return shown + [c.MatchedWords("", concept, True) for concept in taken_over]


def _message(claim: c.CheckedClaim) -> str:
    if claim.result == "in-line":
        lead = "In line with the evidence" if claim.stance == "denies" else "Supported"
    elif claim.result == "asked":
        lead = f"A question; on this the evidence is: {claim.verdict_name}"
    elif claim.result == "reported":
        lead = f"Said by others; on this the evidence is: {claim.verdict_name}"
    elif claim.stance == "denies":
        lead = f"Denies a claim that is {claim.verdict_name}"
    else:
        lead = claim.verdict_name.capitalize()
    return f"{lead}. {claim.headline}"


# --- what is wanted, allowed, failed on --------------------------------------------------------------


def _known(reading: Reading, options: Options) -> None:
    """Refuses filters that name nothing, and the wish to hide dangers."""
    codes = {x for line in reading.claims for x in line.codes} | {"C00", "OK", "N01", "N02", "N03", "N04"}
    codes |= {d.code for d in reading.dangers} | {o.code for o in reading.omissions}
    nutrients = {n for line in reading.claims for n in line.nutrients}
    known = (
        {x.lower() for x in codes}
        | set(VERDICTS)
        | set(c.RESULTS)
        | nutrients
        | {line.id for line in reading.claims}
    )
    for option, values in (("--select", options.select), ("--ignore", options.ignore)):
        for value in values:
            if value not in known:
                raise UsageError(
                    f"{option} knows no '{value}'; give a code ({', '.join(sorted(codes))}), a verdict "
                    f"({', '.join(VERDICTS)}), a result ({', '.join(c.RESULTS)}), a nutrient id or a claim id"
                )
    for value in options.ignore:
        if value == "dangerous" or value.upper() in {d.code for d in reading.dangers}:
            raise UsageError(
                f"'{value}' can't be ignored: allow the sentence itself, with a reason (see docs/check.md)"
            )
    for value in options.fail_on:
        if value not in {*c.RESULTS, *VERDICTS, "omission", "any"} and value.lower() not in known:
            raise UsageError(
                f"--fail-on knows no '{value}'; it can be: {', '.join((*c.RESULTS, 'omission', 'any'))}, a verdict or a code"
            )


def _tags(finding: c.CheckFinding) -> set[str]:
    tags = {finding.code.lower(), finding.result}
    for claim in finding.claims[:1]:
        tags |= {claim.id, claim.verdict, *claim.nutrients, *(g.code.lower() for g in claim.gaps)}
    return tags


def _wanted(finding: c.CheckFinding, options: Options) -> bool:
    if finding.kind == "danger":
        return True
    tags = _tags(finding)
    if options.select and not tags.intersection(options.select):
        return False
    return not tags.intersection(options.ignore)


def _code_wanted(code: str, options: Options) -> bool:
    # What a text must mention is not filtered by nutrient or verdict, only by its own code.
    return code.lower() not in options.ignore


def _failed(
    findings: Sequence[c.CheckFinding], missing: Sequence[c.OmissionView], fail_on: Sequence[str]
) -> list[str]:
    out: list[str] = []
    for value in fail_on:
        if value == "omission":
            hit = bool(missing)
        elif value == "any":
            hit = bool(missing) or any(f.level in ("error", "warning") for f in findings)
        else:
            hit = any(value.lower() in _tags(f) or any(x.result == value for x in f.claims) for f in findings)
            hit = hit or any(o.code.lower() == value.lower() for o in missing)
        if hit:
            out.append(value)
    return out


def _in_files(rule: Rule, name: str) -> bool:
    return not rule.files or any(
        fnmatch(name, pattern) or fnmatch(name, f"*/{pattern}") for pattern in rule.files
    )


def _allows(what: str, finding: c.CheckFinding) -> bool:
    """A claim id or code allows; a danger only by its own code, a verdict or nutrient never."""
    wanted = {w.strip() for w in what.split(",")}
    if finding.kind == "danger":
        return finding.code.lower() in wanted
    ids = {x.id for x in finding.claims[:1]}
    return bool(wanted & ({finding.code.lower(), finding.result} | ids))


def _rule(finding: c.CheckFinding, rules: Sequence[Rule]) -> str | None:
    for rule in rules:
        if (
            _allows(rule.what, finding)
            and _in_files(rule, finding.file)
            and rule.words.lower() in finding.sentence.lower()
        ):
            return rule.reason
    return None


class _Comments:
    """Comments in a text that allow findings, by the block they stand for."""

    def __init__(
        self, source: Source, allows: Sequence[Allow], parts: Sequence[Unit], problems: list[str]
    ) -> None:
        self._by_block: dict[int, list[Allow]] = {}
        self._all = [x for x in allows if x.reason]
        starts = [u.start for u in parts]
        for allow in allows:
            line, column = source.position(allow.start)
            if not allow.reason:
                problems.append(
                    f"{source.name}:{line}:{column}: this comment allows nothing, it gives no reason; write `k2cli: allow {allow.what} because …`"
                )
                continue
            place = bisect_right(starts, allow.start) - 1
            # On the line of a sentence: that one. By itself: what follows.
            if not (
                place >= 0
                and source.position(parts[place].end)[0] == line
                and "\n" not in source.text[parts[place].end : allow.start]
            ):
                place += 1
            if place < len(parts):
                self._by_block.setdefault(parts[place].block, []).append(allow)

    def reason(self, finding: c.CheckFinding, unit: Unit) -> str | None:
        """Why a finding is allowed here, or None."""
        return next((x.reason for x in self._by_block.get(unit.block, ()) if _allows(x.what, finding)), None)

    def file_reason(self, code: str) -> str | None:
        """Why an omission of the text is allowed, or None."""
        return next((x.reason for x in self._all if code.lower() in x.what.split(",")), None)
