"""`answer` and `reply`: to a question that both have, and to what the other shared."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import click

from journal.cli.command import Plain
from journal.cli.conversing import entry_named
from journal.cli.failing import CouldNot, WrongUse
from journal.cli.here import Here
from journal.cli.share import must_be_paired, show_travelling
from journal.cli.typed import is_terminal, read_some_text, read_text
from journal.content import DEPTHS, Prompt, catalogue
from journal.i18n import _
from journal.model.kinds import STEPS, Answer, Reply, ReplySort
from journal.model.plain import one_line
from journal.model.prompts import question_of_day
from journal.model.record import BOTH, ME, SEALED, Record
from journal.store import Journal
from journal.wording.conversation import person
from journal.wording.sharing import partner_or

TODAY = "today"

LONGEST_ASKED = 300
"""Signs of a question that only the other's journal knows; ours have at most 140."""


@click.command(cls=Plain, help=_("Answer a question; the text comes from stdin."))
@click.argument("question", metavar=_("QUESTION"))
@click.option("--sealed", is_flag=True, help=_("Shared; opens once both of you have answered."))
@click.pass_obj
def answer(here: Here, question: str, *, sealed: bool) -> None:
    """Keep an answer and print its id; QUESTION is *today* or a prompt's id."""

    def asked(journal: Journal) -> tuple[str, str]:
        if sealed:
            must_be_paired(journal)
        return _question(here, journal, question)

    _before_typing(here, asked)
    text = read_some_text()
    with here.open() as journal:
        name, words = asked(journal)
        audience = SEALED if sealed else ME
        record = Answer(day=here.today, question=name, asked=words, text=text, audience=audience)
        if sealed:
            show_travelling(journal, record)
        (kept,) = journal.commit([record]).result()
    click.echo(kept.id)


def _question(here: Here, journal: Journal, named: str) -> tuple[str, str]:
    """Find a question's id and words: today's light one, a prompt, or one the other answered."""
    if named == TODAY:
        seed = journal.pairing or journal.id  # two who are paired are asked the same
        prompt = question_of_day(catalogue().questions_of(DEPTHS[0]), here.today, seed, DEPTHS[0])
        return prompt.id, prompt.text
    for prompt in _prompts():
        if prompt.id == named:
            return prompt.id, prompt.text
    for given in journal.of_kind(Answer):
        if given.question == named:
            return given.question, one_line(given.asked)[:LONGEST_ASKED]
    raise WrongUse(_("QUESTION is “today”, or the id of a prompt."))


def _prompts() -> Iterator[Prompt]:
    yield from catalogue().questions
    for step in STEPS:
        yield from catalogue().step(step).prompts


@click.command(cls=Plain, help=_("Reply to what your partner shared; the text comes from stdin."))
@click.argument("entry", metavar=_("ID"))
@click.option("--thanks", "sort", flag_value="thanks", help=_("Thank you for telling me."))
@click.option("--heard", "sort", flag_value="heard", help=_("What I hear is … (your text)."))
@click.option("--more", "sort", flag_value="more", help=_("I would like to know more."))
@click.option("--here", "sort", flag_value="here", help=_("I am here whenever you need me."))
@click.pass_obj
def reply(here: Here, entry: str, sort: ReplySort | None) -> None:
    """Keep a reply, which is shared by being written, and print its id."""
    _before_typing(here, lambda journal: _say_shared(_to(journal, entry), journal))
    needs_text = sort in (None, "heard")
    text = read_some_text() if needs_text else "" if is_terminal() else read_text()
    with here.open() as journal:
        about = _to(journal, entry)
        if not is_terminal():
            _say_shared(about, journal)
        record = Reply(
            day=here.today,
            sort=sort or "own",
            text=text if text.strip() else "",
            about=about.reference,
            audience=BOTH,
        )
        (kept,) = journal.commit([record]).result()
    click.echo(kept.id)


def _say_shared(about: Record, journal: Journal) -> None:
    """Say first that what is written here is shared by being written."""
    name = partner_or(person(journal.author_name(about)))
    click.echo(_("A reply is shared: {name} will read it.").format(name=name), err=True)


def _to(journal: Journal, typed: str) -> Record:
    """Find what is replied to: an entry of the other's, open, of this pairing."""
    record = entry_named(journal, typed)
    if journal.is_mine(record):
        raise CouldNot(_("This is yours; a reply is for what your partner shared."))
    must_be_paired(journal)
    if not journal.is_travelling(record):
        raise CouldNot(_("This was shared before, in a pairing that has ended."))
    if record.seen_by == SEALED and not any(record.texts()):
        raise CouldNot(_("This is sealed until both of you have answered."))
    return record


def _before_typing(here: Here, check: Callable[[Journal], object]) -> None:
    """Tell whoever types a text first if it could not be kept."""
    here.person()
    if is_terminal():
        with here.open() as journal:
            check(journal)
