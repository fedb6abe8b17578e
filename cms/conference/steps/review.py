"""Last step: everything at a glance, the licence, the checklist."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.conference import queries
from cms.conference.enums import SubmissionState
from cms.conference.kinds import LICENCE_ADDRESSES, Licence, Step
from cms.conference.models import Question, Submission
from cms.conference.operations import Content
from cms.conference.steps.base import AccessibleFields, Problem, StepForms


class ReviewForm(AccessibleFields, forms.Form):
    use_required_attribute = False

    reply = forms.CharField(
        label=_("Your answer to the reviews"),
        required=False,
        max_length=20_000,
        help_text=_(
            "Say what you have changed and what not, point by point. The editors read "
            "it, and the reviewers of the next round: do not say who you are where "
            "they are not to know."
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def __init__(
        self,
        *args,
        licences: list[str],
        points: list[str],
        answers: bool = False,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        if not answers:
            del self.fields["reply"]
        self.needed = ("reply", "licence", *(f"check-{n}" for n in range(len(points))))
        if licences:
            self.fields["licence"] = forms.ChoiceField(
                label=_("Licence under which the paper may be published"),
                choices=[(name, Licence(name).label) for name in licences],
                required=False,
                widget=forms.RadioSelect,
            )
        for number, point in enumerate(points):
            self.fields[f"check-{number}"] = forms.BooleanField(
                label=point, required=False
            )


class ReviewStep(StepForms):
    step = Step.REVIEW

    def build(self, move: str) -> None:
        known = set(Licence.values)
        self.licences = [name for name in self.call.licences if name in known]
        text = self.call.text
        self.points = text.checklist_points if text else []
        self.form = ReviewForm(
            self.data,
            initial=self.stored,
            licences=self.licences,
            points=self.points,
            answers=self.is_answer,
        )

    @property
    def is_answer(self) -> bool:
        """Whether a revision is sent, with an answer to the reviews."""
        submission = self.submission
        return bool(
            submission and submission.state == SubmissionState.REVISION_REQUESTED
        )

    @property
    def keeps_typing(self) -> bool:
        return self.is_answer

    @property
    def reply_field(self):
        return self.form["reply"] if self.is_answer else None

    @property
    def checks(self) -> list:
        return [self.form[f"check-{number}"] for number in range(len(self.points))]

    @property
    def licence_field(self):
        return self.form["licence"] if self.licences else None

    @property
    def licence_links(self) -> list[tuple[str, str]]:
        return [(name, LICENCE_ADDRESSES[Licence(name)]) for name in self.licences]

    def forms(self) -> list[forms.Form]:
        return [self.form]

    def read_stored(self) -> dict[str, str]:
        if self.submission is None:
            return {"licence": ""}
        stored = {"licence": self.submission.licence}
        if self.is_answer:
            stored["reply"] = queries.reply_to(self.submission.decision)
        return stored

    def typed(self) -> dict[str, str]:
        return {
            name: self.form.cleaned_data.get(name, "")
            if name in self.form.fields
            else value
            for name, value in self.stored.items()
        }

    @property
    def content(self) -> Content:
        typed = self.typed()
        return Content(choices={"licence": typed["licence"]}, reply=typed.get("reply"))

    def check_complete(self) -> None:
        # A field that is too long has been told of already.
        if self.is_answer and not self.form.cleaned_data.get("reply", "-"):
            self.form.add_error(
                "reply", _("Write what you answer to the reviews and the editors.")
            )
        if self.licences and not self.form.cleaned_data.get("licence"):
            self.form.add_error("licence", _("Choose a licence."))
        for number in range(len(self.points)):
            if not self.form.cleaned_data.get(f"check-{number}"):
                self.form.add_error(
                    f"check-{number}", _("Confirm this point of the checklist.")
                )


def problems_of(submission: Submission, missing: list[str]) -> list[Problem]:
    """Put what is missing into words, each leading to its field."""
    language = submission.paper_language or "sl"
    text = next(
        (text for text in submission.texts.all() if text.title or text.abstract), None
    )
    text_at = f"id_text-{text.language if text else language}"
    known = {
        "submission_type": (
            Step.TYPE,
            "id_submission_type",
            _("Choose what you would like to submit."),
        ),
        "track": (Step.TYPE, "id_track", _("Choose a track.")),
        "paper_language": (
            Step.TYPE,
            "id_paper_language",
            _("Choose the language of the paper."),
        ),
        "manuscript": (Step.FILE, "id_file", _("Choose the file of your paper.")),
        "words": (
            Step.FILE,
            "id_file",
            _("The text is longer than this kind of submission allows."),
        ),
        "authors": (Step.AUTHORS, "id_author-0-name", _("Name at least one author.")),
        "denied_author": (
            Step.AUTHORS,
            "id_author-0-name",
            _("Somebody in the by-line says: that is not me. Correct the authors."),
        ),
        "licence": (Step.REVIEW, "id_licence", _("Choose a licence.")),
    }
    found: list[Problem] = []
    asked: dict[int, Question] = {}
    for code in missing:
        if code == "texts":
            found += _text_problems(text, text_at)
        elif code.startswith("answer-"):
            asked = asked or {one.pk: one for one in queries.questions_for(submission)}
            question = asked[int(code.removeprefix("answer-"))]
            message = _("Answer this question: %(question)s") % {"question": question}
            found.append(Problem(f"id_{code}", message, Step.QUESTIONS))
        elif code.startswith("abstract-"):
            target = f"id_text-{code.removeprefix('abstract-')}-abstract"
            message = str(_("The abstract is longer than this call allows."))
            found.append(Problem(target, message, Step.DETAILS))
        else:
            step, target, message = known[code]
            found.append(Problem(target, str(message), step))
    return found


def _text_problems(text, text_at: str) -> list[Problem]:
    found = []
    if text is None or not text.title:
        message = str(_("Enter the title of the paper."))
        found.append(Problem(f"{text_at}-title", message, Step.DETAILS))
    if text is None or not text.abstract:
        message = str(_("Enter the abstract."))
        found.append(Problem(f"{text_at}-abstract", message, Step.DETAILS))
    return found
