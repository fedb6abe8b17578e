"""The form of a review, and the short ones around it."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.conference.enums import ReviewMode
from cms.conference.steps.base import AccessibleFields
from cms.reviewing.enums import Recommendation
from cms.reviewing.models import Assignment, Criterion, Review
from cms.reviewing.models.reviews import LONGEST_TEXT
from cms.reviewing.operations import Content


class ReviewForm(AccessibleFields, forms.Form):
    """Scores by the call's criteria, a recommendation, and two texts.

    Everything may be empty while it is saved; `require` says what is missing before
    it can be sent.
    """

    use_required_attribute = False

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, assignment: Assignment, *, data=None):
        self.criteria = list(
            Criterion.objects.filter(
                call=assignment.submission.call_id
            ).prefetch_related("texts")
        )
        self.review = getattr(assignment, "review", None)
        self.is_open = assignment.submission.call.review_mode == ReviewMode.OPEN
        super().__init__(data, initial=self._initial())
        for criterion in self.criteria:
            self.fields[f"score-{criterion.pk}"] = forms.TypedChoiceField(
                label=criterion.label,
                help_text=criterion.hint,
                choices=[
                    *([] if criterion.is_required else [("", _("no score"))]),
                    *(
                        (value, str(value))
                        for value in range(criterion.lowest, criterion.highest + 1)
                    ),
                ],
                coerce=int,
                empty_value=None,
                widget=forms.RadioSelect,
                required=False,
            )
        self.fields["recommendation"] = forms.ChoiceField(
            label=pgettext_lazy("review", "Recommendation"),
            choices=Recommendation.choices,
            widget=forms.RadioSelect,
            required=False,
        )
        self.fields["text_for_author"] = forms.CharField(
            label=_("For the author"),
            help_text=_(
                "What is good, what is not, and what would make the paper better."
            )
            if self.is_open
            else _(
                "What is good, what is not, and what would make the paper better. "
                "Do not say who you are."
            ),
            max_length=LONGEST_TEXT,
            required=False,
            widget=forms.Textarea(attrs={"rows": 12}),
        )
        self.fields["text_for_editors"] = forms.CharField(
            label=_("For the editors only"),
            help_text=_("The author never reads this."),
            max_length=LONGEST_TEXT,
            required=False,
            widget=forms.Textarea(attrs={"rows": 5}),
        )
        self.needed = (
            *(f"score-{each.pk}" for each in self.criteria if each.is_required),
            "recommendation",
            "text_for_author",
        )

    def _initial(self) -> dict:
        review = self.review
        if review is None:
            return {"revision": 0}
        return {
            "revision": review.revision,
            "recommendation": review.recommendation,
            "text_for_author": review.text_for_author,
            "text_for_editors": review.text_for_editors,
            **{
                f"score-{score.criterion_id}": score.value
                for score in review.scores.all()
            },
        }

    @property
    def content(self) -> Content:
        """What was typed, as the operation takes it."""
        typed = self.cleaned_data
        return Content(
            recommendation=typed.get("recommendation", ""),
            text_for_author=typed.get("text_for_author", ""),
            text_for_editors=typed.get("text_for_editors", ""),
            scores={each.pk: typed.get(f"score-{each.pk}") for each in self.criteria},
            revision=typed.get("revision"),
        )

    def require(self, missing: list[str]) -> None:
        """Say beside each field that it is needed before the review can be sent."""
        for name in missing:
            if name in self.fields:
                self.add_error(name, _("This is needed before the review can be sent."))

    def at_revision(self, review: Review) -> None:
        """Have the next save count as one that has seen the stored text."""
        self.data = self.data.copy()
        self.data["revision"] = review.revision


class DeclineForm(AccessibleFields, forms.Form):
    use_required_attribute = False

    reason = forms.CharField(
        label=_("Why not?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    suggestion = forms.CharField(
        label=_("Whom could we ask instead?"),
        help_text=_("A name, and where we find the person."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ConflictForm(AccessibleFields, forms.Form):
    use_required_attribute = False
    needed = ("conflict",)

    conflict = forms.CharField(
        label=_("What is the conflict of interest?"),
        help_text=_(
            "For example that you work with an author. The editors read this, nobody "
            "else. You will not see the paper any more."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say in a few words what the conflict is.")},
    )


class ReasonForm(forms.Form):
    """An editor says why."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Give a reason.")},
    )
