"""What people found who looked at maps."""

from __future__ import annotations

from nhip.media.models.pictures import Picture


def map_right(picture: Picture) -> bool | None:
    """What the last person found who checked this very file for Hoàng Sa and Trường Sa; None when nobody did."""
    found = picture.map_checks.filter(file_hash=picture.get_file_hash()).last()
    return found.right if found is not None else None
