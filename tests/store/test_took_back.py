"""What one took back oneself is known as that, though nothing of it is here any more."""

from __future__ import annotations

from journal.model.answers import Opens
from journal.model.kinds import Answer
from journal.model.record import BOTH, SEALED, Reference
from journal.store import Home, Journal
from tests.clocks import FixedClock
from tests.store.conversations import DAY, entry
from tests.sync.paired import hear, pair_up, send_all


def test_what_was_sent_and_withdrawn_is_known_as_taken_back(
    home: Home, journal: Journal, clock: FixedClock
) -> None:
    """Un-shared after it went, and found so again when the journal is opened anew."""
    pair_up(journal)
    kept = journal.commit([entry("snow", audience=BOTH)]).result()[0]
    send_all(journal)
    assert not journal.took_back(kept.reference)
    private = journal.unshare(kept).result()
    assert private.id != kept.id
    assert journal.took_back(kept.reference)
    assert not journal.took_back(private.reference)
    name = journal.name
    journal.close()
    with Journal.open(home, name, clock=clock) as again:
        assert again.took_back(kept.reference)


def test_what_lies_in_the_bin_is_taken_back_until_it_is_put_back(journal: Journal) -> None:
    """A shared entry that was deleted, and one put back from the bin."""
    pair_up(journal)
    kept = journal.commit([entry("snow", audience=BOTH)]).result()[0]
    send_all(journal)
    gone = journal.delete(kept).result()[0]
    assert journal.took_back(kept.reference)
    journal.restore(gone).result()
    assert not journal.took_back(kept.reference)


def test_what_never_was_and_what_is_another_s_was_not_taken_back(journal: Journal) -> None:
    """An id that nothing of one's own ever had, and any record of the other's."""
    pair_up(journal)
    theirs = hear(journal, entry("his"))[0]
    assert not journal.took_back(Reference(journal.me.id, "7" * 32))
    assert not journal.took_back(theirs.reference)


def test_when_a_sealed_answer_opens_is_asked_of_what_the_partner_answered(
    journal: Journal,
) -> None:
    """Only an answer of the present partner, said in this pairing, to the same question counts."""
    pair_up(journal)
    mine = Answer(day=DAY, question="q", asked="?", text="tea", audience=SEALED)
    hear(journal, Answer(day=DAY, question="other", asked="?", text="-", audience=SEALED))
    assert journal.opens(mine) is Opens.LATER
    theirs = hear(journal, Answer(day=DAY, question="q", asked="?", text="-", audience=SEALED))[0]
    assert journal.opens(mine) is Opens.NEXT
    assert journal.opens(theirs) is Opens.LATER
    journal.exchange(
        lambda sync: sync.open_answer(theirs.author, theirs.id, {"text": "soup"})
    ).result()
    assert journal.opens(mine) is Opens.AT_ONCE
    journal.exchange(lambda sync: sync.end_pairing(forget_received=False)).result()
    pair_up(journal, "Cleo")
    assert journal.opens(mine) is Opens.LATER
