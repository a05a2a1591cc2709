"""`add`, `checkin`, `memory add` and `plan add`: text from standard input becomes a record."""

from __future__ import annotations

from datetime import date, timedelta

import click

from journal.cli.command import Plain
from journal.cli.failing import WrongUse
from journal.cli.here import Here
from journal.cli.typed import (
    is_terminal,
    option_words,
    read_some_text,
    read_text,
    title_and_words,
)
from journal.i18n import _
from journal.model.kinds import STEPS, CheckIn, Entry, Memory, Plan, RuleFrom, Sharing, Truth
from journal.model.plain import one_line
from journal.model.record import Record, new_id
from journal.model.recurrence import next_occurrence, settle, to_rrule
from journal.model.tags import tags_in
from journal.wording.dates import NotUnderstood
from journal.wording.rules import understand_rule

WHEN = _("WHEN")

STEP_HELP = _(
    "Write in one of the six steps; the text comes from stdin.\n\n"
    "STEP: communicate, listen, vulnerable, transparent, share or help."
)

day_option = click.option(
    "--day", metavar=WHEN, help=_("The day it is about: 2026-11-22, yesterday, last friday …")
)


@click.command(cls=Plain, help=STEP_HELP)
@click.argument("step", type=click.Choice(STEPS), metavar=_("STEP"))
@day_option
@click.pass_obj
def add(here: Here, step: str, day: str | None) -> None:
    """Keep an entry and print its id."""
    on = here.day(day)
    _keep(here, _entry(step, on, _text(here)))


def _entry(step: str, day: date, text: str) -> Record:
    if step == "vulnerable":
        return Sharing(day=day, text=text)
    if step == "transparent":
        return Truth(day=day, truth=text)
    return Entry(day=day, step=step, text=text)


@click.command(cls=Plain, help=_("Say how you are feeling; stdin may hold a line beside it."))
@click.option("--pleasant", type=click.IntRange(-4, 4), required=True, help=_("-4 to 4."))
@click.option("--energy", type=click.IntRange(-4, 4), required=True, help=_("-4 to 4."))
@click.option("--word", "words", multiple=True, help=_("A feeling word; several are welcome."))
@day_option
@click.pass_obj
def checkin(
    here: Here, pleasant: int, energy: int, words: tuple[str, ...], day: str | None
) -> None:
    """Keep a check-in, and the line beside it as an entry of its own; print their ids."""
    on, words, line = here.day(day), option_words(words, "--word"), ""
    here.person()
    if not is_terminal():
        line = read_text()
    with here.open() as journal:
        feeling = CheckIn(
            id=new_id(),
            author=journal.me.id,
            day=on,
            pleasant=pleasant,
            energy=energy,
            words=words,
        )
        records: list[Record] = [feeling]
        if line.strip():
            about = feeling.reference
            records.append(Entry(day=on, step="communicate", text=line, about=about))
        kept = journal.commit(records).result()
    _print_ids(kept)


@click.group(help=_("The log of shared memories."))
def memory() -> None:
    """Gather what concerns memories."""


@memory.command("add", cls=Plain, help=_("Stdin: the title in the first line, then the words."))
@day_option
@click.option("--place", default="", help=_("Where it was."))
@click.option("--tag", "tags", multiple=True, help=_("A tag; several are welcome."))
@click.pass_obj
def memory_add(here: Here, day: str | None, place: str, tags: tuple[str, ...]) -> None:
    """Keep a memory and print its id."""
    on = here.day(day)
    place = one_line(place)
    tags = tuple(dict.fromkeys(_tag(tag) for tag in option_words(tags, "--tag")))
    title, words = title_and_words(_text(here))
    _keep(here, Memory(day=on, title=title, place=place, tags=tags, words=words))


def _tag(typed: str) -> str:
    tag = typed.removeprefix("#")
    if tags_in(f"#{tag}") != (tag,):
        raise WrongUse(_("A tag is one word of letters and digits, such as walk or first-snow."))
    return tag


@click.group(help=_("What is coming up."))
def plan() -> None:
    """Gather what concerns plans."""


@plan.command("add", cls=Plain, help=_("Stdin: the title."))
@click.option("--on", "on", metavar=WHEN, required=True, help=_("The first day."))
@click.option(
    "--every", metavar=_("RULE"), help=_("Such as “every friday”, “yearly”, or an RRULE.")
)
@click.pass_obj
def plan_add(here: Here, on: str, every: str | None) -> None:
    """Keep a plan and print its id."""
    rule = _rule(here.day(on, "ahead"), every)
    title, note = title_and_words(_text(here))
    _keep(here, Plan(day=rule.start, title=title, note=note, rules=(rule,)))


def _rule(start: date, every: str | None) -> RuleFrom:
    """The rule that was typed, from the first day on or after `start` on which it falls."""
    if every is None:
        return RuleFrom(start=start)
    try:
        rule = understand_rule(every, start)
    except NotUnderstood as unclear:
        raise WrongUse(str(unclear)) from None
    first = next_occurrence(rule, start, start - timedelta(days=1))
    if first is None:
        raise WrongUse(_("By this rule the plan would never come up."))
    return RuleFrom(start=first, rule=to_rrule(settle(rule, first)))


def _text(here: Here) -> str:
    """Read the text; whoever types it is told first if it could not be kept."""
    here.person()
    if is_terminal():
        here.open().close()
    return read_some_text()


def _keep(here: Here, record: Record) -> None:
    with here.open() as journal:
        kept = journal.commit([record]).result()
    _print_ids(kept)


def _print_ids(records: list[Record]) -> None:
    for record in records:
        click.echo(record.id)
