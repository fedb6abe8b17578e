"""What the outbox says to the apps above it."""

from django.dispatch import Signal

# Sent inside the transaction in which an editor lets a draft go, with `mail` and
# `now`: a receiver may still put the words right, and saves them itself.
released = Signal()
