"""The words of the pages' scripts, which get them from the page that they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from osteotwin.web.language import Words

#: What stands in %(…)s is put in by the script; a percent sign is written twice.
SCRIPT_WORDS: Final[Mapping[str, Words]] = {
    "no_answer": Words("osteotwin does not answer. Fix: start it again with `osteotwin serve`."),
    "ended_with": Words("It ended with %(status)s. Fix: try again."),
    "other_name": Words("That is not the name; nothing was erased."),
    "yes": Words("yes"),
    "choice": Words("%(value)s: %(meaning)s"),
    "section": Words("%(title)s (%(count)s)"),
    "not_understood": Words("Nothing in it was understood."),
    "understood": Words("Understood: %(said)s"),
    "asked_below": Words("Something is asked below; nothing that you wrote is lost."),
    "how_to_write_it": Words("How to write it"),
    "which_way": Words("Write one of these instead:"),
    "check_fields": Words(
        "Filled in as far as your answer is understood: check it, and fill in what is missing."
    ),
    "unread": Words("Not wholly understood: %(what)s. Fill in what of it matters."),
    "add_another": Words("Add another"),
    "remove": Words("Remove"),
    "removed": Words("Removed: %(what)s"),
    "put_back": Words("Put it back"),
    "use_these": Words("Use these"),
    "close": Words("Close"),
    "fields_asked": Words("Something is asked above; nothing that you filled in is lost."),
    "not_used_yet": Words("What is filled in here is not used yet: take it over first, or close it."),
    "answer_changed": Words("Your answer changed since."),
    "fill_anew": Words("Fill in anew from it"),
    "also_wrote": Words("You also wrote: %(what)s. Add it if it matters."),
    "own_words": Words("Back to my own words"),
    "fields_words": Words("Back to what the fields told"),
    "take_over": Words("Take it over"),
    "keeping": Words("Keeping it…"),
    "kept": Words("Kept. It holds on every page."),
    "running": Words("%(share)s %%"),
    "waiting": Words("waiting"),
    "waiting_behind": Words("waiting, %(ahead)s before this one"),
    "done": Words("done"),
    "failed": Words("failed"),
    "cancelled": Words("cancelled"),
    "not_begun": Words("not begun"),
    "stopped_load_again": Words("It was stopped. Load the page again to begin anew."),
    "stopped": Words("It was stopped; nothing changed."),
    "last": Words("Last: %(what)s."),
    "slider": Words("%(value)s %(unit)s"),
    "play": Words("Play"),
    "play_again": Words("Play again"),
    "pause": Words("Pause"),
}
