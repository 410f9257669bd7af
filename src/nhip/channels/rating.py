"""What a reader may say of a page: whether it was useful, and if not, why. Words for people stand in the faces."""

from __future__ import annotations

REASONS = ("missing", "unclear", "outdated", "wrong", "hard_to_use")
"""Why a page was not useful. No field takes free text: text would name people."""
