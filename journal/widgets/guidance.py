"""The words of step 6 put on the screen: helplines, kinds of help, a first call."""

from __future__ import annotations

from textual.content import Content

from journal.content import Country, HelpKinds, Helpline, Helplines
from journal.i18n import _
from journal.wording.dates import say_full


def chosen_country(helplines: Helplines, code: str) -> Country | None:
    """Find the country of the settings; None for *elsewhere*, for a code unknown here, for none."""
    return helplines.of(code) if code else None


def helplines_short(helplines: Helplines, code: str) -> Content:
    """Names and numbers only, with the warning that belongs to them."""
    country = chosen_country(helplines, code)
    if country is None:
        return _lines(
            Content.assemble((helplines.elsewhere.text, "$muted")),
            _key("h", _("how to look one up, and a list of countries")),
        )
    numbers = [
        Content.assemble((line.name, ""), "\n", (" · ".join(line.numbers), "bold"))
        for line in country.lines
    ]
    return _lines(
        *numbers,
        Content.assemble((_("Check before use: numbers and hours change."), "$muted")),
        _key("h", _("what each is for, and where it was found")),
        apart=1,
    )


def helplines_whole(helplines: Helplines, code: str) -> Content:
    """Every line of the country with its source and date; elsewhere, how to look one up."""
    country = chosen_country(helplines, code)
    parts = [Content.assemble((helplines.check_before_use, "$accent"))]
    if country is not None:
        parts += [_whole(line) for line in country.lines]
        if country.note:
            parts.append(Content.assemble((country.note, "$muted")))
    checked = _("This list was last gone through on {day}.").format(day=say_full(helplines.checked))
    parts += [_elsewhere(helplines), Content.assemble((checked, "$muted"))]
    return _lines(*parts, apart=1)


def _whole(line: Helpline) -> Content:
    facts = " · ".join(fact for fact in (line.what, line.hours) if fact)
    looked_up = _("looked up {day}").format(day=say_full(line.looked_up))
    dates = [looked_up]
    if line.source_date is not None:
        dates.insert(0, _("page of {day}").format(day=say_full(line.source_date)))
    return Content.assemble(
        (line.name, "bold"), "   ", (" · ".join(line.numbers), "bold $accent"), "\n",
        facts, "\n",
        (f"{line.source}\n{' · '.join(dates)}", "$muted"),
    )  # fmt: skip


def _elsewhere(helplines: Helplines) -> Content:
    elsewhere = helplines.elsewhere
    return Content("\n").join(
        [
            Content.assemble((elsewhere.title, "bold")),
            Content(elsewhere.text),
            *(Content(f"·  {step}") for step in elsewhere.steps),
        ]
    )


def kinds_short(kinds: HelpKinds) -> Content:
    """The kinds of help by name, help for oneself first."""
    names = [Content(kind.name) for kind in kinds.kinds]
    return Content("\n").join([*names, Content(""), _key("i", _("what each is, and a first call"))])


def kinds_whole(kinds: HelpKinds) -> Content:
    """Every kind of help in plain words, then what one can ask in a first call, then the notice."""
    call = kinds.first_call
    return _lines(
        Content(kinds.strength),
        Content.assemble((kinds.safety_first, "$accent")),
        *(Content.assemble((kind.name, "bold"), "\n", kind.what) for kind in kinds.kinds),
        Content.assemble((_("In a first call"), "bold"), "\n", call.intro),
        Content("\n").join([Content(f"·  {question}") for question in call.questions]),
        Content.assemble((kinds.notice, "$muted")),
        apart=1,
    )


def _key(key: str, says: str) -> Content:
    return Content.assemble((key, "bold $accent"), (f"  {says}", "$muted"))


def _lines(*parts: Content, apart: int = 0) -> Content:
    return Content("\n" * (apart + 1)).join(parts)
