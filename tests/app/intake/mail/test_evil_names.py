"""Names of attachments in a mail that was made to do harm."""

from pathlib import Path

from app.ground.names import LONGEST_NAME
from app.intake.mail.reader import read_mail

CASES = Path(__file__).resolve().parents[3] / "data" / "intake" / "cases"


def test_names_meant_to_do_harm_are_made_harmless(now):
    mail = read_mail(CASES / "mail-E29-evil-names.eml", now)
    names = [file.name for file in mail.attachments]
    long = names.pop(7)
    assert names == [
        *("passwd", "x.exe", "_con.txt", "afdp.exe", "htaccess", "lampiran-6"),
        *("nama.pdf.exe", "_AUX", "kk.jpg-stream", "_COM¹.txt", "_nul .txt", "_lpt1 .pdf"),
    ]
    assert long.endswith("x.pdf")
    assert len(long) == LONGEST_NAME
