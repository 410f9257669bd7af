"""Files that mean harm, or are badly broken: one builder a kind. Each gives the name sent and the bytes.

`KINDS` maps the kind's name to its builder and to what must come of it: the code of a refusal, "read", or a set of
both where more than one answer is sound.
"""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from builders import REPORT, docx, docx_of, drawn, part, pdf_of, png, with_parts, zip_of

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MAIN = "word/document.xml"
Sent = tuple[str, bytes]


@dataclass(frozen=True)
class Kind:
    build: Callable[[], Sent]
    sound: frozenset[str]


KINDS: dict[str, Kind] = {}


def kind(*sound: str) -> Callable[[Callable[[], Sent]], Callable[[], Sent]]:
    def add(build: Callable[[], Sent]) -> Callable[[], Sent]:
        KINDS[build.__name__] = Kind(build, frozenset(sound))
        return build

    return add


def noise(count: int, seed: int = 7) -> bytes:
    return random.Random(seed).randbytes(count)


# --- nothing, or nothing readable ---


@kind("file_empty")
def empty() -> Sent:
    return "a.txt", b""


@kind("file_empty")
def only_blanks() -> Sent:
    return "a.txt", b" \n\t\r\n" * 1000


@kind("file_empty")
def only_nul_bytes() -> Sent:
    return "a.txt", b"\x00" * 4096


@kind("file_empty")
def only_a_byte_order_mark() -> Sent:
    return "a.txt", b"\xef\xbb\xbf"


@kind("kind_unreadable")
def noise_named_text() -> Sent:
    return "a.txt", noise(50_000)


@kind("kind_unreadable", "pdf_broken")
def noise_named_pdf() -> Sent:
    return "a.pdf", noise(50_000)


@kind("kind_unreadable")
def program_named_word() -> Sent:
    return "a.docx", b"MZ\x90\x00" + noise(5000)


@kind("no_words")
def signs_without_words() -> Sent:
    return "a.txt", "…… ---- !!!! ////\n".encode() * 200


@kind("kind_unreadable")
def spreadsheet_named_word() -> Sent:
    return "a.docx", zip_of({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


# --- plain text ---


@kind("read", "text_line_too_long")
def one_huge_line() -> Sent:
    return "a.txt", "báo cáo ".encode() * 400_000


@kind("text_too_long", "file_too_large")
def far_too_long_text() -> Sent:
    return "a.txt", "báo cáo\n".encode() * 800_000


@kind("text_mark_flood")
def flood_of_combining_marks() -> Sent:
    return "a.txt", ("a" + "\u0301\u0323" * 20_000 + " báo cáo\n").encode()


@kind("read")
def direction_overrides() -> Sent:
    return "a.txt", f"{REPORT}\nSố tiền: \u202e000.001\u202c đồng\n".encode()


@kind("read")
def nul_bytes_in_text() -> Sent:
    return "a.txt", REPORT.encode().replace(b" ", b" \x00", 3)


@kind("read")
def text_cut_in_a_letter() -> Sent:
    return "a.txt", REPORT.encode() + "ệ".encode()[:2]


@kind("read")
def old_letters_tcvn3() -> Sent:
    from nhip.documents.intake.old_letters import _tables

    pairs = _tables()["tcvn3"]["pairs"]
    back = {pairs[i + 1]: pairs[i] for i in range(0, len(pairs), 2)}
    return "a.txt", "".join(back.get(c, c) for c in REPORT.lower()).encode("latin-1")


@kind("read")
def utf16_without_mark() -> Sent:
    return "a.txt", REPORT.encode("utf-16-le")


@kind("read")
def lone_surrogates_in_utf16() -> Sent:
    return "a.txt", b"\xff\xfe" + REPORT.encode("utf-16-le") + b"\x00\xd8\x00\xd8a\x00"


# --- archives ---


@kind("archive_broken")
def archive_cut_short() -> Sent:
    return "a.zip", zip_of({"a.txt": noise(5000)})[:2000]


@kind("archive_empty")
def archive_of_nothing() -> Sent:
    return "a.zip", zip_of({})


@kind("archive_bomb", "member_bomb")
def archive_bomb_of_zeros() -> Sent:
    return "a.zip", zip_of({"a.txt": b"0" * 60_000_000})


@kind("archive_bomb")
def archive_bomb_of_many() -> Sent:
    return "a.zip", zip_of({f"{n}.txt": b"0" * 1_000_000 for n in range(80)})


@kind("archive_nested")
def archive_in_archive_many_deep() -> Sent:
    data = zip_of({"a.txt": b"0" * 100_000})
    for depth in range(30):
        data = zip_of({f"{depth}.zip": data})
    return "a.zip", data


@kind("archive_bomb")
def archive_of_overlapping_members() -> Sent:
    """A flat bomb: many entries of the directory point at the same packed bytes."""
    packed = zlib.compress(noise(200) * 50, 9)[2:-4]
    crc = zlib.crc32(noise(200) * 50)
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(packed), 10_000, 5, 0) + b"a.txt" + packed
    central = b""
    for n in range(300):
        name = f"{n:03}.t".encode()
        central += (
            struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, len(packed), 10_000, 5, 0, 0, 0, 0, 0, 0)
            + name
        )
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 300, 300, len(central), len(local), 0)
    return "a.zip", local + central + end


@kind("archive_nested", "archive_broken", "member_broken")
def archive_that_holds_its_own_start() -> Sent:
    """The shape of a quine: the only member is an archive again, whose bytes repeat the outer one."""
    inner = zip_of({"r.zip": b"PK\x03\x04" + noise(60)})
    return "r.zip", zip_of({"r.zip": inner})


@kind("read")
def archive_with_path_escapes() -> Sent:
    return "a.zip", zip_of({"../../../etc/cron.d/x.txt": REPORT.encode()})


@kind("read")
def archive_with_a_nameless_member() -> Sent:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo(""), REPORT)
    return "a.zip", out.getvalue()


@kind("member_link")
def archive_with_a_link() -> Sent:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo("a.txt")
        entry.create_system = 3
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return "a.zip", out.getvalue()


@kind("read")
def archive_with_one_name_twice() -> Sent:
    import warnings

    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("a.txt", REPORT)
            archive.writestr("a.txt", REPORT + "hai")
    return "a.zip", out.getvalue()


@kind("member_bomb", "member_broken", "archive_bomb")
def archive_that_lies_about_sizes() -> Sent:
    data = bytearray(zip_of({"a.txt": b"0" * 3_000_000}))
    for magic, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.index(magic)
        data[start + at : start + at + 4] = struct.pack("<I", 1000)
    return "a.zip", bytes(data)


@kind("file_encrypted")
def archive_with_a_password() -> Sent:
    data = bytearray(zip_of({"a.txt": REPORT.encode()}))
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(magic) + at] |= 1
    return "a.zip", bytes(data)


@kind("archive_too_many")
def archive_of_too_many() -> Sent:
    return "a.zip", zip_of({f"{n}.txt": b"a" for n in range(2100)})


# --- Word ---


@kind("word_broken")
def word_cut_short() -> Sent:
    data = docx_of(*["Báo cáo kết quả"] * 50)
    return "a.docx", data[: len(data) // 2]


@kind("word_broken", "archive_broken")
def word_without_its_main_part() -> Sent:
    return "a.docx", with_parts(docx_of("Báo cáo"), {MAIN: None, "word/x.xml": b"<x/>"})


@kind("word_broken")
def word_with_broken_xml() -> Sent:
    package = docx_of("Báo cáo")
    return "a.docx", with_parts(package, {MAIN: part(package, MAIN)[:-40]})


@kind("file_encrypted")
def word_with_a_password() -> Sent:
    container = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 1000 + "EncryptedPackage".encode("utf-16-le") + noise(4000)
    )
    return "a.docx", container


def document(body: str, doctype: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<w:document {W}><w:body>{body}</w:body></w:document>'.encode()
    )


def said(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


@kind("word_entities")
def word_billion_laughs() -> Sent:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE x [<!ENTITY l0 "ha">{lines}]>'
    return "a.docx", with_parts(docx_of("a"), {MAIN: document(said("&l9;"), doctype)})


@kind("word_entities")
def word_with_an_external_entity() -> Sent:
    doctype = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return "a.docx", with_parts(docx_of("a"), {MAIN: document(said("&e;"), doctype)})


@kind("word_entities", "word_broken")
def word_with_entities_in_utf16() -> Sent:
    source = document(said("&e;"), '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>').decode()
    return "a.docx", with_parts(docx_of("a"), {MAIN: source.replace("UTF-8", "UTF-16").encode("utf-16")})


@kind("read")
def word_with_macros() -> Sent:
    package = docx_of("Báo cáo có macro")
    types = part(package, "[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    return "a.docm", with_parts(package, {"[Content_Types].xml": types, "word/vbaProject.bin": noise(3000)})


@kind("word_nested", "word_broken")
def word_with_tables_many_deep() -> Sent:
    body = "<w:tbl><w:tr><w:tc>" * 400 + said("a") + "</w:tc></w:tr></w:tbl>" * 400
    return "a.docx", with_parts(docx_of("a"), {MAIN: document(body)})


@kind("archive_bomb")
def word_bomb() -> Sent:
    return "a.docx", with_parts(docx_of("a"), {MAIN: document(said("0" * 90_000_000))})


@kind("read")
def word_with_links_to_the_network() -> Sent:
    package = docx_of("Báo cáo có liên kết")
    rels = part(package, "word/_rels/document.xml.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="rX" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        b'Target="http://127.0.0.1:9/evil.dotm" TargetMode="External"/></Relationships>',
    )
    return "a.docx", with_parts(package, {"word/_rels/document.xml.rels": rels})


@kind("read")
def word_whose_styles_run_in_a_circle() -> Sent:
    package = docx_of("Báo cáo")
    circle = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:basedOn w:val="{other}"/></w:style>'
        for one, other in ("AB", "BA")
    )
    styles = f"<w:styles {W}>{circle}</w:styles>"
    body = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>Báo cáo</w:t></w:r></w:p>'
    return "a.docx", with_parts(package, {"word/styles.xml": styles.encode(), MAIN: document(body)})


@kind("word_broken", "kind_unreadable", "no_words", "file_empty", "read")
def old_word_of_noise() -> Sent:
    return "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + noise(20_000)


@kind("kind_unreadable")
def old_office_that_is_not_word() -> Sent:
    return "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + noise(20_000)


# --- PDF ---


@kind("pdf_broken", "read")
def pdf_cut_short() -> Sent:
    data = pdf_of("Bao cao ket qua thong tin co so")
    return "a.pdf", data[: len(data) // 2]


@kind("file_encrypted")
def pdf_with_a_password() -> Sent:
    encrypt = b"<< /Filter /Standard /V 1 /R 2 /P -44 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>"
    data = pdf_of("Bao cao", extra=encrypt)
    size = data.count(b" 0 obj")
    return "a.pdf", data.replace(b"/Root 1 0 R >>", f"/Root 1 0 R /Encrypt {size} 0 R /ID [<00><00>] >>".encode())


@kind("too_many_pages")
def pdf_of_ten_thousand_pages() -> Sent:
    return "a.pdf", pdf_of(*["trang"] * 10_000)


@kind("pdf_broken", "read", "pdf_page_broken", "pdf_without_pages")
def pdf_with_a_broken_table_of_objects() -> Sent:
    return "a.pdf", pdf_of("Bao cao ket qua").replace(b"startxref\n", b"startxref\n9")


@kind("pdf_broken", "pdf_page_broken", "pdf_without_pages", "too_many_pages", "no_words")
def pdf_whose_pages_contain_themselves() -> Sent:
    return "a.pdf", pdf_of("Bao cao").replace(b"/Count 1 /Kids [4 0 R]", b"/Count 9 /Kids [2 0 R]")


@kind("read")
def pdf_with_a_script() -> Sent:
    action = b"/OpenAction << /S /JavaScript /JS (app.alert(1); while(true){}) >>"
    return "a.pdf", pdf_of("Bao cao co ma chay", catalog=action)


@kind("pdf_page_broken", "no_words", "read", "pdf_broken")
def pdf_page_of_giant_size() -> Sent:
    return "a.pdf", pdf_of("Bao cao trang lon").replace(b"[0 0 595 842]", b"[0 0 9000000 9000000]")


@kind("read", "no_words", "file_too_heavy", "file_too_slow")
def pdf_stream_bomb() -> Sent:
    packed = zlib.compress(b"(a) Tj " * 12_000_000, 9)
    data = pdf_of("Bao cao")
    stream = (
        b"<< /Length " + str(len(packed)).encode() + b" /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream"
    )
    start = data.index(b"5 0 obj\n") + len(b"5 0 obj\n")
    return "a.pdf", data[:start] + stream + data[data.index(b"\nendobj", start) :]


@kind("no_words")
def pdf_of_empty_pages() -> Sent:
    return "a.pdf", pdf_of("", "", "")


@kind("pdf_broken", "kind_unreadable", "file_empty")
def pdf_head_and_nothing_more() -> Sent:
    return "a.pdf", b"%PDF-1.7\n"


# --- pictures ---


@kind("picture_broken")
def picture_cut_short() -> Sent:
    data = png(drawn([("Báo cáo", 100, 100, 60)], (600, 400)))
    return "a.png", data[: len(data) // 2]


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


@kind("picture_too_large", "picture_broken")
def picture_of_giant_size() -> Sent:
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    return "a.png", b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(
        b"IDAT", zlib.compress(b"\x00" * 100_000)
    ) + chunk(b"IEND", b"")


@kind("picture_broken", "no_words")
def picture_of_noise() -> Sent:
    return "a.jpg", b"\xff\xd8\xff\xe0" + noise(20_000)


@kind("picture_broken", "too_many_scans")
def tiff_whose_frames_run_in_a_circle() -> Sent:
    entry = struct.pack("<H", 1) + struct.pack("<HHII", 256, 3, 1, 1) + struct.pack("<I", 8)
    return "a.tif", b"II*\x00" + struct.pack("<I", 8) + entry


@kind("no_words")
def white_picture() -> Sent:
    return "a.png", png(drawn([], (800, 600)))


# --- HTML ---


@kind("html_nested")
def html_of_a_million_nested_tags() -> Sent:
    return "a.html", b"<html><body>" + b"<div>" * 1_000_000 + "báo cáo".encode()


@kind("read", "word_entities", "html_broken")
def html_with_an_external_entity() -> Sent:
    return (
        "a.html",
        '<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd">]><html><p>Báo cáo &e;</p></html>'.encode(),
    )


@kind("file_empty")
def html_of_scripts_only() -> Sent:
    return "a.html", b"<html><body><script>while(true){}</script></body></html>"


@kind("read", "html_nested", "file_empty")
def html_of_unclosed_comments() -> Sent:
    return "a.html", "<html><body><p>Báo cáo</p>".encode() + b"<!--[if gte mso 9]>" * 100_000


def names() -> Iterable[str]:
    return sorted(KINDS)


__all__ = ["KINDS", "docx", "names"]
