"""What a carrier can do: publish, find, put right, withdraw, read its own; nothing else, whatever a platform offers."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from nhip.channels.carriers import letters, push
from nhip.channels.carriers.carrier import Carrier, NotTaken
from nhip.channels.carriers.joined import joined
from nhip.channels.carriers.websub import Hub
from nhip.channels.carrying import ways
from nhip.channels.previewing import _Blank
from nhip.plans.kinds import packaged

VERBS = {"preview", "publish", "find", "update", "withdraw", "results", "audience"}
MACHINES = [way.code for way in ways().values() if way.how == "machine" and way.join.needs]
HAND = ("vietnam_vn", "wechat", "douyin", "livestream", "airport", "cable", "ott", "placement")
READS = {"follow", "like", "befriend", "invite", "join", "comment", "react", "vote", "message"}
"""Words of deeds on anybody else's page: no carrier's file has a function of that name."""


def verbs(kind: object) -> set[str]:
    return {name for name, held in inspect.getmembers(kind, callable) if not name.startswith("_")}


def test_the_protocol_is_seven_verbs() -> None:
    assert verbs(Carrier) == VERBS


@pytest.mark.parametrize("code", MACHINES)
def test_a_carrier_has_the_verbs_of_the_protocol_and_no_other(code: str) -> None:
    assert verbs(joined(ways()[code], _Blank({}))) == VERBS
    assert verbs(Hub("http://127.0.0.1:9", "http://127.0.0.1:9/tin.atom")) == VERBS


def test_no_file_of_a_carrier_names_a_deed_on_another_page() -> None:
    folder = Path(inspect.getfile(Carrier)).parent
    for path in folder.glob("*.py"):
        for line in path.read_text("utf-8").splitlines():
            words = line.strip().removeprefix("async ").split("(")[0].split()
            assert not (words[:1] == ["def"] and set(words[-1].strip("_").split("_")) & READS), (path.name, line)
    assert letters.MailServer.send
    assert push.send


@pytest.mark.parametrize("code", HAND)
def test_what_no_machine_posts_a_person_does_and_it_counts(code: str) -> None:
    way = ways()[code]
    assert (way.how, way.corrects, way.takes_down) == ("hand", "hand", "hand")
    assert way.counts_as in packaged().kinds, "a link that is recorded is an activity of a kind that we know"
    with pytest.raises(NotTaken):
        joined(way, {})
