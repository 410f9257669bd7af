"""Addresses of the staff pages of places, products, projects and gates."""

from django.urls import path

from nhip.workspace.places import gates, lists, makers, one, required, sheets, writing

patterns = [
    path("dia-diem/", lists.entries, name="places"),
    path("dia-diem/moi/", writing.entry_new, name="place-new"),
    path("dia-diem/bang.<slug:form>", sheets.table, name="places-table"),
    path("dia-diem/bat-buoc/", required.required, name="places-required"),
    path("dia-diem/nhap/", sheets.bring, name="places-bring"),
    path("dia-diem/mau/<slug:kind>.xlsx", sheets.template, name="places-template"),
    path("dia-diem/co-so-san-xuat/", makers.makers, name="makers"),
    path("dia-diem/co-so-san-xuat/<int:pk>/rut-dong-y/", makers.consent_end, name="maker-end"),
    path("dia-diem/cua-khau/", gates.gates, name="gates"),
    path("dia-diem/<int:pk>/", one.entry, name="place"),
    path("dia-diem/<int:pk>/sua/", writing.entry_edit, name="place-edit"),
    path("dia-diem/<int:pk>/dich/<slug:language>/", writing.entry_translate, name="place-translate"),
    path("dia-diem/<int:pk>/phien-ban/", one.versions, name="place-versions"),
    path("dia-diem/<int:pk>/tinh-hinh/", gates.status, name="gate-status"),
    path("dia-diem/<int:pk>/viec/<slug:deed>/", one.entry_do, name="place-do"),
]
