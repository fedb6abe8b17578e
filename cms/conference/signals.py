"""What the desk says to the apps above it."""

from django.dispatch import Signal

# Sent inside the transaction, after the row and its log entry are written, with
# `submission`, `event`, `before` (a state), `actor`, `now` and `reason`: what a
# receiver raises undoes the event.
moved = Signal()
