"""Tells translators what waits for them: one mail a day with everything new."""

from datetime import datetime, timedelta

from django.utils import timezone

from cms.translation import mails, queries
from cms.translation.models import Target, Translator

# A little less than a day, so that a daily mail is not a day late.
PAUSE = timedelta(hours=20)


def tell_translators(*, now: datetime | None = None) -> int:
    """Send each translator what is new since the last mail; return how many mails."""
    now = now or timezone.now()
    sent = 0
    translators = Translator.objects.filter(by_mail=True, user__is_active=True)
    for translator in translators.select_related("user", "locale"):
        if translator.told_at and translator.told_at > now - PAUSE:
            continue
        fresh = queries.waiting_for(translator.locale)
        if translator.told_at:
            fresh = fresh.filter(since__gt=translator.told_at)
        targets = list(fresh[: mails.LONGEST_LIST])
        if not targets:
            continue
        mails.send_digest(translator, targets, total=fresh.count())
        Translator.objects.filter(pk=translator.pk).update(told_at=now)
        Target.objects.filter(pk__in=[one.pk for one in targets]).update(told_at=now)
        sent += 1
    return sent
