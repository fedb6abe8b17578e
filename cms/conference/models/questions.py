"""What a call asks beyond the paper, and what authors answer."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from cms.conference.kinds import WITH_OPTIONS, AnswerType, PaperKind
from cms.conference.models.calls import Call
from cms.conference.models.fields import ChoiceListField, in_reading_language
from cms.conference.models.submissions import Submission


class Question(ClusterableModel, Orderable):
    """A question of the call to its authors."""

    call = ParentalKey(Call, on_delete=models.CASCADE, related_name="questions")
    answer_type = models.CharField(
        _("kind of answer"), max_length=20, choices=AnswerType.choices
    )
    required = models.BooleanField(_("must be answered"), default=False)
    kinds = ChoiceListField(
        _("only for"),
        options=PaperKind,
        help_text=_("Without any, the question is put to everybody."),
    )
    visible_to_reviewers = models.BooleanField(
        _("reviewers see the answer"), default=False
    )

    class Meta(Orderable.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.text.wording if self.text else str(self.pk)

    @property
    def text(self) -> "QuestionText | None":
        """The text in the active language, else in the site's, else the first."""
        return in_reading_language(self.texts.all(), settings.LANGUAGE_CODE)

    @property
    def has_options(self) -> bool:
        return self.answer_type in WITH_OPTIONS

    def concerns(self, submission: Submission) -> bool:
        """Whether the question is put to this kind of submission."""
        chosen = submission.submission_type
        return not self.kinds or (chosen is not None and chosen.kind in self.kinds)


class QuestionText(models.Model):
    question = ParentalKey(Question, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    wording = models.CharField(_("question"), max_length=300)
    hint = models.CharField(_("hint"), max_length=500, blank=True)
    options = models.TextField(
        _("options"),
        max_length=3000,
        blank=True,
        help_text=_(
            "One a line, in the same order in every language. Once there are "
            "answers, new options go to the end."
        ),
    )

    class Meta:
        verbose_name = _("text of the question")
        verbose_name_plural = _("texts of the question")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "language"],
                name="one_question_text_per_language",
            )
        ]

    def __str__(self) -> str:
        return self.wording

    @property
    def option_list(self) -> list[str]:
        return [line.strip() for line in self.options.splitlines() if line.strip()]

    def clean(self) -> None:
        """Refuse to take options away that were chosen already."""
        super().clean()
        if not self.pk:
            return
        before = type(self).objects.filter(pk=self.pk).first()
        fewer = before and len(self.option_list) < len(before.option_list)
        if fewer and Answer.objects.filter(question_id=before.question_id).exists():
            raise ValidationError(
                {"options": _now("There are answers already: no option can go away.")}
            )


class Answer(models.Model):
    """What an author answers; an option is kept as its number, from 1."""

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="answers"
    )
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, related_name="answers"
    )
    value = models.JSONField(_("answer"))

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["question__sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "question"], name="one_answer_per_question"
            )
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """The answer in the reader's language."""
        if self.question.answer_type == AnswerType.YES_NO:
            return str(_("yes") if self.value else _("no"))
        if not self.question.has_options:
            return str(self.value)
        options = self.question.text.option_list if self.question.text else []
        chosen = self.value if isinstance(self.value, list) else [self.value]
        return ", ".join(options[n - 1] for n in chosen if 0 < n <= len(options))
