"""The people and stories of the channels' tests: the newsroom stands below them and is asked with the same ones."""

from tests.channels.conftest import newsroom, person, unit

__all__ = ["newsroom", "person", "unit"]
