"""Addresses of places, products, projects, gates, embeds and the interface for programs."""

from django.urls import URLPattern, path, register_converter

from nhip.portal.places import data, embeds, feeds, interface, lists, one

register_converter(lists.ThingPart, "thing")


def patterns() -> list[URLPattern]:
    """Made when asked: the language part is registered by then."""
    return [
        path("<lang:lang>/<thing:kind>/", lists.entries, name="entries"),
        path("<lang:lang>/<thing:kind>/<slug:slug>/", one.entry, name="entry"),
        path("<lang:lang>/<thing:kind>.rss", feeds.rss, name="entries_rss"),
        path("<lang:lang>/<thing:kind>.atom", feeds.atom, name="entries_atom"),
        path("<lang:lang>/<thing:kind>.feed.json", feeds.json_feed, name="entries_feed"),
        path("<lang:lang>/du-lieu/<thing:kind>.csv", data.as_csv, name="entries_csv"),
        path("<lang:lang>/du-lieu/<thing:kind>.json", data.as_json, name="entries_json"),
        path("<lang:lang>/du-lieu/tinh-hinh-cua-khau.csv", data.gate_reports, name="gates_csv"),
        path("<lang:lang>/nhung/<slug:what>/", embeds.embed, name="embed"),
        path("tep/<int:number>/", one.file, name="entry_file"),
        path("api/v1/", interface.index, name="api"),
        path("api/v1/openapi.json", interface.described, name="api_described"),
        path("api/v1/news", interface.news, name="api_news"),
        path("api/v1/<slug:name>", interface.entries, name="api_entries"),
        path("api/v1/<slug:name>/<slug:slug>", interface.entry, name="api_entry"),
    ]
