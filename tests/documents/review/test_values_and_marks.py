"""A record as values to look at, and the text cut into the runs they stand in."""

from typing import Any

from nhip.documents.reading.sheet import sheet_of
from nhip.documents.review.marks import paragraphs, spans_of
from nhip.documents.review.values import Value, values_of

TEXT = "KẾ HOẠCH\nTổ chức 03 lớp. Chủ trì: Sở Ngoại vụ.\n"


def located(words: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"raw": words, "start": start, "end": start + len(words), "text": words, "confidence": 1.0, **more}


RECORD = {
    "header": {"doc_type": located("KẾ HOẠCH", name="Kế hoạch", code="KH"), "date": None, "addressees": []},
    "tasks": [
        located("Tổ chức 03 lớp. Chủ trì: Sở Ngoại vụ", kind="assignment", summary="Tổ chức 03 lớp", request=False)
        | {"lead_agencies": [located("Sở Ngoại vụ", name="Sở Ngoại vụ", generic=False)]}
    ],
    "figures": [
        located("03 lớp", indicator="Số lớp", value=3.0, unit="lớp", kind="target", confidence=0.5)
        | {"number_raw": "03", "number_start": TEXT.index("03"), "number_end": TEXT.index("03") + 2}
    ],
    "text_errors": [None, located("lớp", kind="typo", correct="lớp học")],
}


def by_path(path: str) -> Value:
    return next(value for value in values_of(RECORD) if value.path == path)


def test_each_value_says_what_where_and_how_sure() -> None:
    figure = by_path("figures.0")
    assert (figure.says, figure.confidence, figure.doubts) == ("Số lớp", 0.5, ("low",))
    assert [field.path for field in figure.fields][:2] == ["figures.0.value", "figures.0.unit"]
    assert by_path("tasks.0").parts[0].kind == "lead"
    assert by_path("header.doc_type").says == "Kế hoạch"


def test_what_is_not_stated_is_shown_as_missing() -> None:
    date = by_path("header.date")
    assert (date.says, date.doubts) == (None, ("missing",))


def test_an_item_taken_out_keeps_the_paths_of_the_others() -> None:
    assert by_path("text_errors.1").facts == (("correct", "lớp học"),)


def test_every_letter_is_shown_once_and_runs_know_their_values() -> None:
    sheet = sheet_of(TEXT)
    shown = paragraphs(sheet, spans_of(values_of(RECORD)))
    assert "\n".join("".join(run.text for run in one.runs) for one in shown) == TEXT.strip()
    runs = [run for one in shown for run in one.runs]
    number = next(run for run in runs if run.text == "03")
    assert number.kind == "number"  # the smallest value first
    assert {span.anchor for span in number.spans} == {"v-figures-0", "v-tasks-0"}
    agency = next(run for run in runs if run.text == "Sở Ngoại vụ")
    assert (agency.kind, agency.spans[0].part) == ("lead", "tasks.0.lead_agencies.0")


def test_a_value_begins_once() -> None:
    runs = [run for one in paragraphs(sheet_of(TEXT), spans_of(values_of(RECORD))) for run in one.runs if run.first]
    keys = [(run.spans[0].anchor, run.spans[0].part) for run in runs]
    assert len(keys) == len(set(keys))


def test_spans_hold_on_text_with_separate_marks() -> None:
    import unicodedata

    raw = unicodedata.normalize("NFD", "Sở Ngoại vụ chủ trì.")
    words = unicodedata.normalize("NFD", "Ngoại vụ")
    start = raw.index(words)
    record = {"header": {}, "citations": [{"text": "Ngoại vụ", "start": start, "end": start + len(words)}]}
    runs = paragraphs(sheet_of(raw), spans_of(values_of(record)))[0].runs
    assert [run.text for run in runs if run.spans] == ["Ngoại vụ"]
