"""A vendor's code as what is known: not taken, gone, or unclear. The words are in data/carriers.toml."""

from __future__ import annotations

from collections.abc import Iterable

from nhip.channels.carriers.carrier import Gone, NotTaken, Unclear
from nhip.channels.carrying import Way


def meant(way: Way, codes: Iterable[object], *, after: int = 0) -> Exception:
    """The first code that is known, as an exception to raise. A code nobody knows is told to a person."""
    told = list(codes)
    for code in told:
        fault = way.fault(code)
        if fault is None:
            continue
        if fault.unclear:
            return Unclear(f"fault {code}")
        if fault.gone:
            return Gone(fault.text)
        return NotTaken(fault.text, again=fault.again, after=after or fault.after, token=fault.token)
    return NotTaken(f"{way.name} báo lỗi {next(iter(told), '')}.", again=False)
