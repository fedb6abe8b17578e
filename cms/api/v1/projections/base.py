"""What projections are made of."""

from typing import Any

Projection = dict[str, Any]
Projections = list[Projection]
