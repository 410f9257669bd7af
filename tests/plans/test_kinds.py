from nhip.measurement import dictionary
from nhip.plans import kinds

COUNTED_BY_THE_ISSUE = {
    "news_web", "news_print", "news_broadcast", "programme", "play", "leaflet", "brochure", "book", "banner",
    "mobile_unit", "video", "podcast", "infographic", "event", "contest", "training", "delegation",
    "foreign_press_visit", "place_digitised", "spokesperson_published", "press_conference", "document_issued",
    "funding_spent", "oral_session", "visual_campaign", "built_in_campaign", "notice_posted", "sms",
}  # fmt: skip


def test_everything_the_issue_counts_is_a_kind() -> None:
    assert set(kinds.packaged().kinds) >= COUNTED_BY_THE_ISSUE


def test_a_form_never_asks_for_more_than_eight_figures() -> None:
    assert all(kind.figures <= kinds.FIGURES for kind in kinds.packaged().kinds.values())
    assert all(len(codes) <= kinds.FIGURES for codes in kinds.packaged().forms.values())


def test_feeds_name_entities_and_fields_of_the_dictionary() -> None:
    known = dictionary.packaged()
    for kind in kinds.packaged().kinds.values():
        for feed in kind.feeds:
            entity = known[feed.entity]
            assert set(feed.fixed) | set(feed.taken) <= set(entity.fields), (kind.code, feed)


def test_printed_matter_knows_what_was_handed_out_and_what_is_left() -> None:
    for code in ("leaflet", "folded", "brochure", "book", "poster"):
        assert kinds.packaged().kinds[code].parts == ("handed_out", "left_over")


OWN = {
    "code": "folk_song_club", "name": "Buổi sinh hoạt câu lạc bộ hát then", "group": "spoken", "measure": "buổi",
    "proof": ["photo"], "fields": [{"key": "members", "name": "Thành viên dự", "type": "number", "unit": "người"}],
    "feeds": [{"entity": "event", "times": "quantity", "set": {"role": "organised"}, "from": {"attendees": "members"}}],
}  # fmt: skip


def test_a_province_adds_a_kind_by_data_alone() -> None:
    kind, issues = kinds.read_kind(OWN, kinds.packaged().groups, added=True)
    assert issues == []
    assert kind is not None
    with_ours = kinds.overlaid(kinds.packaged(), [kind], retired=["sms"])
    assert with_ours.kinds["folk_song_club"].fields[0].label == "Thành viên dự (người)"
    assert "sms" not in with_ours.kinds


def test_a_wrong_kind_is_refused_with_everything_that_is_wrong() -> None:
    wrong = OWN | {"code": "Câu lạc bộ", "group": "clubs", "proof": ["word of honour"],
                   "fields": [{"key": "quantity", "name": "x", "type": "number"}]}  # fmt: skip
    kind, issues = kinds.read_kind(wrong, kinds.packaged().groups)
    assert kind is None
    assert {issue.code for issue in issues} == {
        "plans.kind_code", "plans.kind_group", "plans.kind_proof", "plans.kind_field_key",
    }  # fmt: skip
    many = OWN | {"fields": [{"key": f"n{i}", "name": "n", "type": "number"} for i in range(8)]}
    assert [issue.code for issue in kinds.read_kind(many, kinds.packaged().groups)[1]] == ["plans.kind_figures"]
    lost = OWN | {"feeds": [{"entity": "event", "from": {"attendees": "nobody"}}]}
    assert [issue.code for issue in kinds.read_kind(lost, kinds.packaged().groups)[1]] == ["plans.kind_feed"]
