from nhip.plans.adoption import Part, duties

TASK = {
    "id": "T01", "kind": "assignment", "text": "Chủ trì, phối hợp tuyên truyền.", "start": 10, "end": 41,
    "section": "S1", "request": False, "deadline": None,
    "lead_agencies": [{"name": "Sở Văn hóa, Thể thao và Du lịch", "generic": False}],
    "coordinating_agencies": [{"name": "các sở, ban, ngành", "generic": True}],
}  # fmt: skip


def test_a_duty_names_each_body_with_its_role_and_its_place() -> None:
    (duty,) = duties({"tasks": [TASK]})
    assert (duty.key, duty.start, duty.end) == ("T01", 10, 41)
    assert duty.parts == (
        Part("Sở Văn hóa, Thể thao và Du lịch", "lead", False),
        Part("các sở, ban, ngành", "coordinating", True),
    )


def test_content_without_a_body_is_not_a_duty() -> None:
    assert duties({"tasks": [TASK | {"kind": "activity"}]}) == ()
    assert duties({}) == ()
