"""Mails: as programs send them, as Outlook saves them, and whole mailboxes."""

from datetime import datetime
from pathlib import Path

from app.intake.mail.reader import read_mails
from tests.fuzz.runner import Kind

DATA = Path(__file__).resolve().parents[1] / "data" / "intake"
_NOW = datetime(2026, 11, 25, 10, 0)


def _read(path: Path) -> None:
    for draft in read_mails(path, _NOW):
        assert all("\0" not in text for text in draft.values.values())
        assert all(file.name for file in draft.attachments)


KIND = Kind(
    samples=[*sorted((DATA / "mails").iterdir()), *sorted((DATA / "cases").glob("mail-*.eml"))],
    read=_read,
    tokens=(
        *(b"\nFrom: ", b"\nReply-To: ", b"\nSubject: ", b"\nDate: ", b"\nX: y", b"\n\tz", b"\n \n"),
        *(
            b"\nContent-Type: multipart/mixed; boundary=b\n\n--b\n",
            b"\nContent-Type: text/html\n\n",
        ),
        *(b"\nContent-Type: message/rfc822\n\nFrom: x\n", b"\n--b\n", b"\n--b--\n", b"; a=b", b";"),
        *(b"=?utf-8?q?=C3?=", b"=?utf-8?b?", b"?=", b"*0*=utf-8''%", b'="', b"(", b")", b"<", b">"),
        *(b"base64", b"quoted-printable", b"=\n", b"=", b"charset=utf-7", b"charset=idna"),
        *(b"<div style='display:none'>", b"</div>", b"<!--", b"-->", b"<![", b"&#", b"<title>"),
        *(b"<a href='", b"<table><tr><td>", b"&amp", b"\nFrom a@x 08:05 2026\nFrom: x\n\ny\n\n"),
        *(b"\n---------- Forwarded message ---------\nFrom: x\n", b"\n> ", b"____________\n"),
        *(b"\xff\xff\xff\xff", b"\xfe\xff\xff\xff", b"\x78\x9f\x3e\x22", b"@", b",", b": "),
    ),
)
