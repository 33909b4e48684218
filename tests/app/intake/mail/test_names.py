"""What files are called: by any encoding, without a name, and never to anybody's harm."""

import pytest

from app.intake.mail.reader import read_mail


@pytest.fixture
def file(parts, now):
    """Return a function that gives the one file of a mail: its head lines, its bytes."""

    def read(head, content=b"x"):
        head = head if isinstance(head, bytes) else head.encode()
        (found,) = read_mail(parts(head + b"\r\n\r\n" + content), now).attachments
        return found

    return read


PDF = b"Content-Type: application/pdf\r\nContent-Disposition: attachment; filename"


@pytest.mark.parametrize(
    ("told", "name"),
    [
        (b'="Si\xe9.pdf"', "Sié.pdf"),
        ('="Sié.pdf"'.encode(), "Sié.pdf"),
        (b'="=?utf-8?Q?Si=C3=A9.pdf?="', "Sié.pdf"),
        (b"==?utf-8?B?U2nDqS5wZGY=?=", "Sié.pdf"),
        (b"*=utf-8''Si%C3%A9.pdf", "Sié.pdf"),
        (b"*=iso-8859-1'id'Si%E9.pdf", "Sié.pdf"),
        (b"*=windows-1252''Si%E9.pdf", "Sié.pdf"),
        (b"*0*=utf-8''Si%C3%A9; filename*1=.pdf", "Sié.pdf"),
        (b"*1=.pdf; filename*0*=utf-8''Si%C3%A9", "Sié.pdf"),
        (b"*=Si%C3%A9.pdf", "Sié.pdf"),
        (b"=\"a.pdf\"; filename*=utf-8''Si%C3%A9.pdf", "Sié.pdf"),
        (b"=Si\xe9.pdf", "Sié.pdf"),
        (b'="KK; Warga.pdf"', "KK; Warga.pdf"),
        (b'="KK \\"baru\\".pdf"', "KK -baru-.pdf"),
        (b'="KK baru.pdf', "KK baru.pdf"),
        (b'=""', "lampiran-1.pdf"),
        (b'="kartu keluarga"', "kartu keluarga.pdf"),
        (b'="KK No. 12"', "KK No. 12.pdf"),
        (b'="kk.PDF"', "kk.PDF"),
        (b'="LPT\xb2.pdf"', "_LPT².pdf"),
        (b'="com9 .txt"', "_com9 .txt"),
        (b'="conin$.txt"', "_conin$.txt"),
    ],
)
def test_names_by_any_encoding(file, told, name):
    assert file(PDF + told).name == name


def test_the_name_of_the_content_type_counts_too(file):
    assert file("Content-Type: image/jpeg; name=kk.jpg").name == "kk.jpg"


@pytest.mark.parametrize(
    ("media_type", "content", "name"),
    [
        ("application/octet-stream", b"%PDF-1.7", "lampiran-1.pdf"),
        ("application/octet-stream", b"\xff\xd8\xff\xe0", "lampiran-1.jpg"),
        ("application/octet-stream", b"RIFF\0\0\0\0WEBPVP8 ", "lampiran-1.webp"),
        ("application/octet-stream", b"OggS\0", "lampiran-1.ogg"),
        ("application/octet-stream", b"PK\3\4....word/document.xml", "lampiran-1.docx"),
        ("application/octet-stream", b"PK\3\4....xl/workbook.xml", "lampiran-1.xlsx"),
        ("application/octet-stream", b"PK\3\4....foto.jpg", "lampiran-1.zip"),
        ("application/octet-stream", b"\0\0\0\x18ftypmp42", "lampiran-1.mp4"),
        ("application/octet-stream", b"\0\0\0\x18ftypheic", "lampiran-1.heic"),
        ("application/octet-stream", b"apa saja", "lampiran-1"),
        ("application/vnd.ms-excel", b"x", "lampiran-1.xls"),
        ("application/msword", b"x", "lampiran-1.doc"),
        ("audio/amr", b"x", "lampiran-1.amr"),
        ("video/3gpp", b"x", "lampiran-1.3gp"),
        ("image/heic", b"x", "lampiran-1.heic"),
        ("text/csv", b"x", "lampiran-1.csv"),
    ],
)
def test_a_file_without_a_name_gets_an_ending(file, media_type, content, name):
    assert file(f"Content-Type: {media_type}", content).name == name


def test_a_text_that_is_really_something_else_says_what_it_is(file):
    head = "Content-Type: text/plain\r\nContent-Disposition: attachment"
    assert file(head, b"%PDF-1.7").media_type == "application/pdf"
