from nhip.plans.coverage import Told, branches, matrix
from nhip.plans.topics import kind_of, topics_of


def test_a_group_is_taken_when_its_number_is_the_number_of_its_items() -> None:
    items = [{"text": f"({n}) Việc thứ {n};", "start": n * 10, "end": n * 10 + 9} for n in (1, 2, 3)]
    task = {"id": "T1", "text": "Tuyên truyền 03 nhiệm vụ trọng tâm: (1) Việc thứ 1;", "start": 0, "end": 50}
    (group,) = topics_of({"tasks": [task | {"subtasks": items}]})
    assert (group.kind, group.name) == ("task", "03 nhiệm vụ trọng tâm")
    assert [item.name for item in group.items] == ["Việc thứ 1", "Việc thứ 2", "Việc thứ 3"]
    assert (group.items[1].start, group.items[1].end) == (20, 29)
    assert topics_of({"tasks": [task | {"subtasks": items[:2]}]}) == ()


def test_an_item_can_be_a_group_itself() -> None:
    item = {"text": "- 02 hành lang kinh tế: Tuyến phía Bắc; Tuyến phía Nam.", "start": 5, "end": 60}
    (group,) = topics_of(
        {"tasks": [{"id": "T1", "text": "Theo mô hình sau", "start": 0, "end": 90, "subtasks": [item]}]}
    )
    assert (group.kind, [one.name for one in group.items]) == ("axis", ["Tuyến phía Bắc", "Tuyến phía Nam"])


def test_the_words_of_a_group_say_its_kind() -> None:
    assert kind_of("khâu đột phá phát triển") == "breakthrough"
    assert kind_of("vùng kinh tế - xã hội") == "region"
    assert kind_of("lớp tập huấn") is None


def test_an_activity_counts_once_above_and_once_in_each_topic() -> None:
    tree = branches([(1, None, "Gốc", "theme"), (2, 1, "A", "theme"), (3, 1, "B", "theme")])
    assert [(branch.name, branch.depth, len(branch.under)) for branch in tree] == [
        ("Gốc", 0, 3),
        ("A", 1, 1),
        ("B", 1, 1),
    ]
    told = [
        Told(frozenset({2, 3}), "cán bộ; học sinh", "vi", "báo"),
        Told(frozenset({3}), "", "vi", "loa"),
        Told(frozenset(), "cán bộ", "tày", "loa"),
    ]
    found = matrix(tree, told, "audience")
    assert found.columns == ("cán bộ", "học sinh", "")
    assert [(row.counts, row.total) for row in found.rows] == [((1, 1, 1), 2), ((1, 1, 0), 1), ((1, 1, 1), 2)]
    assert found.without_topic == 1
    assert matrix(tree, told, "language").columns == ("tày", "vi")


def test_a_circle_among_topics_does_not_hang() -> None:
    assert branches([(1, 2, "A", "theme"), (2, 1, "B", "theme")]) == ()
