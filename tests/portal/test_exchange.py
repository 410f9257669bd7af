"""Stories in full for the national portal: only what was released to it, with owner and approval; fetches noted."""

from __future__ import annotations

from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from django.test import Client

from nhip.channels.actions.releases import release, withdraw
from nhip.channels.models.receipts import Receipt
from nhip.channels.models.releases import Delivery

pytestmark = pytest.mark.django_db


def items(reader: Client, **more: object) -> list[dict[str, object]]:
    return reader.get("/vi/trao-doi/tin.ninjs.json", **more).json()["items"]


def test_only_what_was_released_there_stands_in_it_in_full(newsroom: SimpleNamespace, reader: Client) -> None:
    release(newsroom.approver, newsroom.approved(title="Tin khác"), ["portal"])
    story = newsroom.approved(title="Hoa hồi <được> mùa")
    release(newsroom.approver, story, ["portal", "vietnam_vn"])
    (one,) = items(reader)
    assert one["headlines"] == [{"role": "main", "value": "Hoa hồi <được> mùa"}]
    assert one["pubstatus"] == "usable"
    assert one["copyrightholder"] == "Sở Văn hóa, Thể thao và Du lịch tỉnh Lạng Sơn"
    assert "Duyệt lúc" in one["ednote"]
    plain, rich = one["bodies"]
    assert "Vụ hồi năm nay" in plain["value"]
    assert rich["value"].startswith("<p>")
    root = ElementTree.fromstring(reader.get("/vi/trao-doi/tin.rss").content)
    (item,) = root.iter("item")
    whole = item.find("{http://purl.org/rss/1.0/modules/content/}encoded")
    assert whole is not None
    assert "Vụ hồi năm nay" in str(whole.text)
    withdraw(newsroom.approver, story, "Chưa kiểm chứng.")
    (one,) = items(reader)
    assert (one["pubstatus"], one["ednote"], "bodies" in one) == ("canceled", "Đã gỡ: Chưa kiểm chứng.", False)


def test_a_fetch_with_the_token_is_noted_once_and_says_nothing_of_a_publication(
    newsroom: SimpleNamespace, reader: Client, settings: object
) -> None:
    settings.NHIP_EXCHANGE_TOKEN = "mật"
    release(newsroom.approver, newsroom.approved(), ["portal", "vietnam_vn"])
    for told in ({}, {"Authorization": "Bearer sai"}, {"Authorization": "Bearer m"}):
        items(reader, headers=told)
    assert not Receipt.objects.filter(carrier="vietnam_vn.fetch").exists()
    settings.NHIP_EXCHANGE_TOKEN = "mat-khau-dai"
    for _ in range(2):
        items(reader, headers={"Authorization": "Bearer mat-khau-dai"})
    assert Receipt.objects.filter(carrier="vietnam_vn.fetch").count() == 1
    assert Delivery.objects.get(carrier="vietnam_vn").state == "by_hand"
