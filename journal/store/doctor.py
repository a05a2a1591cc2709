"""Reads everything of one journal, verifies every checksum and record, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from journal.i18n import _, ngettext
from journal.store.aside import is_aside, opened
from journal.store.backups import Backup, Backups
from journal.store.bookkeeping import read_bookkeeping
from journal.store.documents import OWN_KEY, OWN_SEALED, is_emptied, read_records
from journal.store.drafts import MAGIC as SEALED_DRAFTS
from journal.store.drafts import Drafts
from journal.store.errors import CannotRead, NeedsKey
from journal.store.files import Files, Mark
from journal.store.home import DRAFTS, HOLDER, JOURNAL, Home
from journal.store.key_errors import KeysError, KeysMissing, OwnKeyError
from journal.store.keys_file import KeysFile
from journal.store.loading import Loaded, LogState, load
from journal.store.log import scan
from journal.store.own_seal import row_in
from journal.store.own_tables import is_sealed_rightly
from journal.store.seal import PLAIN, Seal, Unsealable
from journal.store.snapshot import Tables, is_envelope
from journal.store.spoken import unreadable
from journal.store.storage import log_path
from journal.store.synced import synced_notice


class Finding(NamedTuple):
    """One thing that was looked at."""

    sentence: str
    ok: bool = True


class Report(NamedTuple):
    """What was found, in the order in which it was looked at."""

    findings: list[Finding]

    @property
    def ok(self) -> bool:
        """Whether all is well."""
        return all(finding.ok for finding in self.findings)

    @property
    def sentences(self) -> list[str]:
        """Every finding as a plain sentence."""
        return [finding.sentence for finding in self.findings]


def examine(home: Home, name: str, *, seal: Seal = PLAIN) -> Report:
    """Look at every file of a person's journal. Raises `BadName`; it takes no lock.

    Of what is encrypted, without its seal only the checksums are verified. Where another program
    has the journal open, its last save may not be seen; that is no fault.
    """
    return examine_folder(home.files, home.folder(name), seal=seal)


def examine_folder(files: Files, folder: Path, *, seal: Seal = PLAIN) -> Report:
    """Look at every file in a journal's folder."""
    report = Report([])
    loaded = _journal(files, folder / JOURNAL, seal, report)
    if loaded is not None:
        _records(loaded.tables, report)
    needed = not seal.sealed and _is_encrypted(files, folder / JOURNAL)
    _keys(files, folder, report, needed=needed)
    _drafts(files, folder / DRAFTS, seal, report)
    _backups(files, folder, seal, report)
    _asides(files, folder, seal, report)
    if notice := synced_notice(folder):
        report.findings.append(Finding(notice))
    if HOLDER in files.names(folder):
        said = _("The journal is open in a program now, or was not closed by the last one.")
        report.findings.append(Finding(said))
    return report


def _journal(files: Files, path: Path, seal: Seal, report: Report) -> Loaded | None:
    """Read snapshot and log, once more if they changed while they were read."""
    for again in range(3):
        before = _marks(files, path)
        try:
            loaded = load(files, path, log_path(path), seal)
            read_bookkeeping(loaded.tables)
        except NeedsKey:
            _without_keys(files, path, report)
            return None
        except CannotRead as error:
            report.findings.append(Finding(str(error), ok=False))
            return None
        except OSError:
            said = _("The file {file} of the journal cannot be read.").format(file=path.name)
            report.findings.append(Finding(said, ok=False))
            return None
        if _marks(files, path) == before or again == 2:
            break
    said = _("The journal's file is whole: every byte of it matches its checksum.")
    if loaded.imprint.generation == 0:
        said = _("The journal's file can be read; it is of the time before files had checksums.")
    report.findings.append(Finding(said))
    report.findings.append(_log(loaded))
    return loaded


def _without_keys(files: Files, path: Path, report: Report) -> None:
    """Say what can be said of an encrypted journal from outside."""
    said = _("The journal's file matches its checksum; without its keys it was not read.")
    report.findings.append(Finding(said, ok=False))
    try:
        found = scan(files.read(log_path(path)))
    except OSError:
        return
    said = ngettext(
        "{count} save in the log matches its checksum.",
        "{count} saves in the log match their checksums.",
        len(found.frames),
    ).format(count=len(found.frames))
    report.findings.append(Finding(said))
    if found.gaps:
        said = _("The file with the latest saves is damaged beside them.")
        report.findings.append(Finding(said, ok=False))


def _log(loaded: Loaded) -> Finding:
    log = loaded.log
    if log.state is LogState.DAMAGED:
        return Finding(
            ngettext(
                "The file with the latest saves is damaged: {read} can be read, and {lost} is "
                "known to be missing.",
                "The file with the latest saves is damaged: {read} can be read, and {lost} are "
                "known to be missing.",
                log.lost,
            ).format(read=log.read, lost=log.lost),
            ok=False,
        )
    if log.state is LogState.FOREIGN:
        said = _("Beside the journal lies a file with saves that belong to another state of it.")
        return Finding(said, ok=False)
    said = ngettext(
        "{count} save since then is in the log, and whole.",
        "{count} saves since then are in the log, and whole.",
        log.read,
    ).format(count=log.read)
    return Finding(said)


def _records(tables: Tables, report: Report) -> None:
    found, me = read_records(tables), read_bookkeeping(tables).me.id
    own = [record for record in found.records if record.author == me]
    said = ngettext(
        "{count} entry was read and understood.",
        "{count} entries were read and understood.",
        len(own),
    )
    report.findings.append(Finding(said.format(count=len(own))))
    if found.hidden:
        report.findings.append(Finding(found.notice, ok=False))
    if theirs := len(found.records) - len(own):
        said = ngettext(
            "{count} entry is your partner's.", "{count} entries are your partner's.", theirs
        )
        report.findings.append(Finding(said.format(count=theirs)))
    if found.unseen:
        said = ngettext(
            "{count} more of your partner's is kept, of a sort that this version does not know.",
            "{count} more of your partner's are kept, of sorts that this version does not know.",
            found.unseen,
        )
        report.findings.append(Finding(said.format(count=found.unseen)))
    _own_key(tables, report)
    if count := unreadable(tables):
        said = ngettext(
            "{count} note about what was exchanged is damaged.",
            "{count} notes about what was exchanged are damaged.",
            count,
        )
        report.findings.append(Finding(said.format(count=count), ok=False))


def _own_key(tables: Tables, report: Report) -> None:
    """Look at what has a passphrase of its own, from outside."""
    documents = tables.get(OWN_SEALED, {}).values()
    damaged = count = sum(not is_emptied(raw) for raw in documents)
    if tables.get(OWN_KEY):
        damaged = sum(not is_sealed_rightly(raw) for raw in documents)
        said = ngettext(
            "{count} more has a passphrase of its own; it was counted and not read.",
            "{count} more have a passphrase of their own; they were counted and not read.",
            count,
        )
        report.findings.append(Finding(said.format(count=count)))
        try:
            row_in(tables)
        except OwnKeyError as error:
            report.findings.append(Finding(str(error), ok=False))
    if damaged:
        said = ngettext(
            "{count} entry that had a passphrase of its own can be opened by nothing any more.",
            "{count} entries that had a passphrase of their own can be opened by nothing any more.",
            damaged,
        )
        report.findings.append(Finding(said.format(count=damaged), ok=False))


def _drafts(files: Files, path: Path, seal: Seal, report: Report) -> None:
    try:
        data = files.read(path)
    except FileNotFoundError:
        return
    except OSError:
        report.findings.append(Finding(_("The drafts cannot be read."), ok=False))
        return
    if data.startswith(SEALED_DRAFTS) and not seal.sealed:
        said = _("The unfinished texts are encrypted; without the keys nobody looks at them.")
        report.findings.append(Finding(said))
        return
    count = Drafts.count(data, seal)
    if count is None:
        report.findings.append(Finding(_("The file with drafts is damaged."), ok=False))
        return
    said = ngettext("{count} unfinished text is kept.", "{count} unfinished texts are kept.", count)
    report.findings.append(Finding(said.format(count=count)))


def _keys(files: Files, folder: Path, report: Report, *, needed: bool) -> None:
    try:
        KeysFile(folder, files).read()
        report.findings.append(Finding(_("The file with the keys is whole.")))
    except KeysMissing as error:
        if needed:
            report.findings.append(Finding(str(error), ok=False))
    except KeysError as error:
        report.findings.append(Finding(str(error), ok=False))


def _backups(files: Files, folder: Path, seal: Seal, report: Report) -> None:
    backups = Backups(folder, files)
    good: list[Backup] = []
    shut = 0
    for backup in backups.all():
        try:
            backups.read(backup, seal)
            good.append(backup)
        except NeedsKey:
            shut += 1
        except CannotRead:
            said = _("The backup of {day} is damaged.").format(day=backup.name)
            report.findings.append(Finding(said, ok=False))
    if shut:
        said = ngettext(
            "{count} backup matches its checksum; it opens with the keys alone.",
            "{count} backups match their checksums; they open with the keys alone.",
            shut,
        ).format(count=shut)
        report.findings.append(Finding(said))
        return
    if not good:
        report.findings.append(Finding(_("There is no backup yet.")))
        return
    said = ngettext(
        "{count} backup is whole; it is of {day}.",
        "{count} backups are whole; the newest is of {day}.",
        len(good),
    ).format(count=len(good), day=good[0].name)
    report.findings.append(Finding(said))


def _asides(files: Files, folder: Path, seal: Seal, report: Report) -> None:
    names = [name for name in files.names(folder) if is_aside(name)]
    for name in names:
        try:
            opened(folder / name, files.read(folder / name), seal)
            said = _("{name} was kept aside earlier; look at it or delete it.").format(name=name)
            report.findings.append(Finding(said))
        except (OSError, Unsealable):
            said = _("{name} was kept aside earlier and does not open.").format(name=name)
            report.findings.append(Finding(said))


def _is_encrypted(files: Files, path: Path) -> bool:
    try:
        return is_envelope(files.read(path))
    except OSError:
        return False


def _marks(files: Files, path: Path) -> list[Mark | None]:
    return [_mark(files.mark, place) for place in (path, log_path(path))]


def _mark(mark: Callable[[Path], Mark], path: Path) -> Mark | None:
    try:
        return mark(path)
    except OSError:
        return None
