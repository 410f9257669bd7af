"""What a number counts, as a short noun phrase: "Số tin bài đăng tải trang thông tin điện tử", "Tỷ lệ hộ nghèo".

A count takes its words from what follows it; where nothing follows ("... 12 tin bài,") from what stands before
it; where it
stands in a row with others ("40 tờ rơi, 10 tờ gấp tuyên truyền về ...") it shares the words at the row's end.
A measured
number (per cent, km, đồng) takes the subject before it. Rules in prose: docs/rules/reading-figures.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nhip.documents.reading.agencies_named.kinds import shapes
from nhip.documents.reading.agencies_named.lists import read_running
from nhip.documents.reading.figures.candidates import Count, family_end
from nhip.documents.reading.figures.words import words

_BREAK = re.compile(r"[,;:()\n]|\.(?=\s|$)|\.\.\.|…")
_STRONG = re.compile(r"[;:()\n]|\.(?=\s|$)|\.\.\.|…")
_ENDS = re.compile(
    r"\s(?:để|nhằm|trước (?:ngày|tháng|quý|năm)|đạt(?=\s+(?:tỷ lệ|trên|hơn|gần|khoảng|xấp xỉ|\d|"
    r"kế hoạch|yêu cầu))|chiếm|bao gồm|gồm|trong đó|qua đó|góp phần|"
    r"phục vụ|so với|(?:tăng|giảm)(?=\s+(?:\d|so với|khoảng|hơn|gần|trên|thêm))|đã|"
    r"với(?=\s+(?:tổng|thời lượng|trên|hơn|gần|khoảng|\d))|cho biết|và(?=\s+(?:trên\s|hơn\s|gần\s|khoảng\s)?\d)|"
    r"tính đến|lan tỏa)(?!\w)"
)
_CONNECT = re.compile(
    r"^(?:\s|[,;:–-]|(?:trong đó|Trong đó|ngoài ra|Ngoài ra|đồng thời|cụ thể|Cụ thể|và|với|hiện|hiện nay|"
    r"Hiện nay|đến nay|Đến nay|toàn huyện|toàn tỉnh|toàn xã|toàn phường|đã|Đã|có|được|trong đó có|Tổ chức|"
    r"tổ chức|Kết quả|kết quả|ước tính|là|về|riêng|Riêng)(?=\s|$))+"
)
_LINK_TAIL = re.compile(
    r"(?:\s|[,:]|\b(?:đạt|là|chiếm|còn|gồm|có|được|với|lên|tới|đến|bằng|tăng|giảm|vượt|khoảng|thêm|"
    r"bao gồm|đạt tỷ lệ|chiếm tỷ lệ|ở mức|trung bình|bình quân|tổng cộng|tính đến|thông qua|qua|của|"
    r"trên|cho|ước|trong đó|và|phát)(?=\s|$|,))+$"
)
_PUBLISHES = re.compile(r"\s(?:đăng|đăng tải|phát|phát sóng|phát hành|xuất bản)$")
_CHANGE = re.compile(r"(tăng|giảm|vượt|đạt|bằng)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_METRIC = re.compile(
    r"(?:dân số|tổng|số |diện tích|doanh thu|kinh phí|lượng|sản lượng|thu nhập|giá trị|chiều|mật độ|"
    r"quy mô|thời lượng|tỷ lệ|tỉ lệ|tốc độ|kim ngạch|vốn|quãng|điểm |chỉ số|bình quân|thu ngân sách)",
    re.IGNORECASE,
)
_HAS = re.compile(
    r"(?:có|gồm|bao gồm|gồm có)\s+(?:(?:trên|hơn|gần|khoảng|ít nhất|tổng số|tổng cộng)\s+)*$", re.IGNORECASE
)
_PREPOSITION = re.compile(r"(?:về|tại|trên|ở|cho|trong|đến|với|theo|do|từ|cùng)(?!\w)")
_LENGTH = re.compile(r"^(?P<what>.+?)\s+(?P<side>dài|rộng|cao|sâu)$")
_CHANNEL = re.compile(
    r"(?:(?:Fanpage|Trang|Kênh|Cổng|Nhóm|Ứng dụng|Website|Zalo|Facebook|YouTube|Youtube|TikTok|"
    r"Tiktok)[^.,;:()]*?)(?=\s(?:được|đã|có|đạt|thu hút|hiện|là|đăng|trở thành)(?!\w)|[,;:(])"
)
_TIME = re.compile(
    r"^(?:[Tt]rong\s+|[Tt]ính\s+đến\s+|[Đđ]ến\s+)?(?:(?:năm|tháng|quý|ngày|kỳ|"
    r"giai đoạn)\s[\w/ -]{1,24}|\d+ tháng (?:đầu|cuối) năm(?:\s+\d{4})?|[Hh]ằng năm|[Hh]àng năm|"
    r"[Hh]iện nay|[Đđ]ến nay|kỳ báo cáo)[,:]?\s*"
)
_SAID = re.compile(
    r"\s+(?:đã\s+)?(?P<what>(?:(?:được|chưa|có|đạt)\s+)?[^\W\d_]+"
    r"(?:,?\s(?!(?:trong đó|và|với|đạt|tăng|giảm)\s)[^\W\d_]+){1,16})"
)
_LONGEST = 28  # words: a longer phrase is cut, an indicator is a name and no sentence


def indicator_of(text: str, counts: Sequence[Count], i: int) -> tuple[str, int, int]:
    """The indicator of `counts[i]` and the stretch of `text` that shows it (the evidence)."""
    count = counts[i]
    left, right = _left(text, counts, i), _right(text, counts, i)
    before = _clean_before(text[left : count.start])
    before = re.sub(
        r"^.*\s(?:có|với)\s+(?=(?:dân số|diện tích|tổng diện tích|tỷ lệ|thời lượng|"
        r"tổng thời lượng|tổng kinh phí|tổng số tiền)(?!\w))",
        "",
        before,
    )
    if before.lower() in {"mới", "chỉ", "chỉ mới", "cũng", "mới chỉ"}:
        before = _clause_before(text[:left])
    if not count.measured and _HAS.search(text[left : count.start]) and not _METRIC.match(before):
        before = ""  # "Huyện có 17 ...": who has them is no part of what is counted
    if count.unit in {"%", "điểm phần trăm"}:
        return _share(text, counts, i, before, left)
    phrase_end = _phrase_end(text, count.unit_start, right)
    phrase = text[count.unit_start : phrase_end].strip(" ,")
    extra = re.sub(r"^\s*/\s*\w+", "", text[count.unit_end : phrase_end]).strip(" ,")
    evidence = (_evidence_start(text, left, count), phrase_end)
    change = _CHANGE.search(text[left : count.start])
    alike = next((k for k in range(i - 1, max(-1, i - 3), -1) if counts[k].unit == count.unit), None)
    alike = i - 1 if i and count.unit == "lần" else alike
    if change and change[1].lower() in {"tăng", "giảm"} and alike is not None and not before:
        return (_changed(text, counts, i, alike, change[1].lower()), *evidence)
    if count.measured:
        return (_measured(before or _label(text, left, count), extra, count), *evidence)
    metric = bool(_METRIC.match(before))
    if metric and not extra:
        name = (
            before
            if not re.fullmatch(r"(?:tổng số|tổng cộng|tổng|số)", before, re.IGNORECASE)
            else f"{before} {phrase}"
        )
        return (_sentence_case(name), *evidence)
    if extra and len(extra.split()) <= 3 and len(before.split()) <= 8 and _PUBLISHES.search(before):
        return (_name(text, count, phrase, before), *evidence)
    if extra and not _PREPOSITION.match(extra):
        short = (
            len(extra.split()) <= 1
            and i + 1 < len(counts)
            and not text[phrase_end : counts[i + 1].start].strip(" ,;và")
        )
        shared = _shared(text, counts, i) if short else ""
        return (_name(text, count, f"{phrase} {shared}".strip(), ""), *evidence)
    if not extra and not before and i and re.fullmatch(r"\s*(?:,|và)\s*", text[counts[i - 1].unit_end : count.start]):
        before = _clean_before(text[_left(text, counts, i - 1) : counts[i - 1].start])  # the row has one deed
    shared = "" if extra or not _is_deed(before) else _shared(text, counts, i)
    if shared:
        return (_name(text, count, f"{phrase} {shared}", ""), *evidence)
    if extra and before and len(before.split()) <= 8 and _PREPOSITION.match(extra):
        keep = "" if extra.startswith("về ") else extra
        return (_name(text, count, f"{text[count.unit_start : count.unit_end]} {before} {keep}".strip(), ""), *evidence)
    if extra:
        return (_name(text, count, phrase, ""), *evidence)
    said = _SAID.match(text, phrase_end, right) if not before else None
    if said:  # "61/78 xã đã vận hành đài": what is said of those counted is all that names them
        return (_name(text, count, f"{phrase} {said['what']}", ""), evidence[0], said.end())
    return (_name(text, count, phrase, before), *evidence)


def _clause_before(text: str) -> str:
    """What fell short, named in the clause before: "Giải ngân vốn còn thấp, mới đạt 48,5%"."""
    found = re.search(r"[^.;:,()]+(?=,\s*$)", text)
    return _clean_before(re.sub(r"\s(?:còn|chưa|vẫn|rất)\s.*$", "", found[0])) if found else ""


def _label(text: str, left: int, count: Count) -> str:
    """The words before a colon that name a sum of money: "Tổng kinh phí dự kiến: 86 triệu đồng"."""
    if count.unit != "đồng" or not re.search(r":\s*(?:\w+\s+){0,2}$", text[max(0, left - 1) : count.start]):
        return ""
    found = re.search(r"[^.;:,()\d]{4,80}(?=:\s*(?:\w+\s+){0,2}$)", text[: count.start])
    return _clean_before(found[0]) if found else ""


def _changed(text: str, counts: Sequence[Count], i: int, of: int, how: str) -> str:
    """The indicator of a rise or fall: that of the number `of` before it, with what it is held against."""
    against = re.match(r"\s*(?P<what>so với [^,;.()]{2,40})", text[counts[i].unit_end :])
    return f"{indicator_of(text, counts, of)[0]} {how}" + (f" {against['what'].strip()}" if against else "")


def _inside(before: str) -> str:
    """Words that opened a sentence, where they no longer do: "Đăng trên" -> "đăng trên"; a name keeps its capitals."""
    first, _, rest = before.partition(" ")
    is_name = len(first) < 2 or not first[1:].islower() or rest[:1].isupper()
    return before if is_name else before[:1].lower() + before[1:]


def _name(text: str, count: Count, phrase: str, before: str) -> str:
    phrase = re.sub(r"\s*/\s*(?:tháng|năm|ngày|tuần|quý)$", "", phrase)
    before = _inside(re.sub(r"^[Tt]ổng số\s*", "", before))
    words_ = f"{phrase} {before}".split()
    name = " ".join(words_[:_LONGEST])
    if count.unit.startswith("lượt"):
        channel = _CHANNEL.match(text)
        if channel and channel[0].split()[0].lower() not in name.lower():
            name = f"{name} {channel[0].strip()}"
    return "Số " + name[0].lower() + name[1:] if name and not name[:2].isupper() else "Số " + name


def _measured(before: str, extra: str, count: Count) -> str:
    side = _LENGTH.match(before)
    if side:
        return f"Chiều {side['side']} {side['what']}"
    if extra and count.unit in {"m2", "m", "m3", "kg", "tấn", "ha"} and not _METRIC.match(before) and not side:
        return f"Số {count.unit} {extra} {before}".strip()
    if count.unit in {"giờ", "phút"} and before and not extra and not _METRIC.match(before):
        return f"Số {count.unit} {re.sub(r'^(?:hệ thống|Hệ thống) ', '', before)}"
    if before and (_METRIC.match(before) or count.unit != "giờ" or not extra):
        return _sentence_case(before)
    if extra:
        return f"Số {count.unit} {extra}"
    return _sentence_case(before) or f"Số {count.unit}"


def _share(text: str, counts: Sequence[Count], i: int, before: str, left: int) -> tuple[str, int, int]:
    """The indicator of a per cent: what follows it ("100% xã có ...") or the subject before it ("tỷ lệ hộ
    nghèo 6,65%")."""
    count = counts[i]
    change = _CHANGE.search(text[left : count.start])
    stop = len(text)
    found = _STRONG.search(text, count.unit_end)
    if found:
        stop = found.start()
    if i + 1 < len(counts):
        following = counts[i + 1].start
        if following < stop:
            comma = text.rfind(",", count.unit_end, following)
            join = text.rfind(" và ", count.unit_end, following)
            stop = max(comma, join) if max(comma, join) > count.unit_end else following
            if len(text[count.unit_end : stop].split()) <= 2 and len(text[stop:following].split()) > 5:
                stop = following  # "100% thôn, buôn giáp rừng được ...": the comma joins two nouns
    after = text[count.unit_end : stop]
    head = after.lstrip()
    own = bool(re.match(r"\s+[A-Za-zÀ-ỹĐđ]", after)) and not re.match(
        r"(?:so với|kế hoạch|tăng|giảm|và|trong đó|dự toán|chỉ tiêu|trở lên|trở xuống|vào|tại|trên|của|"
        r"mỗi|/|là|đạt|được|theo|với|để|năm|cùng kỳ|vượt|tổng)(?!\w)",
        head,
    )
    if own and not re.match(r"(?:tỷ lệ|tỉ lệ)", before, re.IGNORECASE):
        end = re.compile(r"\s(?:để|nhằm|theo quy định|trong đó)(?!\w)").search(after)
        words_ = (after[: end.start()] if end else after).strip(" ,").split()
        words_ = [word for k, word in enumerate(words_) if k or word not in {"các", "số", "tổng"}]
        shown = count.unit_end + len(after[: end.start()] if end else after)
        return "Tỷ lệ " + " ".join(words_[:40]), _evidence_start(text, left, count), shown
    subject = re.sub(r"^(?:có|số)\s+", "", before)
    subject = re.sub(r"^(?:tỷ lệ|tỉ lệ)\s*", "", subject, flags=re.IGNORECASE)
    if not subject and i and not re.search(r"[.;](?=\s)", text[counts[i - 1].end : count.start]):
        earlier = re.sub(r"^Số ", "", indicator_of(text, counts, i - 1)[0])
        against = re.match(
            r"(?:so với\s+)?(?P<what>(?:kế hoạch|dự toán|cùng kỳ|năm|chỉ tiêu|tổng|quý|tháng)[^,;.]{0,40})", head
        )
        move = f"{change[1].lower()} " if change and change[1].lower() in {"tăng", "giảm", "vượt"} else ""
        subject = f"{move}{earlier[:1].lower() + earlier[1:] if not earlier[:2].isupper() else earlier}"
        if against:
            subject += f" so với {against['what'].strip()}"
            return (
                f"Tỷ lệ {subject}",
                _evidence_start(text, left, count),
                count.unit_end + len(after) - len(head) + against.end(),
            )
    if not subject and own is False and re.match(r"(?:tổng|của)", head):
        subject = " ".join(head.split()[:12])
    subject = re.sub(r"^(?:tỷ lệ|tỉ lệ)\s*", "", subject, flags=re.IGNORECASE)
    return (
        f"Tỷ lệ {subject[:1].lower() + subject[1:] if subject[:2] and not subject[:2].isupper() else subject}".strip(),
        _evidence_start(text, left, count),
        count.unit_end,
    )


def _left(text: str, counts: Sequence[Count], i: int) -> int:
    """Where the words before a number may begin: after the last stop, or after the number before it."""
    limit = counts[i - 1].unit_end if i else 0
    at = limit
    bodies = [found.span() for found in shapes().full_names.finditer(text, limit, counts[i].start)]
    for found in _BREAK.finditer(text, limit, counts[i].start):
        inside = (
            found[0] == ","
            and not _number_between(text, found.end(), counts[i].start)
            and _noun_list(text, limit, found.start(), counts[i].start)
        )
        if not inside and not any(start < found.start() < end for start, end in bodies):
            at = found.end()
    return at


def _number_between(text: str, start: int, end: int) -> bool:
    return bool(re.search(r"\d", text[start:end]))


def _noun_list(text: str, limit: int, comma: int, end: int) -> bool:
    """Whether a comma only joins two short nouns ("tin, bài với ...", "răn đe, giáo dục"), so that the phrase
    goes over it."""
    last = re.search(r"[^,;:.()]*$", text[limit:comma])
    before = last[0].strip() if last else ""
    after = re.match(r"\s*([^\s,;:.()]+)(?:\s+([^\s,;:.()]+))?", text[comma + 1 : end])
    if not after or not before:
        return False
    short = (len(before.split()) <= 3 and before[:1].islower()) or bool(
        re.search(r"(?:tin|bài|ảnh|răn đe|băng rôn|hội)$", before)
    )
    return short and not re.match(r"(?:đã|trong|với|có|và|tổng|tăng|giảm|đạt|vượt|bằng|chiếm)", after[1])


def _right(text: str, counts: Sequence[Count], i: int) -> int:
    return counts[i + 1].start if i + 1 < len(counts) else len(text)


def _phrase_end(text: str, start: int, right: int) -> int:
    """The end of the noun phrase that begins at a unit; a quoted name right behind it belongs to it."""
    end = right
    unit_text = words().unit.match(text, start)
    at = start
    while True:
        found = _BREAK.search(text, at, right)
        if found and found[0] == "," and unit_text and found.start() < max(start + 1, family_end(text, start)):
            at = found.end()
            continue
        if found:
            end = found.start()
        break
    stop = _ENDS.search(text, start, end)
    if stop:
        end = stop.start()
    name = re.compile(r"\s+(?=[A-ZĐ][a-zà-ỹ]+\s+[A-ZĐ][a-zà-ỹ]+)").search(text, start, end)
    if (
        name
        and not re.match(r"[A-ZĐ]", text[start])
        and not re.search(r"(?:huyện|tỉnh|xã|phường|thành phố|về|của|Chương trình|tại)$", text[start : name.start()])
    ):
        end = name.start()
    tail = re.search(r"\s+(?:trên|hơn|gần|khoảng|và|với|có|đã|ước|từ|cùng)$", text[start:end])
    while tail:
        end = start + tail.start()
        tail = re.search(r"\s+(?:trên|hơn|gần|khoảng|và|với|có|đã|ước|từ|cùng)$", text[start:end])
    return end


def _clean_before(words_: str) -> str:
    w = words()
    out = words_.strip()
    while True:
        shorter = out
        found = w.qualifier_before.search(shorter)
        if found:
            shorter = shorter[: found.start()].rstrip(" ,:")
        shorter = _LINK_TAIL.sub("", shorter)
        shorter = _CONNECT.sub("", shorter)
        shorter = _TIME.sub("", shorter)
        if shorter == out:
            break
        out = shorter
    mentions, end = read_running(out, 0)
    if mentions and out[end:].strip() and not re.match(r"(?:Trang|Cổng|Kênh|Fanpage)\s", out):
        out = re.sub(r"^(?:\s|,|chủ trì|phối hợp với|đã)+", "", out[end:])
        again = re.match(r"(?:phối hợp với\s+)", out)
        mentions, end = read_running(out, again.end() if again else 0)
        if mentions and out[end:].strip():
            out = out[end:].strip()
    inner = list(re.finditer(r"(?:phối hợp với|cùng)\s+", out))
    if inner:
        mentions, end = read_running(out, inner[-1].end())
        if mentions and out[end:].strip(" ,"):
            out = out[end:].strip(" ,")
    return _CONNECT.sub("", " ".join(out.split())).strip(" ,")


def _shared(text: str, counts: Sequence[Count], i: int) -> str:
    """The words at the end of a row of counts that the earlier ones share."""
    if i + 1 >= len(counts):
        return ""
    this, following = counts[i], counts[i + 1]
    between = text[this.unit_end : following.start]
    noun = between.split(",")[0].split(";")[0].strip()
    if len(noun.split()) > 1 or not re.search(r"[,;]|\bvà\b", between) or re.search(r"[.:()]", between):
        return ""
    if len(re.findall(r"[,;]|\bvà\b", between)) > 1 or following.unit == "%":
        return ""
    joint = re.split(r"[,;]|\bvà\b", between)[-1].strip()
    if joint and joint.lower() != (following.qualifier or ""):
        return ""  # the next number has words of its own
    right = _right(text, counts, i + 1)
    end = _phrase_end(text, following.unit_start, right)
    extra = text[following.unit_end : end].strip(" ,").split()
    skip = len(noun.split()) if this.unit == following.unit else 0
    extra = extra[skip:]
    if this.unit == following.unit or this.unit_end - this.unit_start < 12:
        while extra and extra[0].lower() in _DOING:
            extra = extra[2:] if len(extra) > 1 else []
    return " ".join(extra)


_DOING = frozenset(["phát"])


def _evidence_start(text: str, left: int, count: Count) -> int:
    lead = _CONNECT.match(text[left : count.start])
    start = left + (
        lead.end()
        if lead and lead.end() < count.start - left
        else len(text[left : count.start]) - len(text[left : count.start].lstrip())
    )
    return min(start, count.start)


def _is_deed(before: str) -> bool:
    """Whether the words before a row of counts are a verb ("in ấn"), which leaves the naming to the words behind."""
    s = shapes()
    small = before[:1].lower() + before[1:]
    return not before or bool(
        s.acting.match(small)
        or s.topical.match(small)
        or re.match(r"(?:in|mở|tổ chức|đặt|treo|phát|viết|cấp|may)(?!\w)", small)
    )


def _sentence_case(name: str) -> str:
    return name[:1].upper() + name[1:]
