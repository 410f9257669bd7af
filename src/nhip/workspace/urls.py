"""Addresses of the staff pages: one block a room."""

from django.urls import path

from nhip.workspace import agencies, journal, law, me, notices, today
from nhip.workspace.channels import deliveries as channel_deliveries
from nhip.workspace.channels import joining as channel_joining
from nhip.workspace.channels import previews as channel_previews
from nhip.workspace.channels import readers as channel_readers
from nhip.workspace.channels import register, rehearsals, showings
from nhip.workspace.channels import table as channel_table
from nhip.workspace.documents import arrivals, files, library, lists, review
from nhip.workspace.feedback import doors as feedback_doors
from nhip.workspace.feedback import matter as feedback_matter
from nhip.workspace.feedback import queue as feedback_queue
from nhip.workspace.ledger import entry as log_entry
from nhip.workspace.ledger import kinds as ledger_kinds
from nhip.workspace.ledger import lists as ledger_lists
from nhip.workspace.ledger import offline, one
from nhip.workspace.ledger import sheets as ledger_sheets
from nhip.workspace.measurement import dashboard, deciding, events, indicator
from nhip.workspace.media import brands as media_brands
from nhip.workspace.media import consents as media_consents
from nhip.workspace.media import pictures as media_pictures
from nhip.workspace.media import recordings as media_recordings
from nhip.workspace.newsroom import board as translation_board
from nhip.workspace.newsroom import desk as newsroom_desk
from nhip.workspace.newsroom import guidance, intake, keywords, shelf, story_tools
from nhip.workspace.newsroom import lists as desk_lists
from nhip.workspace.newsroom import names as newsroom_names
from nhip.workspace.newsroom import translating as translation_desk
from nhip.workspace.places.urls import patterns as places
from nhip.workspace.plans import adoption, calendar, campaigns, plan, tasks, writing
from nhip.workspace.plans import lists as plan_lists
from nhip.workspace.press import spokespersons
from nhip.workspace.reports import consolidated, issuing, past, promises, regimes, report, rounds, spokesperson
from nhip.workspace.reports import lists as report_lists

app_name = "workspace"

urlpatterns = [
    path("", today.today, name="today"),
    path("toi/", me.me, name="me"),
    path("cac-muc/", me.rooms, name="rooms"),
    # documents
    path("van-ban/", lists.documents, name="documents"),
    path("van-ban/dua-vao/", arrivals.upload, name="upload"),
    path("van-ban/<int:pk>/", review.document, name="document"),
    path("van-ban/<int:pk>/tien-do/", arrivals.arrival, name="arrival"),
    path("van-ban/<int:pk>/gia-tri/<str:path>/", review.value, name="value"),
    path("van-ban/<int:pk>/gia-tri/<str:path>/sua/", review.edit, name="edit"),
    path("van-ban/<int:pk>/gia-tri/<str:path>/<slug:deed>/", review.do, name="do"),
    path("van-ban/<int:pk>/viec/<slug:deed>/", review.do_whole, name="do-whole"),
    path("van-ban/<int:pk>/xem-lai/<int:correction>/", review.settle, name="settle"),
    path("van-ban/<int:pk>/vao-thu-vien/", library.import_act, name="import-act"),
    path("van-ban/<int:pk>/them/", review.add, name="add"),
    path("van-ban/<int:pk>/ban-goc/", files.original, name="original"),
    path("van-ban/<int:pk>/ket-qua.json", files.record, name="record"),
    path("van-ban/<int:pk>/soan/<slug:form>/", files.composed, name="composed"),
    # plans
    path("ke-hoach/", plan_lists.plans, name="plans"),
    path("ke-hoach/moi/", writing.plan_edit, name="plan-new"),
    path("ke-hoach/dua-vao/<int:document>/", adoption.adopt_plan, name="adopt-plan"),
    path("ke-hoach/<int:pk>/", plan.plan, name="plan"),
    path("ke-hoach/<int:pk>/soan/", writing.plan_edit, name="plan-edit"),
    path("ke-hoach/<int:pk>/sao-chep/", writing.plan_copy, name="plan-copy"),
    path("ke-hoach/<int:pk>/viec/<slug:deed>/", plan.plan_do, name="plan-do"),
    path("ke-hoach/<int:pk>/tep/<slug:form>/", plan.plan_file, name="plan-file"),
    path("nhiem-vu/", tasks.tasks, name="tasks"),
    path("nhiem-vu/nhiem-vu.csv", tasks.tasks_csv, name="tasks-csv"),
    path("nhiem-vu/<int:pk>/", tasks.task, name="task"),
    path("nhiem-vu/<int:pk>/viec/<slug:deed>/", tasks.task_do, name="task-do"),
    path("chien-dich/moi/", campaigns.campaign_edit, name="campaign-new"),
    path("chien-dich/<int:pk>/", campaigns.campaign, name="campaign"),
    path("chien-dich/<int:pk>/soan/", campaigns.campaign_edit, name="campaign-edit"),
    path("chien-dich/<int:pk>/viec/<slug:deed>/", campaigns.campaign_do, name="campaign-do"),
    path("lich/", calendar.calendar, name="calendar"),
    path("lich/nguon/", calendar.feed_key, name="feed-key"),
    path("lich/ngay-lang/", calendar.quiet, name="quiet-days"),
    path("lich/<str:secret>.ics", calendar.feed, name="feed"),
    # channels
    path("cong-khai/", showings.showings, name="showings"),
    path("cong-khai/su-kien/moi/", showings.event_new, name="event-new"),
    path("cong-khai/van-ban/", showings.paper_offer, name="paper-offer"),
    path("cong-khai/<slug:kind>/<int:pk>/<slug:deed>/", showings.showing_do, name="showing-do"),
    path("nguoi-phat-ngon/", spokespersons.spokespersons, name="spokespersons"),
    path("nguoi-phat-ngon/moi/", spokespersons.spokesperson_enter, name="spokesperson-enter"),
    path("nguoi-phat-ngon/<int:pk>/<slug:deed>/", spokespersons.spokesperson_do, name="spokesperson-do"),
    path("kenh/", register.outlets, name="outlets"),
    path("kenh/moi/", register.outlet_new, name="outlet-new"),
    path("kenh/bai-dang/", channel_deliveries.deliveries, name="deliveries"),
    path("kenh/bai-dang/<int:pk>/", channel_deliveries.delivery, name="delivery"),
    path("kenh/bai-dang/<int:pk>/viec/<slug:deed>/", channel_deliveries.delivery_do, name="delivery-do"),
    path("kenh/bai-dang/<int:pk>/tep/<slug:form>/", channel_deliveries.file, name="delivery-file"),
    path("kenh/noi/", channel_joining.joins, name="outlet-joins"),
    path("kenh/noi-xong/", channel_joining.joined, name="outlet-joined"),
    path("kenh/<int:pk>/noi/", channel_joining.join, name="outlet-join"),
    path("kenh/<int:pk>/noi/viec/<slug:deed>/", channel_joining.join_do, name="outlet-join-do"),
    path("kenh/tep/<slug:kind>/", channel_table.file, name="outlets-file"),
    path("kenh/nhap/", channel_table.bring, name="outlets-bring"),
    path("kenh/bao-phu/", channel_table.covered, name="outlets-covered"),
    path("kenh/ban-tin/", channel_readers.newsletter, name="newsletter"),
    path("kenh/luot-xem/", channel_readers.visited, name="visited"),
    path("kenh/danh-gia/", channel_readers.rated, name="rated"),
    path("kenh/<int:pk>/", register.outlet, name="outlet"),
    path("kenh/<int:pk>/viec/<slug:deed>/", register.outlet_do, name="outlet-do"),
    # places, products, projects, gates
    *places,
    # newsroom
    # the media library
    path("kho-anh/", media_pictures.pictures, name="pictures"),
    path("kho-anh/dong-y/", media_consents.consents, name="consents"),
    path("kho-anh/dong-y/<int:pk>/<slug:deed>/", media_consents.consent_do, name="consent-do"),
    path("kho-anh/nhan-dien/", media_brands.brands, name="brands"),
    path("kho-anh/nhan-dien/<int:pk>/tep/", media_brands.brand_file, name="brand-file"),
    path("kho-anh/nhan-dien/<int:pk>/<slug:deed>/", media_brands.brand_do, name="brand-do"),
    path("kho-anh/ban-ghi/", media_recordings.recordings, name="recordings"),
    path("kho-anh/ban-ghi/moi/", media_recordings.recording_new, name="recording-new"),
    path("kho-anh/ban-ghi/phan/<slug:key>/", media_recordings.recording_piece, name="recording-piece"),
    path("kho-anh/ban-ghi/<int:pk>/", media_recordings.recording, name="recording"),
    path("kho-anh/ban-ghi/<int:pk>/<slug:deed>/", media_recordings.recording_do, name="recording-do"),
    path("kho-anh/<int:pk>/", media_pictures.picture, name="picture"),
    path("kho-anh/<int:pk>/<slug:deed>/", media_pictures.picture_do, name="picture-do"),
    path("toa-soan/", desk_lists.desk, name="newsroom"),
    path("toa-soan/ban-tin/", desk_lists.bulletin, name="bulletin-new"),
    path("toa-soan/chi-dan/", guidance.guidance, name="guidance"),
    path("toa-soan/chi-dan/moi/", guidance.note_new, name="guidance-new"),
    path("toa-soan/chi-dan/<int:pk>/", guidance.note, name="guidance-note"),
    path("toa-soan/chi-dan/<int:pk>/<slug:deed>/", guidance.note_do, name="guidance-do"),
    path("toa-soan/ke-chung/", shelf.shelf, name="shelf"),
    path("toa-soan/ke-chung/moi/", shelf.item_new, name="shelf-new"),
    path("toa-soan/ke-chung/su-dung/<int:pk>/minh-chung/", shelf.use_prove, name="shelf-prove"),
    path("toa-soan/ke-chung/<int:pk>/", shelf.item, name="shelf-item"),
    path("toa-soan/ke-chung/<int:pk>/in/", shelf.item_print, name="shelf-print"),
    path("toa-soan/ke-chung/<int:pk>/tep/", shelf.item_file, name="shelf-file"),
    path("toa-soan/ke-chung/<int:pk>/viec/<slug:deed>/", shelf.item_do, name="shelf-do"),
    path("toa-soan/bai-bao/", intake.links, name="press-links"),
    path("toa-soan/bai-bao/viec/<slug:deed>/", intake.links_do, name="press-links-do"),
    path("nhan/bai-bao/", intake.door, name="press-door"),
    path("toa-soan/moi/", newsroom_desk.story_new, name="story-new"),
    path("toa-soan/<int:pk>/", newsroom_desk.story, name="story"),
    path("toa-soan/<int:pk>/kenh/", channel_previews.previews, name="story-ways"),
    path("toa-soan/<int:pk>/kenh/chay-thu/", rehearsals.story_rehearse, name="story-rehearse"),
    path("toa-soan/<int:pk>/viec/<slug:deed>/", newsroom_desk.story_do, name="story-do"),
    path("toa-soan/<int:pk>/dich/<slug:lang>/", translation_desk.translation, name="translation"),
    path("toa-soan/<int:pk>/dich/<slug:lang>/kiem-tra/", translation_desk.translation_check, name="translation-check"),
    path("toa-soan/<int:pk>/dich/<slug:lang>/ban.xlf", translation_desk.translation_file, name="translation-file"),
    path("toa-soan/<int:pk>/dich/<slug:lang>/<slug:deed>/", translation_desk.translation_do, name="translation-do"),
    path("toa-soan/ban-dich/", translation_board.translations, name="translations"),
    path("toa-soan/tu-khoa/", keywords.keywords, name="keywords"),
    path("toa-soan/tu-khoa/nhap/", keywords.keywords_enter, name="keywords-enter"),
    path("toa-soan/tu-khoa/<int:pk>/viec/<slug:deed>/", keywords.keyword_do, name="keyword-do"),
    path("toa-soan/thuat-ngu/", newsroom_names.names, name="names"),
    path("toa-soan/thuat-ngu/moi/", newsroom_names.name_new, name="name-new"),
    path("toa-soan/thuat-ngu/<int:pk>/viec/<slug:deed>/", newsroom_names.name_do, name="name-do"),
    path("toa-soan/bo-nho-dich/", newsroom_names.memory, name="memory"),
    path("toa-soan/bo-nho-dich/bo-nho.tmx", newsroom_names.memory_file, name="memory-file"),
    path("toa-soan/<int:pk>/cong-cu/<slug:deed>/", story_tools.story_tool, name="story-tool"),
    path("toa-soan/<int:pk>/in/", story_tools.story_print, name="story-print"),
    # feedback
    path("phan-anh/", feedback_queue.matters, name="matters"),
    path("phan-anh/ghi/", feedback_queue.matter_new, name="matter-new"),
    path("phan-anh/so-lieu/", feedback_queue.numbers, name="matter-numbers"),
    path("phan-anh/thoi-han/", feedback_queue.terms, name="matter-terms"),
    path("phan-anh/ban-giao.csv", feedback_queue.handover, name="matter-handover"),
    path("phan-anh/kenh/", feedback_doors.doors, name="doors"),
    path("phan-anh/kenh/<int:pk>/<slug:deed>/", feedback_doors.door_do, name="door-do"),
    path("phan-anh/<int:pk>/", feedback_matter.matter, name="matter"),
    path("phan-anh/<int:pk>/lien-he/", feedback_matter.matter_contact, name="matter-contact"),
    path("phan-anh/<int:pk>/anh/<int:photo>/", feedback_matter.matter_photo, name="matter-photo"),
    path("phan-anh/<int:pk>/viec/<slug:deed>/", feedback_matter.matter_do, name="matter-do"),
    # ledger
    path("hoat-dong/", ledger_lists.ledger, name="ledger"),
    path("hoat-dong/ghi/", log_entry.entry, name="log"),
    path("hoat-dong/chia-se/", offline.share, name="log-share"),
    path("hoat-dong/hang-doi/", offline.ticket, name="log-ticket"),
    path("hoat-dong/thang/", ledger_lists.month, name="ledger-month"),
    path("hoat-dong/khong-phat-sinh/", ledger_lists.nil, name="ledger-nil"),
    path("hoat-dong/bang.<slug:form>", ledger_lists.table, name="ledger-table"),
    path("hoat-dong/nhap/", ledger_sheets.bring, name="ledger-bring"),
    path("hoat-dong/nhap/<int:pk>/", ledger_sheets.look, name="ledger-sheet"),
    path("hoat-dong/nhap/<int:pk>/lay/", ledger_sheets.take, name="ledger-take"),
    path("hoat-dong/mau/<slug:kind>.xlsx", ledger_sheets.template, name="ledger-template"),
    path("hoat-dong/loai/", ledger_kinds.kinds, name="ledger-kinds"),
    path("hoat-dong/loai/them/", ledger_kinds.add, name="ledger-kind-add"),
    path("hoat-dong/loai/<slug:kind>/ngung/", ledger_kinds.retire, name="ledger-kind-retire"),
    path("hoat-dong/loai/<slug:kind>/dung-lai/", ledger_kinds.restore, name="ledger-kind-restore"),
    path("hoat-dong/<int:pk>/", one.activity, name="activity"),
    path("hoat-dong/<int:pk>/sua/", one.amend, name="activity-amend"),
    path("hoat-dong/<int:pk>/huy/", one.cancel, name="activity-cancel"),
    path("hoat-dong/<int:pk>/dinh-kem/", one.attach, name="activity-attach"),
    path("hoat-dong/minh-chung/<int:pk>/", one.proof, name="proof"),
    path("hoat-dong/minh-chung/<int:pk>/rut/", one.withdraw, name="proof-withdraw"),
    path("nhip-worker.js", offline.worker, name="worker"),
    path("nhip.webmanifest", offline.manifest, name="manifest"),
    # reports
    path("bao-cao/", report_lists.reports, name="reports"),
    path("bao-cao/duyet/", report_lists.approvals, name="approvals"),
    path("bao-cao/duyet/chon/", report_lists.approve, name="approve-many"),
    path("bao-cao/uy-quyen/", report_lists.delegation, name="delegation"),
    path("bao-cao/mo/", rounds.open_round, name="round-open"),
    path("bao-cao/mo/<int:document>/", rounds.from_letter, name="round-letter"),
    path("bao-cao/che-do/", regimes.regimes, name="regimes"),
    path("bao-cao/che-do/moi/", regimes.change, name="regime-new"),
    path("bao-cao/che-do/<slug:code>/", regimes.regime, name="regime"),
    path("bao-cao/che-do/<slug:code>/sua/", regimes.change, name="regime-change"),
    path("bao-cao/ky/<int:pk>/", rounds.round, name="round"),
    path("bao-cao/ky/<int:pk>/viec/<slug:deed>/", rounds.do, name="round-do"),
    path("bao-cao/<int:pk>/", report.report, name="report"),
    path("bao-cao/<int:pk>/luu/", report.save, name="report-save"),
    path("bao-cao/<int:pk>/phien-ban/", report.versions, name="report-versions"),
    path("bao-cao/<int:pk>/viec/<slug:deed>/", report.do, name="report-do"),
    path("bao-cao/doan/<int:pk>/", report.paragraph, name="report-paragraph"),
    path("bao-cao/so-lieu/<int:pk>/", report.behind, name="report-behind"),
    path("bao-cao/so-lieu/<int:pk>/luu/", report.figure, name="report-figure"),
    path("bao-cao/tong-hop/", consolidated.places, name="consolidated-list"),
    path("bao-cao/tong-hop/so-lieu/<int:pk>/", consolidated.sentence, name="sentence"),
    path("bao-cao/tong-hop/<slug:home>/", consolidated.consolidated, name="consolidated"),
    path("bao-cao/tong-hop/<slug:home>/tep/<slug:form>/", consolidated.file, name="consolidated-file"),
    path("bao-cao/so-cu/", past.past, name="past"),
    path("bao-cao/so-cu/<int:pk>/dua-vao/", past.take, name="past-take"),
    path("bao-cao/so-cu/<int:pk>/cua-ai/", past.whose, name="past-whose"),
    path("bao-cao/kien-nghi/", promises.promises, name="promises"),
    path("bao-cao/kien-nghi/<int:pk>/viec/<slug:deed>/", promises.do, name="promise-do"),
    path("bao-cao/phat-ngon/<int:year>/", spokesperson.spokesperson, name="spokesperson"),
    path("bao-cao/phat-ngon/<int:year>/tep/<slug:form>/", spokesperson.file, name="spokesperson-file"),
    path("bao-cao/<int:pk>/ban-hanh/", issuing.issuing, name="report-issuing"),
    path("bao-cao/<int:pk>/ban-hanh/viec/<slug:deed>/", issuing.do, name="report-issuing-do"),
    path("bao-cao/<int:pk>/tep/<slug:form>/", issuing.file, name="report-file"),
    path("bao-cao/<int:pk>/kien-nghi/", promises.gather_from, name="promises-gather"),
    # measurement
    path("chi-so/", dashboard.indicators, name="indicators"),
    path("chi-so/da-ky/", deciding.signed, name="signed-figures"),
    path("chi-so/da-ky/<int:pk>/<slug:deed>/", deciding.signed_do, name="signed-do"),
    path("chi-so/su-kien/", events.events, name="events"),
    path("chi-so/su-kien/<slug:entity>/", events.event, name="event"),
    path("chi-so/su-kien/<slug:entity>/mau.xlsx", events.template, name="event-template"),
    path("chi-so/su-kien/<slug:entity>/tu-ngay/", events.switch, name="event-switch"),
    path("chi-so/su-kien/<int:pk>/rut/", events.withdraw, name="event-withdraw"),
    path("chi-so/<slug:code>/", indicator.indicator, name="indicator"),
    path("chi-so/<slug:code>/cong-thuc/", deciding.formula, name="indicator-formula"),
    path("chi-so/<slug:code>/chi-tieu/", deciding.target, name="indicator-target"),
    path("chi-so/<slug:code>/<slug:chart>.<slug:form>", indicator.export, name="indicator-file"),
    path("thong-bao/", notices.notices, name="notices"),
    path("thong-bao/<slug:deed>/", notices.do, name="notices-do"),
    # agencies
    path("co-quan/", agencies.agencies, name="agencies"),
    path("co-quan/cay/", agencies.tree, name="agency-tree"),
    path("co-quan/don-vi/<path:unit>/", agencies.agency, name="agency"),
    # law
    path("phap-luat/", law.library, name="law"),
    path("phap-luat/<int:pk>/", law.act, name="act"),
    path("phap-luat/<int:pk>/cong-khai/", law.show, name="act-public"),
    path("phap-luat/<int:pk>/quan-he/<int:link>/", law.confirm, name="act-link"),
    path("phap-luat/<int:pk>/khac/<int:held>/<slug:name>/", law.settle, name="act-difference"),
    # journal
    path("nhat-ky/", journal.journal, name="journal"),
]
