"""Addresses of the staff pages: one block a room."""

from django.urls import path

from nhip.workspace import agencies, journal, law, me, today
from nhip.workspace.documents import arrivals, files, library, lists, review

app_name = "workspace"

urlpatterns = [
    path("", today.today, name="today"),
    path("toi/", me.me, name="me"),
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
    # agencies
    path("co-quan/", agencies.agencies, name="agencies"),
    path("co-quan/cay/", agencies.tree, name="agency-tree"),
    path("co-quan/don-vi/<path:unit>/", agencies.agency, name="agency"),
    # law
    path("phap-luat/", law.library, name="law"),
    path("phap-luat/<int:pk>/", law.act, name="act"),
    path("phap-luat/<int:pk>/quan-he/<int:link>/", law.confirm, name="act-link"),
    path("phap-luat/<int:pk>/khac/<int:held>/<slug:name>/", law.settle, name="act-difference"),
    # journal
    path("nhat-ky/", journal.journal, name="journal"),
]
