"""Every action of the program, declared once: its name, key, help and where it works.

Screens take their bindings from this table, the palette and the help list it, and `keys.toml`
names its ids. One rule carries the keys: digits and capitals go somewhere, lower-case letters do
something here. Whether an action can run just now is said by `check_action` alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding, BindingType

from journal.i18n import _

EVERYWHERE = "everywhere"


@dataclass(frozen=True)
class Command:
    """One action."""

    id: str
    """How `keys.toml` names it, such as `go.today`."""
    key: str
    """Its default keys in Textual's names, separated by commas."""
    action: str
    """What Textual runs, such as `app.go('today')`."""
    name: str
    """What footer and palette call it."""
    help: str
    """One sentence on what it does."""
    place: str = EVERYWHERE
    """The screen or widget where it works; `everywhere` for all."""
    footer: bool = False
    """Whether the footer shows it."""
    always: bool = False
    """Whether it works also while typing and through dialogs."""


def _go(mode: str, key: str, name: str, help_: str) -> Command:
    return Command(f"go.{mode}", key, f"app.go('{mode}')", name, help_)


COMMANDS: tuple[Command, ...] = (
    _go("today", "0", _("Today"), _("How you are, today’s question, what is coming up.")),
    _go("communicate", "1", _("Communicate"), _("Step 1: your day, and needs said honestly.")),
    _go("listen", "2", _("Listen"), _("Step 2: talks, and how you like to be listened to.")),
    _go("vulnerable", "3", _("Be vulnerable"), _("Step 3: what you would normally keep.")),
    _go("transparent", "4", _("Be transparent"), _("Step 4: plain truths and promises.")),
    _go("share", "5", _("Share and make memories"), _("Step 5: what bonds you, and plans.")),
    _go("help", "6", _("Get help"), _("Step 6: finding someone, preparing, following up.")),
    _go("journal", "J", _("Journal"), _("Every entry, newest first.")),
    _go("memories", "M", _("Memories"), _("The log of shared memories.")),
    _go("plans", "P", _("Plans"), _("What is coming up, as a list and by month.")),
    _go("timer", "L", _("Listening timer"), _("Take turns to speak and to listen.")),
    _go("meeting", "W", _("Weekly meeting"), _("A quiet hour for the two of you, in five parts.")),
    _go("empathy", "E", _("Empathy"), _("How you would like to be cared for, and hard times.")),
    _go("touch", "T", _("Touch"), _("Everyday touch: what is welcome, and how it is today.")),
    _go("signs", "S", _("Signs"), _("How often you felt near, or safe; for you alone.")),
    _go("us", "U", _("Us"), _("You two: pairing, what travels, and leaving.")),
    Command("go.search", "slash", "app.go('search')", _("Search"),
            _("Find words, tags and days in everything you wrote."), footer=True),
    _go("settings", "comma", _("Settings"), _("Names, end of the day, theme, keys.")),
    Command("do.appreciate", "a", "app.appreciate", _("Appreciate"),
            _("Write one line about something you are glad of."), footer=True),
    Command("do.feeling", "f", "app.feeling", _("Feeling"),
            _("Say how you are feeling."), footer=True),
    Command("do.memory", "m", "app.memory", _("Memory"), _("Log a memory.")),
    Command("do.undo", "u", "app.undo", _("Take back"),
            _("Take back this session’s last delete, edit or mark.")),
    Command("do.theme", "", "app.change_theme", _("Theme"),
            _("Choose Paper, Ember or another theme.")),
    Command("do.person", "", "app.someone_else", _("Someone else"),
            _("Open another person’s journal on this machine, or add one.")),
    Command("do.save-copy", "", "app.save_copy", _("Save a copy elsewhere"),
            _("Write the whole journal into a folder you name, if saving here fails.")),
    Command("app.help", "f1,question_mark", "app.help", _("Help"),
            _("What this screen is for, and the keys in force."), footer=True, always=True),
    Command("app.palette", "ctrl+p", "app.command_palette", _("Commands"),
            _("Every command by name; jump to a day, a tag, a memory."), footer=True, always=True),
    Command("app.hide", "ctrl+g", "app.hide", _("Hide"),
            _("Blank the screen at once; with a passphrase, lock it."), footer=True, always=True),
    Command("app.quit", "ctrl+q", "app.quit", _("Quit"), _("Close Twofold."), always=True),
    # Every page
    Command("page.new", "n", "new", _("Write"), _("Begin writing here."), "page", footer=True),
    Command("page.save", "ctrl+s", "save", _("Keep"), _("Keep what is written."), "page",
            footer=True),
    Command("page.back", "escape", "back", _("Back"),
            _("One step back; no text is lost."), "page"),
    Command("entry.down", "j,down", "entry_move(1)", _("Next entry"),
            _("Go to the next entry."), "page"),
    Command("entry.up", "k,up", "entry_move(-1)", _("Previous entry"),
            _("Go to the previous entry."), "page"),
    Command("entry.first", "g,home", "entry_first", _("First entry"),
            _("Go to the first entry."), "page"),
    Command("entry.last", "G,end", "entry_last", _("Last entry"),
            _("Go to the last entry."), "page"),
    Command("entry.open", "enter", "entry_open", _("Open"), _("Open this entry."), "page"),
    Command("entry.edit", "e", "entry_edit", _("Edit"), _("Change this entry."), "page"),
    Command("entry.delete", "x", "entry_delete", _("Delete"),
            _("Put this entry in the bin, where it stays 30 days."), "page"),
    Command("entry.star", "asterisk", "entry_star", _("Star"),
            _("Mark this entry with a star, or take the star off."), "page"),
    Command("entry.add", "w", "entry_add", _("Add to it"),
            _("Write what belongs to this entry: what came of it, how it went."), "page"),
    Command("entry.share", "s", "entry_share", _("Who sees it"),
            _("Share this entry, and see first what goes; or take it back."), "page", footer=True),
    Command("entry.reply", "r", "entry_reply", _("Reply"),
            _("Say something to what your partner shared."), "page"),
    Command("entry.versions", "v", "entry_versions", _("Versions"),
            _("Show the earlier words of an entry, or two versions of it side by side."), "opened"),
    Command("do.export", "", "export", _("Export"),
            _("Write entries into a file of your own; you see it first."), "page"),
    # Where a page walks through the days
    Command("day.previous", "left_square_bracket", "day_step(-1)", _("Day before"),
            _("Go to the day before."), "days"),
    Command("day.next", "right_square_bracket", "day_step(1)", _("Day after"),
            _("Go to the day after."), "days"),
    Command("day.pick", "at", "day_pick", _("Go to a day"),
            _("Go to a day said in words, such as last friday."), "days"),
    # Today
    Command("question.depth", "d", "question_depth", _("Deeper or lighter"),
            _("Turn today’s question from light to personal to tender, and round again."), "today"),
    Command("question.other", "o", "question_other", _("Another question"),
            _("Turn to a question that you both answer, or back to the day’s own."), "today"),
    # Step 4
    Command("promise.open", "y", "still_open", _("Still open"),
            _("Say that a promise whose day has passed is still open; it will not be asked again."),
            "transparent"),
    # Step 6
    Command("support.helplines", "h", "helplines", _("Helplines"),
            _("Numbers to call in your country, each with where it was found."), "support"),
    Command("support.kinds", "i", "help_kinds", _("Kinds of help"),
            _("Which kinds of help there are, and what to ask in a first call."), "support"),
    Command("support.brought", "b", "brought", _("Brought"),
            _("Mark this question as brought, or as not yet brought."), "support"),
    # The journal of every entry
    Command("entries.step", "t", "by_step", _("By step"),
            _("Show the entries of one step."), "entries"),
    Command("entries.kind", "i", "by_kind", _("By kind"),
            _("Show the entries of one kind."), "entries"),
    Command("entries.seen", "v", "by_seen", _("By who sees it"),
            _("Show what only you see, what is shared, what either of you wrote."), "entries"),
    Command("entries.tag", "h", "by_tag", _("By tag"),
            _("Show the entries with one #tag."), "entries"),
    Command("entries.month", "o", "calendar", _("Calendar"),
            _("Pick a day in the month; days with words are marked."), "entries"),
    Command("entries.all", "c", "show_all", _("Everything"),
            _("Show every entry again."), "entries"),
    Command("entries.bin", "b", "bin", _("Bin"),
            _("What was deleted in the last 30 days, to take it back."), "entries"),
    Command("bin.restore", "r", "restore", _("Put back"),
            _("Take this entry out of the bin."), "bin"),
    Command("bin.for_good", "x", "for_good", _("Delete for good"),
            _("Ask, then take its words out of the journal; nothing brings them back."), "bin"),
    # Step 5
    Command("share.interest", "i", "interest", _("What bonds us"),
            _("Add one line about what you like, or what you would try."), "share"),
    Command("share.plan", "t", "to_plan", _("Make it a plan"),
            _("Begin a plan from this line."), "share"),
    # Plans
    Command("plans.done", "d", "done", _("Done"),
            _("Mark this day of the plan as done, or take the mark off."), "plans"),
    Command("plans.skip", "l", "skip", _("Leave out"),
            _("Skip this one, without any reason; the next ones stay."), "plans"),
    Command("plans.move", "t", "move", _("To another day"),
            _("Move just this one to another day."), "plans"),
    Command("plans.yes", "y", "say_yes", _("Yes"),
            _("Say yes to your partner’s plan, or take the day they propose for yours."), "plans"),
    Command("plans.memory", "c", "keep_memory", _("Keep as a memory"),
            _("Write a memory of what was done."), "plans"),
    Command("plans.good", "o", "was_good", _("What was good"),
            _("Write one line about what was good on this day of a plan."), "plans"),
    Command("plans.view", "v", "view", _("Month or list"),
            _("Show a month, or what is coming up."), "plans"),
    Command("plans.earlier", "left_square_bracket", "turn(-1)", _("Month before"),
            _("Go a month back."), "plans"),
    Command("plans.later", "right_square_bracket", "turn(1)", _("Month after"),
            _("Go a month on."), "plans"),
    Command("plans.pick", "at", "pick_day", _("Go to a day"),
            _("Go to a day said in words, such as next friday."), "plans"),
    # Memories
    Command("memories.starred", "v", "only_starred", _("Starred"),
            _("Show the memories with a star, or all of them."), "memories"),
    Command("memories.tag", "h", "by_tag", _("By tag"),
            _("Show the memories with one #tag."), "memories"),
    Command("memories.year", "y", "by_year", _("By year"),
            _("Show the memories of one year."), "memories"),
    Command("memories.all", "c", "show_all", _("All memories"),
            _("Show every memory again."), "memories"),
    # Empathy
    Command("care.here", "h", "say_here", _("I am here"),
            _("Tell your partner: I am here whenever you need me."), "here"),
    Command("care.hard", "t", "tough_time", _("A hard time"),
            _("Say that you are having a hard time, and what you need now."), "empathy"),
    Command("care.eased", "o", "eased", _("It has eased"),
            _("Say that your hard time has eased."), "empathy"),
    Command("care.guide", "c", "care_guide", _("Care guide"),
            _("Write how you would like your partner to be there, situation by situation."),
            "empathy"),
    Command("care.guess", "i", "guess", _("Guess, then check"),
            _("Guess how your partner feels or would answer; only you see it."), "empathy"),
    Command("care.neutral", "y", "neutral_eyes", _("Neutral eyes"),
            _("Seven quiet minutes to write about a disagreement; only you see it."), "empathy"),
    # Touch
    Command("touch.welcome", "y", "today(True)", _("Welcome today"),
            _("Say that touch is welcome today, or take that away again."), "touch", footer=True),
    Command("touch.not_today", "t", "today(False)", _("Not today"),
            _("Say that touch is not for today, or take that away; no reason is asked."), "touch",
            footer=True),
    Command("touch.turn", "right,o", "turn(1)", _("How it is for you"),
            _("Turn a touch to welcome, sometimes or not, and round again."), "touch"),
    Command("touch.turn_back", "left", "turn(-1)", _("How it is, the other way round"),
            _("Turn a touch the other way."), "touch"),
    Command("touch.share_list", "h", "share_list", _("Share my list"),
            _("Share what is welcome or sometimes; you see first what goes."), "touch"),
    # The weekly meeting, while one goes on: no key of a page's entries comes through it
    Command("meeting.write", "enter,n", "meeting_write", _("Write"),
            _("Write in the first line that is still empty."), "meeting"),
    Command("meeting.on", "right,space", "meeting_step(1)", _("Next part"),
            _("Go to the next part; every part can be left out."), "meeting"),
    Command("meeting.before", "left,b", "meeting_step(-1)", _("The part before"),
            _("Go back to the part before."), "meeting"),
    Command("meeting.listen", "t", "meeting_listen", _("Take turns to listen"),
            _("Open the listening timer, and come back here from it."), "meeting"),
    Command("meeting.end", "full_stop", "meeting_end", _("End the meeting"),
            _("Come to its end, where you say what is kept."), "meeting"),
    Command("meeting.keep", "ctrl+s", "meeting_keep", _("Keep for me"),
            _("Keep the meeting, for you alone; before its end, come to the end."), "meeting"),
    Command("meeting.keep_both", "s", "meeting_keep_both", _("Keep for both"),
            _("Keep the meeting, and share it: you see first what travels."), "meeting"),
    Command("meeting.drop", "x", "meeting_drop", _("Keep nothing"),
            _("Ask, then let the meeting go and keep nothing of it."), "meeting"),
    # Signs
    Command("signs.helplines", "h", "helplines", _("Helplines"),
            _("Numbers to call in your country, each with where it was found."), "signs"),
    # Us
    Command("us.invite", "i", "invite", _("Invite"),
            _("Leave an invitation in a folder you both have, and get a code to read out."), "us"),
    Command("us.accept", "c", "accept", _("Accept an invitation"),
            _("Type the code that your partner reads out."), "us"),
    Command("us.here", "h", "pair_here", _("Pair on this machine"),
            _("Pair with someone whose journal is on this machine, in one go."), "us"),
    Command("us.match", "y", "match", _("They match"),
            _("Say that the four words are the same on both sides."), "us"),
    Command("us.differ", "d", "differ", _("They differ"),
            _("Say that the four words differ, which ends the pairing at once."), "us"),
    Command("us.cancel", "t", "take_back", _("Take it back"),
            _("End a pairing that is not finished; nothing of it stays."), "us"),
    Command("us.sync", "o", "sync_now", _("Sync now"),
            _("Look into the exchange folder now; it happens by itself, too."), "us"),
    Command("us.move", "l", "move_folder", _("The folder lies elsewhere"),
            _("Say where the exchange folder lies now."), "us"),
    Command("us.put_back", "p", "put_back", _("Put everything back"),
            _("Put what you share back into a folder that lost it."), "us"),
    Command("us.leave", "q", "leave", _("Leave"),
            _("End the pairing, here and at once; nobody is told."), "us"),
    # Settings
    Command("settings.add", "", "add_person", _("Add someone"),
            _("Begin a journal for another person on this machine."), "settings"),
    Command("settings.passphrase", "", "passphrase", _("Passphrase"),
            _("Set, change or remove the passphrase; a new recovery code."), "settings"),
    Command("settings.backups", "", "backups", _("Backups"),
            _("Look at the backups, and put one into a new folder."), "settings"),
    # The listening timer: no key of other pages comes through it
    Command("talk.on", "enter", "talk_on", _("Go on"),
            _("Begin, hand over, or go on to what comes next."), "timer"),
    Command("talk.pause", "space", "talk_pause", _("Pause, or go on"),
            _("Let the clock stand still, or run on."), "timer"),
    Command("talk.longer", "plus,equals_sign", "talk_minute(1)", _("A minute more"),
            _("Give this turn a minute more."), "timer"),
    Command("talk.shorter", "minus", "talk_minute(-1)", _("A minute less"),
            _("Take a minute off this turn."), "timer"),
    Command("talk.time_out", "exclamation_mark", "talk_time_out", _("Time-out"),
            _("Leave the talk for a while, and say when both come back."), "timer"),
    Command("talk.yes", "y", "talk_yes", _("Yes, that is it"),
            _("Say that what was said back is what was meant."), "timer"),
    Command("talk.there_is_more", "t", "talk_there_is_more", _("There is more"),
            _("Speak on for one more minute, as often as wanted."), "timer"),
    Command("talk.back", "b,backspace", "talk_back", _("One step back"),
            _("Undo the last step of the talk, taken by a slip."), "timer"),
    Command("talk.end", "full_stop", "talk_end", _("End the talk"),
            _("Ask, then come to the closing words."), "timer"),
    Command("talk.write", "n", "talk_write", _("Closing words"),
            _("Write the closing words."), "timer"),
    Command("talk.keep", "ctrl+s", "talk_keep", _("Keep for me"),
            _("Keep the talk and its closing words, for you alone."), "timer"),
    Command("talk.keep_both", "s", "talk_keep_both", _("Keep for both"),
            _("Keep the talk, and share it: you see first what travels."), "timer"),
    Command("talk.drop", "x", "talk_drop", _("Keep nothing"),
            _("Ask, then let the talk go and keep nothing of it."), "timer"),
    Command("talk.leave", "escape", "back", _("Back"),
            _("Out of a text; before a talk, back to Today."), "timer"),
    Command("talk.next_row", "j,down", "talk_row(1)", _("Next row"),
            _("Go to the next thing to settle."), "timer"),
    Command("talk.previous_row", "k,up", "talk_row(-1)", _("Previous row"),
            _("Go to the thing to settle before."), "timer"),
    # A step's prompts
    Command("prompt.next", "p", "prompt_next", _("Next prompt"),
            _("Show another prompt of the same depth."), "prompts"),
    Command("prompt.depth", "d", "prompt_depth", _("Deeper or lighter"),
            _("Go from light to personal to tender, and round again."), "prompts"),
)  # fmt: skip
"""The table; sections add themselves below it by room."""


def commands_of(*places: str) -> tuple[Command, ...]:
    """List the commands of these places, in the table's order."""
    return tuple(command for command in COMMANDS if command.place in places)


def bindings(*places: str) -> list[BindingType]:
    """Make the Textual bindings of these places; every one has the command's id."""
    return [
        Binding(
            command.key,
            command.action,
            command.name[:1].lower() + command.name[1:],
            show=command.footer,
            priority=command.always,
            tooltip=command.help,
            id=command.id,
        )
        for command in commands_of(*places)
        if command.key
    ]


def picked(*ids: str) -> list[BindingType]:
    """Make the bindings of just these commands, for a dialog that takes a few of a page's."""
    chosen = {command.id for command in COMMANDS if command.id in ids}
    places = {command.place for command in COMMANDS if command.id in ids}
    return [
        binding
        for binding in bindings(*places)
        if isinstance(binding, Binding) and binding.id in chosen
    ]
