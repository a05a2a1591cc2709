"""What a person is told of a journal that was not as this program left it."""

from __future__ import annotations

from journal.i18n import _, ngettext

NEWER = _(
    "This journal was written by a newer version of Twofold. "
    "Install that version to open it; the file was left as it is."
)

CUT_SHORT = _("This journal cannot be read: its file is cut short or damaged. Nothing was changed.")

NOT_A_JOURNAL = _("This is not a journal: its file holds something else. It was left as it is.")

NO_ROOM_ASIDE = _(
    "Some of this journal is damaged, and a copy of the damaged file cannot be kept: {reason}. "
    "Set that right, then open it again; nothing was changed."
)


def damaged_log(read: int, lost: int, kept: str) -> str:
    """Say that some of the latest saves are damaged, how many there are, and what was kept."""
    if lost:
        said = ngettext(
            "Of the latest saves of this journal, {read} could be read and at least {lost} is "
            "damaged.",
            "Of the latest saves of this journal, {read} could be read and at least {lost} are "
            "damaged.",
            lost,
        ).format(read=read, lost=lost)
    else:
        said = ngettext(
            "The file with the latest saves of this journal is damaged, but the {read} save in "
            "it could be read.",
            "The file with the latest saves of this journal is damaged, but all {read} saves in "
            "it could be read.",
            read,
        ).format(read=read)
    return " ".join((said, _("The damaged file is kept as {name}.").format(name=kept)))


def foreign_log(read: int, kept: str, salvaged: str) -> str:
    """Say that a log lay there which belongs to another state of the journal."""
    said = ngettext(
        "Beside this journal lay a file with {count} save that belongs to an older or newer state "
        "of it, not to this one: one of the two was put back or synced. It is kept as {name}.",
        "Beside this journal lay a file with {count} saves that belong to an older or newer state "
        "of it, not to this one: one of the two was put back or synced. It is kept as {name}.",
        read,
    ).format(count=read, name=kept)
    if not salvaged:
        return said
    return " ".join((said, _("What could be read of it is in {name}.").format(name=salvaged)))


def accepted_changes(kept: str) -> str:
    """Say that a changed file was taken as it is."""
    return _(
        "This journal was changed outside this program or damaged, and is opened as it is now. "
        "A copy of the changed file is kept as {name}."
    ).format(name=kept)
