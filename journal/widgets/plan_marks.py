"""What stands beside the days of one plan, for where the plan is shown as a whole."""

from __future__ import annotations

from datetime import timedelta

from textual.content import Content

from journal.i18n import _
from journal.keys import first_key
from journal.model.kinds import Plan, PlanMark
from journal.model.occurrences import newest_marks, occurrence
from journal.session import Session
from journal.widgets.whose import their_name
from journal.wording.plans import capital, say_beside, say_planned_day

LATELY = timedelta(days=14)
"""How far back a day of a plan can still be marked."""


def beside_content(session: Session, plan: Plan) -> Content | None:
    """List other days that are proposed, and whoever leaves a day out; none where there is none."""
    journal, today = session.journal, session.today
    marks = [mark for mark in journal.about(plan) if isinstance(mark, PlanMark)]
    lines = []
    for (_plan, original), by_person in sorted(newest_marks(marks).items()):
        each = occurrence(plan, original, by_person, journal.me.id)
        for mark in each.beside if each.day >= today - LATELY else ():
            said = say_beside(mark, today, who=their_name(session, mark))
            when = capital(say_planned_day(each.day, today))
            proposes = mark.state == "moved"
            line = Content.assemble(
                (f"{when}  ", "$muted"), (said, "$secondary" if proposes else "$muted")
            )
            if proposes and journal.is_mine(plan):
                line += _way(session)
            lines.append(line)
    return Content("\n").join(lines) if lines else None


def _way(session: Session) -> Content:
    """How a proposed day is taken: among the days of plans."""
    plans, yes = first_key(session.keys, "go.plans"), first_key(session.keys, "plans.yes")
    said = _("{plans}, then {yes} on that day, takes it").format(plans=plans, yes=yes)
    return Content.assemble((f"\n{said}", "$muted"))
