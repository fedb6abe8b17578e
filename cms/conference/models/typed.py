"""What is being typed, before it is saved."""

from django.db import models
from django.utils import timezone

from cms.conference.kinds import Step
from cms.conference.models.submissions import Submission


class TypedStep(models.Model):
    """One step of the form as the browser last sent it, valid or not.

    It goes away when the step is saved.
    """

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="typed_steps"
    )
    step = models.CharField(max_length=10, choices=Step.choices)
    # Who types: the number of an account, or nothing for the holder of a draft.
    typist = models.CharField(max_length=20, blank=True, default="")
    text = models.TextField()
    typed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "step", "typist"], name="one_typed_step_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.step}"
