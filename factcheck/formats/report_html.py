"""A report as one self-contained page: no script, no foreign file, readable on paper and without colour."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

from lxml import html
from lxml.html.builder import E

from factcheck.formats.report import Report, ReportClaim, ReportCorrection, ReportFlag, ReportSource
from factcheck.formats.report_signs import shape, sign
from factcheck.formats.report_words import ReportWords, words
from factcheck.formats.segments import Piece, lines

Element: TypeAlias = Any  # lxml carries no types
Marked = ReportClaim | ReportFlag


@cache
def style() -> str:
    """The report's style sheet."""
    return (files("factcheck.formats") / "report.css").read_text(encoding="utf-8")


def content_policy(ancestors: str = "'none'") -> str:
    """The content policy under which the page is whole: its own style sheet and nothing else.

    `ancestors` says which sites may show it in a frame.
    """
    digest = b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {ancestors}"
    )


def page(report: Report, *, embedded: bool = False) -> bytes:
    """The report as UTF-8 HTML; `embedded` leaves out the article's text, which stands around the frame.

    >>> from datetime import date
    >>> done = Report("Desk", "Titel", "Ein Satz.", "de", made=date(2026, 1, 2))
    >>> b"Ein Satz." in page(done), b"Ein Satz." in page(done, embedded=True)
    (True, False)
    """
    said = words(report.language)
    parts = [_head(report, said), _result(report, said)]
    parts += [_article(report, said)] if not embedded else []
    parts += [*_claims(report, said), *_wording(report, said), *_corrections(report, said)]
    if not embedded:
        parts.append(_method(said))
    body = E.body(E.main(*parts), E.footer(E.p(report.desk)))
    if embedded:
        body.set("class", "embedded")
    root = E.html(_meta(report, said), body, lang=said.code)
    written: bytes = html.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>")
    return written


def _meta(report: Report, said: ReportWords) -> Element:
    return E.head(
        E.meta(charset="utf-8"),
        E.title(f"{said.kicker}: {report.title}"),
        E.meta(name="viewport", content="width=device-width, initial-scale=1"),
        E.meta(name="color-scheme", content="light dark"),
        E.style(style()),
    )


def _head(report: Report, said: ReportWords) -> Element:
    appeared = said.published.format(day=said.day(report.published)) if report.published else None
    about = [report.publisher, report.author, appeared]
    state = said.checked.format(day=said.day(report.signed_off)) if report.signed_off else None
    state = state or said.draft.format(day=said.day(report.made))
    header = E.header(
        E.p(f"{said.kicker} · {report.desk}", _class("kicker")),
        E.h1(report.title),
        E.p(*_joined([part for part in about if part]), _class("about")),
        E.p(state, _class("state" if report.signed_off else "state draft")),
    )
    if _is_web(report.url):
        header[2].extend([E.span(" · "), _link(said.original, report.url)])
    if report.changed_since:
        header.append(E.p(said.changed_since, _class("state draft")))
    return header


def _result(report: Report, said: ReportWords) -> Element:
    """How many claims got which rating, each rating with its sign, then one sign a claim."""
    section = _section("result", said.summary)
    if not report.judged:
        section.append(E.p(said.nothing))
    else:
        section.append(E.ul(*(_tally(name, report.judged) for name in _ratings(report)), _class("tally")))
    waiting = sum(claim.standing == "checking" for claim in report.claims)
    if waiting:
        section.append(
            E.p(
                (said.one_checked if waiting == 1 else said.being_checked).format(count=waiting),
                _class("hint"),
            )
        )
    return section


def _ratings(report: Report) -> list[str]:
    """The ratings given, from true to false, those off the scale last."""
    found = {claim.rating.name: claim.rating for claim in report.judged if claim.rating}
    return sorted(found, key=lambda name: (-(found[name].value or 0), name))


def _tally(name: str, claims: Sequence[ReportClaim]) -> Element:
    those = [claim for claim in claims if claim.rating and claim.rating.name == name]
    rating = those[0].rating
    links = [E.a(str(claim.number), href=f"#claim-{claim.number}") for claim in those]
    return E.li(
        sign(rating), E.b(str(len(those))), f" {name} ", E.span(*_joined(links, " "), _class("numbers")),
        _class(shape(rating)),
    )  # fmt: skip


def _article(report: Report, said: ReportWords) -> Element:
    section = _section("article", said.article)
    section.append(E.p(said.article_hint + (f" {said.flagged_hint}" if report.flags else ""), _class("hint")))
    marks: list[Marked] = [claim for claim in report.claims if claim.rating and claim.standing != "withdrawn"]
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    text = E.div(_class("text"), lang=report.language if report.language in ("de", "en") else "und")
    for line in lines(report.text, [(mark.start, mark.end, mark) for mark in [*marks, *report.flags]]):
        text.append(E.p(*_pieces(line, said)))
    section.append(text)
    return section


def _pieces(line: Sequence[Piece[Marked]], said: ReportWords) -> Iterator[Element | str]:
    """The pieces of a paragraph; the number of a claim follows where its words end."""
    for piece in line:
        claims = [mark for mark in piece.on if isinstance(mark, ReportClaim)]
        content: Element | str = piece.text
        if any(isinstance(mark, ReportFlag) for mark in piece.on):
            content = E.span(content, _class("flagged"))
        if claims:
            content = E.mark(content, _class(shape(claims[-1].rating)))
        yield content
        ended = [claim for claim in claims if claim.end == piece.start + len(piece.text)]
        for claim in ended:
            yield _reference(claim, said)


def _reference(claim: ReportClaim, said: ReportWords) -> Element:
    name = claim.rating.name if claim.rating else ""
    label = f"{said.to_claim.format(number=claim.number)}: {name}"
    text = f"{claim.number} {claim.rating.letters if claim.rating else ''}"
    return E.sup(E.a(text, {"href": f"#claim-{claim.number}", "aria-label": label}))


def _claims(report: Report, said: ReportWords) -> Iterator[Element]:
    shown = [claim for claim in report.claims if claim.standing != "checking"]
    if not shown:
        return
    section = _section("claims", said.claims)
    section.extend(_claim(claim, said) for claim in shown)
    yield section


def _claim(claim: ReportClaim, said: ReportWords) -> Element:
    standing = {"corrected": said.corrected, "withdrawn": said.withdrawn}.get(claim.standing)
    verdict = E.p(sign(claim.rating), " ", E.b(claim.rating.name if claim.rating else "–"), _class("verdict"))
    if standing:
        verdict.append(E.span(f" {standing}", _class("standing")))
    card = E.article(
        E.h3(E.span(f"{claim.number} ", _class("number")), claim.label),
        verdict,
        id=f"claim-{claim.number}",
        **{"class": f"claim {shape(claim.rating)} {claim.standing}"},
    )
    if claim.label != claim.quote:
        card.insert(1, E.p(E.q(claim.quote), _class("quote")))
    card.extend(E.p(line) for line in (claim.summary or "").splitlines() if line.strip())
    card.extend(_facts(claim, said))
    if claim.text_changed:
        card.append(E.p(said.text_changed, _class("hint")))
    if claim.sources:
        card.append(E.h4(said.sources))
        card.append(E.ul(*(_source(source, said) for source in claim.sources), _class("sources")))
    elif claim.standing != "withdrawn":
        card.append(E.p(said.no_source, _class("hint")))
    return card


def _facts(claim: ReportClaim, said: ReportWords) -> Iterator[Element]:
    facts = [
        (said.said_by, claim.attribution),
        (said.value, claim.value),
    ]
    lines_ = [f"{name}: {value}" for name, value in facts if value]
    if claim.published:
        lines_.append(said.verdict_on.format(day=said.day(claim.published)))
    if lines_:
        yield E.p(" · ".join(lines_), _class("hint"))


def _source(source: ReportSource, said: ReportWords) -> Element:
    title = _link(source.title, source.url)
    stance = {"supports": said.supports, "refutes": said.refutes, "context": said.context}[source.stance]
    item = E.li(E.span(stance, _class(f"stance {source.stance}")), " ", title)
    rest: list[Element | str] = [source.publisher] if source.publisher else []
    if source.accessed:
        rest.append(said.read_on.format(day=said.day(source.accessed)))
    if _is_web(source.archive_url):
        rest.append(_link(said.archived, source.archive_url))
    if rest:
        item.append(E.small(" ", *_joined(rest)))
    if source.quote:
        item.append(E.blockquote(E.p(source.quote)))
    return item


def _wording(report: Report, said: ReportWords) -> Iterator[Element]:
    if report.flags:
        section = _section("wording", said.wording)
        section.append(E.p(said.wording_hint, _class("hint")))
        rows = (
            E.li(E.b(_class("flagged"), flag.quote), f" {flag.kind}. {flag.reason}") for flag in report.flags
        )
        section.append(E.ul(*rows))
        yield section


def _corrections(report: Report, said: ReportWords) -> Iterator[Element]:
    if report.corrections:
        section = _section("corrections", said.corrections)
        section.append(E.ul(*(_correction(one, said) for one in report.corrections)))
        yield section


def _correction(one: ReportCorrection, said: ReportWords) -> Element:
    what = {"corrected": said.corrected, "withdrawn": said.withdrawn, "reopened": said.reopened}[one.what]
    link = E.a(said.to_claim.format(number=one.claim), href=f"#claim-{one.claim}")
    return E.li(E.time(said.day(one.day), datetime=one.day.isoformat()), ", ", link, f" {what}: {one.note}")


def _method(said: ReportWords) -> Element:
    section = _section("method", said.method)
    section.append(E.p(said.method_text))
    return section


def _section(name: str, title: str) -> Element:
    return E.section(E.h2(title, id=f"{name}-title"), {"id": name, "aria-labelledby": f"{name}-title"})


def _is_web(address: str | None) -> bool:
    return address is not None and address.lower().startswith(("https://", "http://"))


def _link(words: str, address: str | None) -> Element:
    """A link where the address is one of the web; else the words alone."""
    return E.a(words, href=address, rel="noreferrer") if _is_web(address) else E.span(words)


def _joined(parts: Sequence[Element | str], between: str = " · ") -> Iterator[Element | str]:
    for number, part in enumerate(parts):
        if number:
            yield between
        yield part


def _class(name: str) -> dict[str, str]:
    return {"class": name}
