"""Fifth step: what the call asks beyond the paper."""

from decimal import Decimal

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from cms.conference import queries
from cms.conference.kinds import AnswerType, Step
from cms.conference.models import Question
from cms.conference.operations import Content
from cms.conference.steps.base import AccessibleFields, StepForms

LONGEST_LINE = 500
LONGEST_TEXT = 5_000
LONGEST_ADDRESS = 500


def _options(question: Question) -> list[tuple[int, str]]:
    options = question.text.option_list if question.text else []
    return list(enumerate(options, start=1))


def _line(_question: Question) -> forms.Field:
    return forms.CharField(max_length=LONGEST_LINE)


def _text(_question: Question) -> forms.Field:
    return forms.CharField(
        max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 6})
    )


def _choice(question: Question) -> forms.Field:
    return forms.TypedChoiceField(
        choices=_options(question),
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )


def _choices(question: Question) -> forms.Field:
    return forms.TypedMultipleChoiceField(
        choices=_options(question), coerce=int, widget=forms.CheckboxSelectMultiple
    )


def _yes_no(_question: Question) -> forms.Field:
    return forms.TypedChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda typed: typed == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )


def _number(_question: Question) -> forms.Field:
    return forms.DecimalField(
        max_digits=15, decimal_places=4, localize=True, widget=forms.TextInput
    )


def _address(_question: Question) -> forms.Field:
    field = forms.URLField(max_length=LONGEST_ADDRESS, assume_scheme="https")
    field.validators = [
        one for one in field.validators if not isinstance(one, URLValidator)
    ] + [URLValidator(schemes=["http", "https"])]
    return field


FIELDS = {
    AnswerType.TEXT: _line,
    AnswerType.LONG_TEXT: _text,
    AnswerType.CHOICE: _choice,
    AnswerType.CHOICES: _choices,
    AnswerType.YES_NO: _yes_no,
    AnswerType.NUMBER: _number,
    AnswerType.URL: _address,
}


def name_of(question: Question) -> str:
    return f"answer-{question.pk}"


class QuestionsForm(AccessibleFields, forms.Form):
    use_required_attribute = False

    def __init__(self, *args, questions: list[Question], **kwargs):
        super().__init__(*args, **kwargs)
        self.needed = tuple(name_of(one) for one in questions if one.required)
        for question in questions:
            field = FIELDS[AnswerType(question.answer_type)](question)
            field.required = False
            field.label = str(question)
            field.help_text = question.text.hint if question.text else ""
            self.fields[name_of(question)] = field


class QuestionsStep(StepForms):
    step = Step.QUESTIONS

    def build(self, move: str) -> None:
        initial = {
            f"answer-{pk}": self._shown(value) for pk, value in self._answers.items()
        }
        self.form = QuestionsForm(self.data, initial=initial, questions=self.questions)

    def forms(self) -> list[forms.Form]:
        return [self.form]

    @staticmethod
    def _shown(value: object) -> object:
        return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value

    def read_stored(self) -> dict:
        self.questions = (
            queries.questions_for(self.submission) if self.submission else []
        )
        answers = self.submission.answers.all() if self.submission else []
        self._answers = {answer.question_id: answer.value for answer in answers}
        return {str(one.pk): self._answers.get(one.pk) for one in self.questions}

    def typed(self) -> dict:
        return {
            str(pk): None if value in ("", []) else value
            for pk, value in self._typed_answers().items()
        }

    def _typed_answers(self) -> dict[int, object]:
        cleaned = self.form.cleaned_data
        return {one.pk: _plain(cleaned.get(name_of(one))) for one in self.questions}

    @property
    def content(self) -> Content:
        return Content(answers=self._typed_answers())

    def check_complete(self) -> None:
        for question in self.questions:
            name = name_of(question)
            empty = self.form.cleaned_data.get(name) in (None, "", [])
            if question.required and empty and name not in self.form.errors:
                self.form.add_error(name, _("Answer this question."))


def _plain(value: object) -> object:
    """Return the value as the database keeps it."""
    if isinstance(value, Decimal):
        return str(value.normalize()) if value % 1 else str(int(value))
    return value
