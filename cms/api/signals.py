"""What others may listen to."""

from django.dispatch import Signal

# Sent after new changes have been numbered, inside the settler's process.
ledger_settled = Signal()
