"""Until now every decision was released at once; the last one is in force."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery


def stamp(apps, schema_editor):
    Decision = apps.get_model("conference", "Decision")
    Submission = apps.get_model("conference", "Submission")
    Decision.objects.filter(released_at=None, withdrawn_at=None).update(
        released_at=F("decided_at")
    )
    last = Decision.objects.filter(submission=OuterRef("pk"))
    Submission.objects.filter(decisions__isnull=False).update(
        decision=Subquery(last.order_by("-decided_at", "-pk").values("pk")[:1])
    )


class Migration(migrations.Migration):
    dependencies = [("conference", "0005_staged_decisions")]

    operations = [migrations.RunPython(stamp, migrations.RunPython.noop)]
