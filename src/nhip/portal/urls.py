"""Every public address. `<lang:lang>` is vi, en or zh."""

from django.urls import path, register_converter

from nhip.portal import (
    agency,
    directory,
    feedback,
    feeds,
    library,
    newsletter,
    open_data,
    pages,
    pictures,
    push,
    rating,
    searching,
)
from nhip.portal.languages import LanguagePart
from nhip.portal.sounds import spoken

register_converter(LanguagePart, "lang")

app_name = "portal"
urlpatterns = [
    path("<lang:lang>/", pages.home, name="home"),
    path("<lang:lang>/tin/", pages.news, name="news"),
    path("<lang:lang>/tin/<int:number>/", pages.story_by_number, name="story_by_number"),
    path("<lang:lang>/tin/<slug:slug>/", pages.story, name="story"),
    path("<lang:lang>/dinh-chinh/", pages.corrections, name="corrections"),
    path("<lang:lang>/tim/", searching.search, name="search"),
    path("<lang:lang>/tim/goi-y/", searching.suggest, name="suggest"),
    path("<lang:lang>/van-ban/", library.laws, name="laws"),
    path("<lang:lang>/van-ban/<int:number>/", library.law, name="law"),
    path("<lang:lang>/co-quan/", directory.agencies, name="agencies"),
    path("<lang:lang>/co-quan/<path:unit>/", agency.agency, name="agency"),
    path("<lang:lang>/kenh/", directory.channels, name="channels"),
    path("<lang:lang>/danh-gia/", rating.rate, name="rate"),
    path("<lang:lang>/danh-gia/vi-sao/", rating.why, name="rating_why"),
    path("<lang:lang>/danh-gia/cam-on/", rating.thanks, name="rating_thanks"),
    path("<lang:lang>/ban-tin/", newsletter.subscribe, name="newsletter"),
    path("<lang:lang>/ban-tin/xem-thu/", newsletter.asked, name="newsletter_asked"),
    path("<lang:lang>/ban-tin/so/", newsletter.issues, name="newsletter_issues"),
    path("<lang:lang>/ban-tin/so/<int:number>/", newsletter.issue, name="newsletter_issue"),
    path("ban-tin/xac-nhan/<str:told>/", newsletter.confirm, name="newsletter_confirm"),
    path("ban-tin/thoi/<slug:token>/", newsletter.leave, name="newsletter_leave"),
    path("ban-tin/chon/<slug:token>/", newsletter.choose, name="newsletter_choose"),
    path("<lang:lang>/hoi-dap/", feedback.answers, name="answers"),
    path("<lang:lang>/hoi-dap/gui/", feedback.ask, name="ask"),
    path("<lang:lang>/hoi-dap/tra-cuu/", feedback.status, name="ask_status"),
    path("<lang:lang>/hoi-dap/<slug:number>/", feedback.answer, name="answer"),
    path("<lang:lang>/du-lieu/phan-anh.csv", feedback.as_csv, name="feedback_csv"),
    path("<lang:lang>/du-lieu/phan-anh.json", feedback.as_json, name="feedback_json"),
    path("<lang:lang>/du-lieu/", open_data.data, name="data"),
    path("<lang:lang>/du-lieu/tin.csv", open_data.as_csv, name="data_csv"),
    path("<lang:lang>/du-lieu/tin.json", open_data.as_json, name="data_json"),
    path("<lang:lang>/du-lieu/dcat.jsonld", open_data.as_dcat, name="data_dcat"),
    path("<lang:lang>/nhan-thong-bao/", push.messages, name="push"),
    path("<lang:lang>/day.js", push.worker, name="push_worker"),
    path("<lang:lang>/day/<slug:deed>/", push.answer, name="push_answer"),
    path("<lang:lang>/tin.rss", feeds.rss, name="rss"),
    path("<lang:lang>/tin.atom", feeds.atom, name="atom"),
    path("<lang:lang>/tin.feed.json", feeds.json_feed, name="json_feed"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("robots.txt", feeds.robots, name="robots"),
    path("nghe/<int:number>-<slug:sha>.mp3", spoken, name="spoken"),
    path("anh/<path:name>", pictures.picture, name="picture"),
]
