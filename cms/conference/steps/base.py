"""What all steps of the wizard have in common."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from django import forms

from cms.conference.kinds import Step
from cms.conference.models import Call, Submission
from cms.conference.operations import Content
from cms.conference.suggestions import Suggestions


@dataclass(frozen=True)
class Problem:
    """One line of the error summary, and the field to which it leads."""

    target: str
    message: str
    # The step that holds the field; empty when it is on the same page.
    step: str = ""


class AccessibleFields:
    """Connects each widget with its error and its hint for those who listen."""

    # A draft may lack them, a submission may not: so they are never "optional".
    needed: tuple[str, ...] = ()

    def prepare_display(self) -> None:
        for bound in self:
            if bound.name in self.needed:
                bound.field.required = True
            notes = []
            if bound.help_text:
                notes.append(f"{bound.auto_id}_helptext")
            if bound.errors:
                notes.append(f"{bound.auto_id}_error")
                bound.field.widget.attrs["aria-invalid"] = "true"
            if notes:
                bound.field.widget.attrs["aria-describedby"] = " ".join(notes)


class StepForms:
    """All forms of one step as one: rows, errors, and what was typed.

    `move` is a button that changes the page without saving, e.g. `add-author`.
    """

    step: Step
    moves: tuple[str, ...] = ()
    # Whether something is typed that would be missed.
    keeps_typing = True

    def __init__(
        self,
        call: Call,
        submission: Submission | None,
        *,
        data: Mapping | None = None,
        files: Mapping | None = None,
        move: str = "",
        suggestions: Suggestions | None = None,
    ):
        self.call = call
        self.submission = submission
        self.data = data
        self.files = files
        self.suggestions = suggestions or Suggestions()
        self.problems: list[Problem] = []
        self.stored = self.read_stored()
        self.build(move)

    # --- What each step says for itself ----------------------------------------
    def build(self, move: str) -> None:
        """Make the step's forms."""
        raise NotImplementedError

    def forms(self) -> list[forms.Form]:
        """Return the forms in the order of the page."""
        raise NotImplementedError

    def read_stored(self) -> object:
        """Return what is saved of this step, as plain values."""
        raise NotImplementedError

    def typed(self) -> object:
        """Return what was typed in the same shape; only after `is_valid`."""
        raise NotImplementedError

    @property
    def content(self) -> Content:
        """What was typed, as operations want it; only after `is_valid`."""
        raise NotImplementedError

    def check_complete(self) -> None:
        """Add an error for all that a submitted paper must have."""

    def check_together(self) -> None:
        """Add an error where fields do not go together."""

    # --- What all share ---------------------------------------------------------
    @property
    def seen(self) -> str:
        """The fingerprint of what is stored, which the page carries along."""
        return fingerprint(self.stored)

    def is_move(self, action: str) -> bool:
        return action.startswith(self.moves) if self.moves else False

    def is_valid(self, *, complete: bool) -> bool:
        """Check every form; with `complete`, also whether a paper may be like this."""
        valid = [form.is_valid() for form in self.forms()]
        if complete:
            self.check_complete()
        self.check_together()
        self.collect_problems()
        return all(valid) and not self.problems

    def is_overtaken(self) -> bool:
        """Whether something else was saved since this page was shown.

        Only after `is_valid`; the same words typed twice overtake nobody.
        """
        seen = (self.data or {}).get("seen", "")
        return bool(seen) and seen != self.seen and self.typed() != self.stored

    def collect_problems(self) -> None:
        """Gather the error summary in the order of the page."""
        self.problems = []
        for form in self.forms():
            form.prepare_display()
            for error in form.non_field_errors():
                self.problems.append(Problem("", error))
            for bound in form:
                # A group of radio buttons is named by its fieldset.
                target = bound.auto_id if bound.use_fieldset else bound.id_for_label
                self.problems += [Problem(target, error) for error in bound.errors]


def fingerprint(values: object) -> str:
    """Return a short hash of plain values."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
