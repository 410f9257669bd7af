"""Cited acts on their way to the legal library."""

from datetime import date

from nhip.documents.citing import acts_cited


def test_each_numbered_act_once_and_nothing_made_up() -> None:
    record = {
        "citations": [
            {
                "number": "12/2025/NĐ-CP",
                "type": "Nghị định",
                "subject": "về thử",
                "issuer": "Chính phủ",
                "date": "2025-02-01",
            },
            {"number": "12/2025/nđ–cp", "type": "Nghị định"},
            {"number": None, "type": "Luật", "subject": "Báo chí"},
            {"number": "9/KH-UBND", "type": "Kế hoạch", "issuer": None, "date": "2025-02"},
            {"number": "x" * 61},
        ]
    }
    one, other = acts_cited(record, "Văn bản 3")
    assert (one.symbol, one.issued_on, one.confidence, one.source) == (
        "12/2025/NĐ-CP",
        date(2025, 2, 1),
        "U",
        "Văn bản 3",
    )
    assert (other.symbol, other.issuer, other.issued_on) == ("9/KH-UBND", "", None)
