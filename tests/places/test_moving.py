"""Nothing goes out but what somebody else approved; what is public stays as it is until the next one does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhip.agencies.refusals import Refused
from nhip.places.actions.entries import save_entry
from nhip.places.actions.moving import confirm_checked, move, withdraw_entry
from nhip.places.models.entries import Entry
from nhip.places.models.public import PlacesEdition, PublicText
from nhip.places.queries.entries import authors, newest

pytestmark = pytest.mark.django_db


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {issue.code for issue in refused.value.issues}


def test_four_eyes_from_draft_to_public(places: SimpleNamespace) -> None:
    entry = places.opened()
    move(places.writer, entry, "submit")
    with pytest.raises(PermissionDenied):
        move(places.writer, entry, "approve")
    move(places.approver, entry, "approve")
    entry = move(places.approver, entry, "publish")
    assert (entry.state, entry.public, entry.released.number) == ("published", "public", 2)
    assert set(PublicText.objects.filter(entry=entry).values_list("language", flat=True)) == {"vi", "en"}
    assert (entry.commune_id, entry.sort, round(entry.latitude, 3)) == (places.commune.pk, "worship", 21.944)
    assert [one.verb for one in entry.moves.all()] == ["submit", "approve", "publish"]


def test_who_holds_both_posts_still_does_not_approve_own_words(
    places: SimpleNamespace, person: Callable[..., object]
) -> None:
    from nhip.agencies.actions import accounts
    from nhip.journal.actors import Machine

    accounts.appoint(
        Machine("thử"), places.approver, role="focal_point", unit=places.board, since=date(2020, 1, 1), decision="thử"
    )
    entry = places.opened()
    save_entry(places.approver, entry, {}, {"vi": {"lead": "Chữ của người duyệt."}})
    move(places.writer, entry, "submit")
    with pytest.raises(Refused) as refused:
        move(places.approver, entry, "approve")
    assert codes(refused) == {"places.own_entry"}


def test_an_edit_makes_it_a_draft_again_and_the_public_keeps_the_old(places: SimpleNamespace) -> None:
    entry = places.public()
    save_entry(places.writer, entry, {}, {"vi": {"name": "Tên khác"}})
    entry = Entry.objects.get(pk=entry.pk)
    assert (entry.state, entry.public) == ("draft", "public")
    assert PublicText.objects.get(entry=entry, language="vi").name == "Đền Mẫu Đồng Đăng"
    with pytest.raises(Refused):
        move(places.approver, entry, "publish")
    assert authors(entry) == {places.writer.pk}


def test_another_version_than_the_one_looked_at_is_refused(places: SimpleNamespace) -> None:
    entry = places.opened()
    move(places.writer, entry, "submit")
    seen = newest(entry).sha256
    save_entry(places.writer, entry, {}, {"vi": {"lead": "Sửa sau khi trình."}})
    move(places.writer, entry, "submit")
    with pytest.raises(Refused) as refused:
        move(places.approver, entry, "approve", sha256=seen)
    assert codes(refused) == {"places.text_changed"}


def test_nothing_goes_out_with_something_missing(places: SimpleNamespace) -> None:
    entry = places.opened(commune="", checked=False)
    with pytest.raises(Refused) as refused:
        move(places.writer, entry, "submit")
    assert codes(refused) == {"places.points_open"}


def test_a_check_that_grew_old_holds_the_publication(places: SimpleNamespace) -> None:
    entry = places.opened()
    move(places.writer, entry, "submit")
    move(places.approver, entry, "approve")
    Entry.objects.filter(pk=entry.pk).update(checked_on=timezone.localdate() - timedelta(days=181))
    with pytest.raises(Refused):
        move(places.approver, entry, "publish")
    confirm_checked(places.writer, entry, "gọi điện cho ban quản lý")
    assert move(places.approver, entry, "publish").checked_post.startswith("Đầu mối")


def test_a_withdrawal_needs_a_reason_and_takes_everything_away(places: SimpleNamespace) -> None:
    entry = places.public()
    with pytest.raises(Refused):
        withdraw_entry(places.approver, entry, " ")
    with pytest.raises(PermissionDenied):
        withdraw_entry(places.writer, entry, "thử")
    entry = withdraw_entry(places.approver, entry, "Đóng cửa để tu bổ.")
    assert (entry.state, entry.public, entry.note) == ("draft", "withdrawn", "Đóng cửa để tu bổ.")
    assert not PublicText.objects.filter(entry=entry).exists()
    assert authors(entry) == {places.writer.pk}


def test_each_public_change_is_another_edition(places: SimpleNamespace) -> None:
    def number() -> int:
        return PlacesEdition.objects.values_list("number", flat=True).first() or 0

    seen = [number()]
    entry = places.public()
    for act in (
        lambda: confirm_checked(places.writer, entry),
        lambda: withdraw_entry(places.approver, entry, "thử"),
    ):
        seen.append(number())
        act()
    assert len({*seen, number()}) == len(seen) + 1


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["submit", "take_back", "approve", "return", "publish", "withdraw", "edit"]),
        st.sampled_from(["writer", "approver", "both"]),
    ),
    max_size=14,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_no_sequence_of_deeds_shows_what_its_author_approved(places: SimpleNamespace, deeds: list) -> None:
    """Whatever three people try: what the public has was approved and published by somebody who wrote none of it."""
    from nhip.agencies.actions import accounts
    from nhip.agencies.models.accounts import Account
    from nhip.journal.actors import Machine

    both = Account.objects.filter(email="ca-hai@mau.vn").first()
    if both is None:
        both = accounts.open_account(
            Machine("thử"), email="ca-hai@mau.vn", name="Mẫu Cả Hai", password=None, ground="thử"
        )
        for role in ("focal_point", "leader"):
            accounts.appoint(Machine("thử"), both, role=role, unit=places.board, since=date(2020, 1, 1), decision="thử")
    people = {"writer": places.writer, "approver": places.approver, "both": both}
    entry = places.opened()
    for number, (deed, who) in enumerate(deeds):
        asker = people[who]
        try:
            if deed == "edit":
                save_entry(asker, entry, {}, {"vi": {"lead": f"Bản sửa {number} của {who}."}})
            elif deed == "withdraw":
                withdraw_entry(asker, entry, "thử")
            else:
                move(asker, entry, deed, "thử")
        except (Refused, PermissionDenied):
            continue
        entry = Entry.objects.get(pk=entry.pk)
        if entry.public == "public":
            _was_seen_by_other_eyes(entry)
        assert PublicText.objects.filter(entry=entry).exists() == (entry.public == "public")


def _was_seen_by_other_eyes(entry: Entry) -> None:
    out = entry.moves.filter(verb="publish").last()
    assert out.version == entry.released
    approved = entry.moves.filter(verb="approve", version=out.version, pk__lt=out.pk).last()
    assert approved is not None
    before = entry.moves.filter(verb__in=("publish", "withdraw"), pk__lt=out.pk).last()
    since = before.version.number if before is not None and before.verb == "publish" else 0
    wrote = set(entry.versions.filter(number__gt=since, number__lte=out.version.number).values_list("by", flat=True))
    assert {approved.by_id, out.by_id}.isdisjoint(wrote)
