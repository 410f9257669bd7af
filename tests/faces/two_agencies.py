"""Two communes of the sample year, each with one of everything that an address can name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

OWN, OTHER = "lang-son.xa-ba-son/uy-ban-nhan-dan", "lang-son.xa-bac-son/uy-ban-nhan-dan"
DAY = date(2026, 11, 20)


@dataclass
class Things:
    """What one agency has: the words of an address, by the address's name.

    `fields`: what a post there sends; `asking`: what stands after the address; `mark`: a word that only it wrote.
    """

    unit: Any
    focal: Any
    mark: str
    words: dict[str, dict[str, object]] = field(default_factory=dict)
    fields: dict[str, dict[str, object]] = field(default_factory=dict)
    asking: dict[str, str] = field(default_factory=dict)

    def named(self, names: str, **words: object) -> None:
        for name in names.split():
            self.words[name] = words


def people_of(unit: Any) -> dict[str, Any]:
    """One account for each role, at one agency."""
    from nhip.agencies.actions import accounts
    from nhip.agencies.permits import roles
    from nhip.journal.actors import Machine

    made = {}
    for role in roles():
        account = accounts.open_account(
            Machine("thử"), email=f"{role.code}@thu.vn", name=f"Mẫu {role.code}", password=None, ground="thử"
        )
        accounts.appoint(Machine("thử"), account, role=role.code, unit=unit, since=date(2020, 1, 1), decision="thử")
        made[role.code] = account
    return made


def things_of(key: str, people: Callable[[str, Any], Any], officer: Any) -> Things:
    """One of everything that an address can name, of one agency. `people(role, unit)` opens an account."""
    from nhip.agencies.models.units import Unit

    unit = Unit.objects.get(key=key)
    held = Things(unit, people("focal_point", unit), f"dấuriêng{unit.pk}")
    _papers(held)
    _plans(held, people)
    _ledger(held)
    _reports(held, officer)
    _figures(held)
    _law(held)
    _newsroom(held)
    _feedback(held, people, officer)
    _showings(held, people)
    _places(held)
    return held


def _showings(held: Things, people: Callable[[str, Any], Any]) -> None:
    """An event and a spokesperson that wait for another person."""
    from django.utils import timezone

    from nhip.channels.actions.showings import offer_event
    from nhip.plans.models.plans import Plan
    from nhip.press.actions.spokespersons import enter_spokesperson

    begins = timezone.now() + timedelta(days=3)
    event = offer_event(
        held.focal, held.unit, {"vi": {"title": f"Hội {held.mark}"}}, begins, None, venue="Sân", contact="0205"
    )
    signed = Plan.objects.create(unit=held.unit, title=f"Đã ký {held.mark}", document_id=held.words["document"]["pk"])
    held.fields["paper-offer"] = {"ke-hoach": str(signed.pk)}
    held.named("showing-do", kind="su-kien", pk=event.pk, deed="hien")
    at = f"{timezone.localtime(begins):%Y-%m-%dT%H:%M}"
    told = {"ten-vi": "Hội thử", "bat-dau": at, "noi": "Sân", "lien-he": "0205"}
    held.fields["event-new"] = {"don-vi": str(held.unit.pk), **told}
    fields = {
        "name": "Nông Thị Mẫu", "post": "Phó Chủ tịch", "phone": "0205 000 000", "email": "noi@thu.vn",
        "decision": held.mark,
    }  # fmt: skip
    speaker = enter_spokesperson(held.focal, held.unit, fields, kind="standing", decided_on=DAY, since=DAY)
    held.named("spokesperson-do", pk=speaker.pk, deed="hien")
    held.fields["spokesperson-do dung"] = {"ly-do": "Thử."}
    days = {"ngay": DAY.isoformat(), "tu-ngay": DAY.isoformat(), "loai": "standing", "don-vi": str(held.unit.pk)}
    held.fields["spokesperson-enter"] = fields | days | {"name": "Lý Văn Mẫu"}


def _feedback(held: Things, people: Callable[[str, Any], Any], officer: Any) -> None:
    """One matter at work, one to be approved, each at this agency."""
    import io

    from PIL import Image

    from nhip.feedback.actions import answering, handling
    from nhip.feedback.actions.receiving import PORTAL, receive
    from nhip.feedback.asking import Asked

    out = io.BytesIO()
    Image.new("RGB", (20, 20), "green").save(out, "PNG")

    def routed(name: str) -> Any:
        told = {"category": "roads", "mail": "ai.do@thu.vn", "photos": (out.getvalue(),)}
        text = f"Đường vào thôn hỏng, {held.mark}."
        got = receive(PORTAL, Asked(text, ticket=f"{name}{held.unit.pk}", **told))
        return handling.route(officer, got.matter.pk, held.unit.key)

    matter, handed_in = routed("một"), routed("hai")
    answering.write_answer(held.focal, handed_in.pk, f"Đã sửa xong {held.mark}.")
    sealed = answering.submit(held.focal, handed_in.pk)
    outlet = _page_to_write_to(held, people)
    held.named("door-do", pk=outlet, deed="open")
    held.fields["door-do open"] = {"ma": "100200", "verify": "chuỗi", "secret": "khóa"}
    held.named("matter matter-contact", pk=matter.pk)
    held.named("matter-photo", pk=matter.pk, photo=matter.photos.get().pk)
    held.named("matter-do", pk=matter.pk, deed="write")
    held.words["matter-do approve"] = {"pk": handed_in.pk, "deed": "approve"}
    held.fields["matter-do approve"] = {"ban": sealed.sha256}
    held.fields["matter-do route"] = {"co-quan": held.unit.key}
    held.fields["matter-do write"] = {"tra-loi": "Đang sửa"}
    held.fields["matter-do set_aside"] = {"ly-do": "trùng"}
    held.fields["matter-do pass_on"] = {
        "noi-nhan": "Cơ quan thử",
        "so": "1/CV",
        "ngay": "2026-11-20",
        "ly-do": "thẩm quyền",
    }
    held.fields["matter-new"] = {
        "loai": "report",
        "linh-vuc": "roads",
        "noi-dung": "Đường hỏng đã lâu lắm",
        "phieu": str(held.unit.pk),
    }
    held.fields["matter-terms"] = {"ngay": "5", "can-cu": "Quyết định thử", "tu-ngay": "2026-01-01"}


def _postings(held: Things, story: Any, outlet: Any) -> None:
    """A story that was released to two channels: one to post by hand, one to take down; and a joined channel."""
    import io

    from django.core.files.images import ImageFile
    from django.utils import timezone
    from PIL import Image

    from nhip.channels.models.releases import Delivery, Release
    from nhip.media.models.pictures import Picture

    data = io.BytesIO()
    Image.new("RGB", (640, 480), "green").save(data, "PNG")
    story.picture = Picture.objects.create(
        title=held.mark, file=ImageFile(data, f"{held.unit.pk}.png"), description="Rừng hồi", unit=held.unit
    )
    story.contact = "Ủy ban nhân dân xã"
    release = Release.objects.create(
        story=story, revision=story.save_revision(), sha256="0" * 64, due_at=timezone.now(), by=held.focal,
        at=timezone.now(),
    )  # fmt: skip
    made = {
        state: Delivery.objects.create(release=release, carrier=carrier, key=f"{release.pk}-{carrier}", state=state)
        for state, carrier in (("by_hand", "wechat"), ("withdrawing", "placement"), ("unknown", "telegram"))
    }
    held.named("delivery", pk=made["by_hand"].pk)
    held.named("delivery-file", pk=made["by_hand"].pk, form="anh")
    held.named("delivery-do", pk=made["by_hand"].pk, deed="post")
    held.words["delivery-do down"] = {"pk": made["withdrawing"].pk, "deed": "down"}
    held.words["delivery-do absent"] = {"pk": made["unknown"].pk, "deed": "absent"}
    held.fields["delivery-do post"] = {"duong-dan": "https://mau.vn/1"}
    held.fields["delivery-do down"] = {"minh-chung": "https://mau.vn/anh"}
    held.named("outlet-join", pk=outlet.pk)
    held.named("outlet-join-do", pk=outlet.pk, deed="join")
    held.fields["outlet-join-do"] = {"page": "1", "token": "t", "secret": "s"}


def _newsroom(held: Things) -> None:
    from nhip.channels.actions.outlets import open_outlet
    from nhip.newsroom.actions.stories import open_story

    story = open_story(held.focal, held.unit, f"Tin của xã {held.mark}")
    held.named("story story-ways story-rehearse", pk=story.pk)
    held.fields["story-rehearse"] = {"kenh": "facebook"}
    held.named("story-do", pk=story.pk, deed="submit")
    _desk_tools(held, story)
    _translations(held, story)
    _keywords(held)
    _media(held)
    outlet = open_outlet(
        held.focal, held.unit, "facebook",
        {"name": f"Trang {held.mark}", "address": f"https://facebook.com/{held.unit.pk}"},
    )  # fmt: skip
    _postings(held, story, outlet)
    held.named("outlet", pk=outlet.pk)
    held.fields["outlet-new"] = {"don-vi": str(held.unit.pk), "nen-tang": "facebook", "ten": "Trang thử"}
    held.named("outlet-do", pk=outlet.pk, deed="amend")
    held.named("outlets-file", kind="csv")
    held.fields["outlets-bring"] = {"don-vi": str(held.unit.pk)}


def _keywords(held: Things) -> None:
    """A wording that the agency looks after."""
    from nhip.newsroom.actions.keywords import add_keywords

    (keyword,) = add_keywords(held.focal, held.unit, "vi", "", f"tra cứu {held.mark}")
    held.named("keyword-do", pk=keyword.pk, deed="hoi")
    held.words["keyword-do thoi"] = {"pk": keyword.pk, "deed": "thoi"}
    held.fields["keywords-enter"] = {"don-vi": str(held.unit.pk), "tu-khoa": "chợ phiên", "ngon-ngu": "vi"}


def _translations(held: Things, story: Any) -> None:
    """A translation begun, and a name that waits to be settled."""
    from nhip.newsroom.actions.naming import propose_name
    from nhip.newsroom.actions.translating import open_translation
    from nhip.newsroom.queries.translating import beside, translation_of

    bound = translation_of(open_translation(held.focal, story, "en"))
    assert bound is not None
    segment = beside(bound).pairs[0].segment
    held.named("translation translation-file translation-check", pk=story.pk, lang="en")
    held.named("translation-do", pk=story.pk, lang="en", deed="luu")
    held.words["translation-do mo"] = {"pk": story.pk, "lang": "zh-hans", "deed": "mo"}
    held.fields["translation-check"] = {"doan": segment.key, "ban-dich": held.mark}
    held.fields["translation-do luu"] = {"key-1": segment.key, "seen-1": segment.sha256, "text-1": held.mark}
    name = propose_name(
        held.focal, {"vi": [f"Đồi {held.unit.pk}"], "en": [f"{held.unit.pk} Hill"]}, kind="place", source="Thử"
    )
    held.named("name-do", pk=name.pk, deed="chinh-thuc")
    held.fields["name-new"] = {"ten-vi": "Đồi Thử", "ten-en": "Thu Hill", "loai": "place", "nguon": "Thử"}


def _desk_tools(held: Things, story: Any) -> None:
    from nhip.agencies.models.accounts import Account
    from nhip.newsroom.actions.guidance import give_guidance
    from nhip.newsroom.actions.intake import open_key
    from nhip.newsroom.actions.shelf import shelve_file, shelve_story, use_item
    from nhip.newsroom.models.stories import Story

    officer, data = Account.objects.get(email="chuyen-vien@mau.nhip.vn"), b"\x89PNG\r\n\x1a\n" + held.mark.encode()
    note = give_guidance(officer, held.unit, f"Chỉ dẫn {held.mark}", "Viết đúng tên xã.", since=DAY)
    item = shelve_file(officer, held.unit, "Áp phích mẫu", data, "a.png", "image/png", contact="Xã", ways=["print"])
    public = Story.objects.filter(live=True, stage__public="published").exclude(shelved__withdrawn_at=None).first()
    public = public or Story.objects.filter(live=True, stage__public="published", shelved__isnull=True).first()
    told = public.shelved.filter(withdrawn_at=None).first() or shelve_story(officer, public, ways=["print"])
    key, _secret = open_key(held.focal, held.unit, f"Hệ thống {held.mark}")
    unit = str(held.unit.pk)
    held.named("story-tool", pk=story.pk, deed="preview")
    held.named("story-print", pk=story.pk)
    held.named("guidance-note", pk=note.pk)
    held.named("guidance-do", pk=note.pk, deed="da-doc")
    held.named("shelf-item shelf-file", pk=item.pk)
    held.named("shelf-print", pk=told.pk)
    held.named("shelf-do", pk=item.pk, deed="dung")
    held.named("shelf-prove", pk=use_item(held.focal, item, held.unit, "print", entry=uuid4()).pk)
    held.named("press-links-do", deed="gui")
    held.fields["story-tool preview"] = {"cho": "Người xem thử", "ngay": "3"}
    held.fields["story-tool belongs"] = {"chuyen-muc": "du-lich"}
    held.fields["guidance-new"] = {"ten": "Thử", "noi-dung": "Thử", "tu-ngay": "2026-11-20", "don-vi": unit}
    held.fields["shelf-do dung"] = {"cach": "print", "phieu": str(uuid4()), "don-vi": unit, "so-luong": "3"}
    held.fields["shelf-do rut"] = {"ly-do": "Sai"}
    held.fields["shelf-prove"] = {"duong-dan": "https://mau.vn/anh-phat-to-roi"}
    held.fields["press-links-do gui"] = {"duong-dan": "https://mau.vn/2", "ten": "Bài", "ngay-dang": "2026-11-20"}
    held.fields["press-links-do mo-ma"] = {"ten": "Hệ thống"}
    held.fields["press-links-do thu-ma"] = {"ma": str(key.pk)}


def _page_to_write_to(held: Things, people: Callable[[str, Any], Any]) -> int:
    from nhip.channels.actions.outlets import open_outlet, verify_outlet

    row = open_outlet(
        held.focal, held.unit, "facebook",
        {"name": f"Trang hỏi đáp {held.mark}", "address": f"https://facebook.com/hoi{held.unit.pk}"},
    )  # fmt: skip
    verify_outlet(people("officer", held.unit), row.pk, "đối chiếu")
    return row.pk


def _places(held: Things) -> None:
    from nhip.places.actions.entries import open_entry
    from nhip.places.actions.makers import enter_maker

    entry = open_entry(held.focal, held.unit, "place", f"Điểm đến {held.mark}")
    gate = open_entry(held.focal, held.unit, "gate", f"Cửa khẩu {held.mark}")
    maker = enter_maker(
        held.focal, held.unit, f"Hộ {held.mark}", household=True, agreed_on=date(2026, 1, 1),
        agreed_until=date(2030, 1, 1), agreement="Giấy đồng ý",
    )  # fmt: skip
    held.named("place place-edit place-versions", pk=entry.pk)
    held.named("place-translate", pk=entry.pk, language="en")
    held.named("place-do", pk=entry.pk, deed="check")
    held.named("gate-status", pk=gate.pk)
    held.named("maker-end", pk=maker.pk)
    held.named("places-template", kind="place")
    held.named("places-table", form="csv")
    held.fields["place-new"] = {"don-vi": str(held.unit.pk), "loai": "place", "ten": "Điểm thử"}
    held.fields["place-edit"] = {"name": "Tên sửa", "commune": "", "office": ""}
    held.fields["place-translate"] = {"name": "Name", "lead": "Lead"}
    held.fields["gate-status"] = {"tinh-hinh": "normal"}
    held.fields["makers"] = {"don-vi": str(held.unit.pk), "ten": "Hợp tác xã thử"}
    held.fields["maker-end"] = {"ly-do": "Chủ hộ đề nghị"}


def _media(held: Things) -> None:
    from django.core.files.base import ContentFile
    from django.utils import timezone

    from nhip.media.actions.brands import add_brand_item
    from nhip.media.actions.consents import record_consent
    from nhip.media.actions.originals import keep
    from nhip.media.models.pictures import Picture
    from nhip.media.models.recordings import Recording
    from nhip.project.sample.pictures import board

    picture = Picture.objects.create(
        title=f"Ảnh {held.mark}", unit=held.unit, width=360, height=225,
        file=ContentFile(board(held.mark, "thử"), f"{held.unit.pk}.jpg"),
    )  # fmt: skip
    held.named("picture", pk=picture.pk)
    held.named("picture-do", pk=picture.pk, deed="describe")
    held.fields["picture-do"] = {"ten": "Ảnh thử"}
    consent = record_consent(held.focal, held.unit, f"Người {held.mark}", ["name"], DAY, DAY)
    held.named("consent-do", pk=consent.pk, deed="withdraw")
    item = add_brand_item(held.focal, held.unit, "logo", f"Lô-gô {held.mark}", DAY, file=("l.svg", b"<svg/>", ""))
    held.named("brand-file", pk=item.pk)
    held.named("brand-do", pk=item.pk, deed="end")
    sent = keep(held.focal, b"x", "ghi", "audio/mpeg")
    row = Recording.objects.create(
        unit=held.unit, key=str(uuid4()), kind="audio", title=f"Ghi {held.mark}", language="tyz", sent=sent,
        recorded_by=held.focal, recorded_at=timezone.now(),
    )  # fmt: skip
    held.named("recording", pk=row.pk)
    held.named("recording-do", pk=row.pk, deed="describe")
    held.fields["recording-do"] = {"ten": "Lời chào", "tieng": "tyz"}
    held.fields["recording-new"] = {"don-vi": str(held.unit.pk), "ten": "Thử", "tieng": "vi"}
    held.named("recording-piece", key="0123abcd")
    held.fields["consents"] = {"don-vi": str(held.unit.pk), "ten": "Thử", "viec": "name"}
    held.fields["brands"] = {"don-vi": str(held.unit.pk), "loai": "colour", "ten": "Thử", "mau": "#27347f"}


def _papers(held: Things) -> None:
    from tests.documents.conftest import PLAN

    from nhip.documents.actions.reading import read_document
    from nhip.documents.actions.receiving import receive_file
    from nhip.documents.actions.reviewing import confirm_record
    from nhip.documents.corrections import seal
    from nhip.documents.models import LawImport
    from nhip.documents.queries.records import record_as_corrected
    from nhip.journal.actors import Machine
    from nhip.law.models import Act

    text = PLAN.replace("tiềm năng", f"tiềm năng {held.mark}")
    document = receive_file(held.focal, "ke-hoach.txt", text.encode(), unit_id=held.unit.pk)[0].document
    document = read_document(Machine("thử"), document.pk) or document
    told = receive_file(held.focal, "ke-hoach-2.txt", f"{text}\nHết.".encode(), unit_id=held.unit.pk)[0].document
    told = read_document(Machine("thử"), told.pk) or told
    sealed = confirm_record(held.focal, told, seal(record_as_corrected(told.readings.latest("pk"))))
    taken = LawImport.objects.create(
        document=told, confirmation=sealed, act=Act.objects.first(), text_sha256="0" * 64, by=held.focal,
        at=sealed.at, differs=[{"name": "title", "held": "a", "said": "b"}],
    )  # fmt: skip
    held.named("document arrival original record add import-act", pk=document.pk)
    held.named("past-take", pk=told.pk)
    held.named("act-difference", pk=taken.act_id, held=taken.pk, name="title")
    held.fields["add"] = {"kind": "recipients", "words": "Như trên"}
    held.named("value edit", pk=document.pk, path="header.number")
    held.named("do", pk=document.pk, path="header.number", deed="dung")
    held.named("do-whole", pk=document.pk, deed="xac-nhan")
    held.named("settle", pk=document.pk, correction=1)
    held.named("composed", pk=document.pk, form="docx")
    held.named("adopt-plan round-letter", document=document.pk)


def _plans(held: Things, people: Callable[[str, Any], Any]) -> None:
    from nhip.plans.actions import campaigns, tasks, writing

    def drafted(title: str) -> Any:
        made = writing.write_plan(held.focal, unit=held.unit, title=f"{title} {held.mark}", contents=["Một"])
        tasks.assign(held.focal, plan=made, text=f"Làm một việc {held.mark}", due_on=date(2026, 12, 1),
                     parts={"lead": [held.unit.key]}, draft=True)  # fmt: skip
        return made

    plan = drafted("Kế hoạch mẫu")
    campaign = campaigns.write_campaign(
        held.focal, unit=held.unit, plan=plan, campaign=None, title=f"Chiến dịch {held.mark}"
    )
    leader, officer = people("leader", held.unit), people("officer", held.unit)
    sent = writing.submit(held.focal, drafted("Kế hoạch thứ hai"))
    approved = writing.approve(leader, writing.submit(held.focal, drafted("Kế hoạch thứ ba")))
    running = writing.approve(leader, writing.submit(held.focal, drafted("Kế hoạch thứ tư")))
    task = writing.put_on_desks(officer, running, DAY).tasks.get()
    held.named("plan plan-copy", pk=running.pk)
    held.named("plan-edit", pk=plan.pk)
    held.named("plan-file", pk=running.pk, form="docx")
    held.named("plan-do", pk=plan.pk, deed="submit")
    held.words["plan-do approve"] = {"pk": sent.pk, "deed": "approve"}
    held.words["plan-do adopt"] = {"pk": approved.pk, "deed": "adopt"}
    held.named("task", pk=task.pk)
    held.named("task-do", pk=task.pk, deed="accept")
    held.named("campaign campaign-edit", pk=campaign.pk)
    held.named("campaign-do", pk=campaign.pk, deed="launch")
    held.fields["plan-new"] = {"unit": str(held.unit.pk), "title": "Kế hoạch mới"}
    held.fields["task-do extend"] = {"due_on": "2026-12-31", "decision": "Quyết định thử"}


def _ledger(held: Things) -> None:
    from nhip.plans.actions.imports import look_over
    from nhip.plans.models.evidence import Evidence

    proof = Evidence.objects.filter(
        activity__unit=held.unit, activity__on__gte=date(2026, 9, 15), withdrawn_at=None, original__isnull=False
    ).first()  # of no period that was signed
    table = f"Ngày;Nội dung;Số lượng\n20/10/2026;Phát bản tin {held.mark};3\n".encode()
    proof.activity.title = f"Hoạt động {held.mark}"
    proof.activity.save(update_fields=["title"])
    sheet = look_over(held.focal, held.unit, "loudspeaker_play", "bang.csv", table)
    held.named("proof proof-withdraw", pk=proof.pk)
    held.named("activity activity-amend activity-cancel activity-attach", pk=proof.activity_id)
    held.named("ledger-sheet ledger-take", pk=sheet.pk)
    held.named("ledger-table", form="csv")
    held.named("ledger-template ledger-kind-retire ledger-kind-restore", kind="loudspeaker_play")
    unit = str(held.unit.pk)
    held.fields["log"] = {
        "don-vi": unit, "loai": "loudspeaker_play", "phieu": str(uuid4()), "ngay": "2026-11-20", "so-luong": "3",
        "noi-dung": "Phát bản tin",
    }  # fmt: skip
    held.fields["ledger-nil"] = {"don-vi": unit, "thang": "2026-11", "loai": "podcast"}
    held.fields["activity-cancel"] = held.fields["proof-withdraw"] = {"ly-do": "Nhập nhầm"}
    held.fields["activity-attach"] = {"duong-dan": "https://mau.vn/1"}


def _reports(held: Things, officer: Any) -> None:
    from nhip.measurement.periods import Slot
    from nhip.plans.models.past import PastFigure, PastReport
    from nhip.reporting.actions.rounds import open_round
    from nhip.reporting.models.promises import Promise
    from nhip.reporting.models.reports import Report
    from nhip.reporting.opening import by_hand
    from nhip.reporting.regimes import packaged_outlines

    outline, period = packaged_outlines()["general"], Slot("quarter", 2026, 3).period("mid_month")
    round = open_round(
        officer, by_hand(f"Riêng {held.unit.key}", outline, period, date(2030, 1, 1), [held.unit.key], None)
    )
    draft = round.reports.get()
    sent = Report.objects.filter(unit=held.unit, state="locked").first()
    figure = draft.figures.first() or sent.figures.first()
    for report in (draft, sent):
        report.paragraphs.filter(pk=report.paragraphs.first().pk).update(text=f"Đoạn văn {held.mark}.")
    held.named("regime regime-change", code="grassroots")
    held.fields["regime-new"] = held.fields["regime-change"] = {
        "name": f"Chế độ {held.mark}", "content": "Kết quả", "reporters": "communes", "receiver": "Sở", "kinds": "year",
        "receiver_line": "state", "window": "calendar", "outline": "general", "confidence": "T", "field": "general",
        "since": "2027-01-01", "ground": "Quyết định thử",
    }  # fmt: skip
    held.named("round", pk=round.pk)
    held.named("round-do", pk=round.pk, deed="remind")
    held.named("report report-save report-versions", pk=draft.pk)
    held.named("report-issuing promises-gather", pk=sent.pk)
    held.named("report-file", pk=sent.pk, form="json")
    held.named("report-paragraph", pk=draft.paragraphs.first().pk)
    held.named("report-behind report-figure", pk=figure.pk)
    held.named("report-do", pk=draft.pk, deed="count")
    held.named("report-issuing-do", pk=sent.pk, deed="send")
    past = PastReport.objects.get(document__in=PastReport.objects.exclude(body__startswith="Riêng").values("document"))
    figures = list(past.figures.all()[:1])
    document = held.words["document"]["pk"]
    past.pk, past._state.adding, past.document_id, past.unit = None, True, document, held.unit
    past.body, past.title = f"Riêng {held.mark}", f"Báo cáo {held.mark}"
    past.save()
    for one in figures:
        one.pk, one._state.adding, one.report = None, True, past
        one.save()
    promise = Promise.objects.create(report=sent, unit=held.unit, kind="proposal", text=f"Đề nghị cấp loa {held.mark}",
                                     gathered_by=officer, gathered_at=sent.round.opened_at)  # fmt: skip
    held.named("sentence", pk=PastFigure.objects.get(report=past).pk)
    held.named("past-whose", pk=past.pk)
    held.named("promise-do", pk=promise.pk, deed="answer")
    held.named("consolidated", home="lang-son")
    held.named("consolidated-file", home="lang-son", form="json")
    held.named("spokesperson", year=2026)
    held.named("spokesperson-file", year=2026, form="docx")
    held.fields["report-paragraph"] = {"edition": "0", "text": "Câu thêm vào."}
    first = draft.paragraphs.first().pk
    held.fields["report-save"] = {"paragraph": str(first), f"p{first}": "Câu khác.", f"p{first}-edition": "0"}
    held.fields["report-figure"] = {f"f{figure.pk}": "5", f"f{figure.pk}-edition": str(figure.edition)}
    held.fields["report-do attach"] = {"link": "https://mau.vn/1", "note": "x"}
    held.fields["report-do return"] = {"reason": "Thiếu"}
    held.fields["past-whose"] = {"unit": held.unit.key, "ground": "thử"}
    held.fields["promise-do"] = {"state": "doing", "text": "Đang làm"}
    held.fields["delegation"] = {"unit": str(held.unit.pk), "to": str(officer.pk), "ground": "Giấy ủy quyền"}


def _figures(held: Things) -> None:
    from nhip.measurement import dictionary, forms
    from nhip.measurement.actions.events import record_event
    from nhip.measurement.models.signed import Restatement, SignedFigure, SignedPeriod

    entity = "survey"
    entity = next(one.code for one in forms.enterable(dictionary.packaged()) if one.code == entity)
    event = record_event(
        held.focal, entity, {"question": f"biết tin {held.mark}", "n": 10, "yes": 5}, DAY, held.unit, uuid4()
    )
    signed = SignedPeriod.objects.filter(unit=held.unit).first()
    figure = SignedFigure.objects.filter(period=signed).first()
    again = Restatement.objects.create(figure=figure, value="1", hash="0" * 64, opened_at=signed.signed_at)
    held.named("event-withdraw", pk=event.pk)
    held.named("event event-template", entity=entity)
    held.named("event-switch", entity="product")
    held.fields["event-switch"] = {"tu-ngay": "2026-07-01", "can-cu": "thử"}
    held.named("indicator indicator-formula indicator-target", code="C06")
    held.named("indicator-file", code="C06", chart="xu-huong", form="csv")
    for name in ("indicator", "indicator-file"):
        held.asking[name] = f"?don-vi={held.unit.key}&ky=2026-month-10"
    held.named("signed-do", pk=signed.pk, deed="xem-lai")
    held.words["signed-do dong-y"] = {"pk": again.pk, "deed": "dong-y"}
    held.fields["signed-do dong-y"] = held.fields["event-withdraw"] = {"ly-do": "Sửa"}
    held.fields["event"] = {
        "don-vi": str(held.unit.pk), "fielded_at": "2026-11-19T08:00", "question": "Biết tin", "n": "20", "yes": "7",
    }  # fmt: skip


def _law(held: Things) -> None:
    from nhip.law.models import Act, ActLink

    act, link = Act.objects.first(), ActLink.objects.first()
    held.named("act", pk=act.pk)
    held.named("act-link", pk=link.act_id, link=link.pk)
    held.named("act-public", pk=link.act_id)
    held.named("agency", unit=held.unit.key)
    held.named("notices-do", deed="doc")
