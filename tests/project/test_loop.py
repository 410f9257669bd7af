"""The loop by real actions on invented documents of other provinces: tasks on desks, figures in the ledger, reports."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from nhip.documents.composing.layout import check
from nhip.documents.intake.door import open_parcel
from nhip.plans.models.past import PastFigure
from nhip.plans.models.tasks import TaskPart
from nhip.project.loop import running, writing
from nhip.reporting.wording import quantity
from nhip.text.numbers import read_number

PAPERS = Path(__file__).parents[1] / "plans" / "papers"
TODAY = date(2026, 11, 21)
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
GOLD = SEEDS.parent / "gold"

pytestmark = [pytest.mark.django_db]


def quiet(_: str) -> None:
    """Nothing is said in a test."""


def ran(folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[running.Run, bool]:
    monkeypatch.setattr(writing, "to_pdf", lambda docx: b"%PDF-" + docx[:4])  # LibreOffice has tests of its own
    officer = running.officer(TODAY)
    files = sorted(one for one in folder.iterdir() if one.is_file())
    run = running.run(officer, files, TODAY, quiet)
    return run, writing.write_all(officer, run, out, TODAY, sample=True, say=quiet)


@pytest.fixture(autouse=True)
def _originals(settings: object, tmp_path: Path) -> None:
    settings.NHIP_ORIGINALS = tmp_path / "originals"  # type: ignore[attr-defined]


def test_documents_become_tasks_figures_and_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run, landed = ran(PAPERS, tmp_path / "out", monkeypatch)
    assert landed
    assert (len(run.plans), len(run.reports), run.left) == (1, 2, [])
    made = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"bao-cao-tong-hop-bac-ninh.docx", "bao-cao-tong-hop-bac-ninh.pdf", "bao-cao-tong-hop-bac-ninh.json"} <= made
    assert {"nhiem-vu-plan_tra_vinh.json", "bao-cao-tong-hop-thai-nguyen.json"} <= made
    for path in (tmp_path / "out").glob("*.docx"):
        assert check(path.read_bytes()) == []
    every = [
        figure
        for path in (tmp_path / "out").glob("bao-cao-*.json")
        for figure in json.loads(path.read_text("utf-8"))["figures"]
    ]
    assert len(every) == PastFigure.objects.count()
    for figure in every:
        for source in figure["sources"]:
            text = (PAPERS / source["source_file"]).read_text("utf-8")
            assert text[source["start"] : source["end"]] == source["raw"]


def test_a_plan_of_a_merged_province_lands_on_the_bodies_of_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, _ = ran(PAPERS, tmp_path / "out", monkeypatch)
    listed = json.loads((tmp_path / "out" / "nhiem-vu-plan_tra_vinh.json").read_text("utf-8"))
    assert len(listed["tasks"]) == run.plans[0].tasks.filter(parent=None).count()
    for task in listed["tasks"]:
        named = task["lead"] + task["implementing"] + task["coordinating"]
        assert any(one["now"] for one in named), task["summary"]
        text = (PAPERS / task["source"]["source_file"]).read_text("utf-8")
        assert text[task["source"]["start"] : task["source"]["end"]] == task["source"]["raw"]
    leads = {one["as_written"]: one for task in listed["tasks"] for one in task["lead"]}
    assert "Văn hóa, Thể thao và Du lịch" in leads["Sở Thông tin và Truyền thông"]["now"]
    assert leads["Sở Thông tin và Truyền thông"]["decision"]
    assert TaskPart.objects.filter(unit=None, question="", expanded=False).count() == 0


def test_running_twice_adds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran(PAPERS, tmp_path / "one", monkeypatch)
    before = PastFigure.objects.count(), TaskPart.objects.count()
    ran(PAPERS, tmp_path / "two", monkeypatch)
    assert (PastFigure.objects.count(), TaskPart.objects.count()) == before
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_numbers_agree_from_the_sentence_to_the_printed_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The number in the sentence, the row of the ledger, the twin and the document say the same value."""
    ran(PAPERS, tmp_path / "out", monkeypatch)
    kept = {(row.report.source_file, row.start, row.end_at): row for row in PastFigure.objects.select_related("report")}
    for path in (tmp_path / "out").glob("bao-cao-*.json"):
        (opened,) = open_parcel("b.docx", path.with_suffix(".docx").read_bytes())
        printed = opened.outcome.text  # type: ignore[union-attr]
        for figure in json.loads(path.read_text("utf-8"))["figures"]:
            source = figure["sources"][0]
            row = kept[source["source_file"], source["start"], source["end"]]
            stated = read_number(row.number_raw)
            assert stated is not None
            assert stated.value == row.value == Decimal(str(figure["value"]))
            assert f"[{figure['number']}]" in printed
            assert quantity(row.value, row.qualifier) in printed


@pytest.mark.scored
@pytest.mark.slow
@pytest.mark.skipif(not GOLD.is_dir(), reason="the five documents are not here")
def test_every_figure_of_the_five_documents_stands_in_a_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run, landed = ran(SEEDS, tmp_path / "out", monkeypatch)
    assert landed
    assert (len(run.plans), len(run.reports)) == (2, 3)
    told = [
        figure
        for path in (tmp_path / "out").glob("*.json")
        for figure in json.loads(path.read_text("utf-8"))["figures"]
    ]
    asked = met = 0
    for path in sorted(GOLD.glob("[0-9]*.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = (SEEDS / gold["source_file"]).read_text("utf-8")
        own = [one for one in told if one["sources"][0]["source_file"] == gold["source_file"]]
        assert all(
            text[one["sources"][0]["start"] : one["sources"][0]["end"]] == one["sources"][0]["raw"] for one in own
        )
        for figure in gold["figures"]:
            asked += 1
            near = [one for one in own if _overlap(one["sources"][0], figure) and one["value"] == figure["value"]]
            met += any(
                (one["qualifier"] or None) == figure["qualifier"]
                and one["agency"] == gold["header"]["issuing_body"]["name"]
                for one in near
            )
    assert asked == 55
    assert met / asked >= 0.98, f"{met} of {asked}"


def _overlap(source: dict[str, int], figure: dict[str, int]) -> bool:
    return source["start"] < figure["end"] and figure["start"] < source["end"]
