import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ground.errors import UserError
from app.ground.formatting import parse_moment
from app.ground.progress import Progress, Stopped
from app.intake.chat_draft import draft_of
from app.intake.chat_export import read_export
from app.intake.whatsapp import ChatRefused, parse_chat, to_form
from app.rules.channels import Channel, fields_of

DATA = Path(__file__).parents[2] / "data" / "intake"
ANDROID = (DATA / "chat_android.txt").read_text("utf-8")
LINE = "30/08/25 18.00 - Warga: halo"


def at(text):
    return datetime.fromisoformat(text)


def said(chat):
    return [message.said for message in chat.messages]


def zipped(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_android_export_in_indonesian():
    chat = parse_chat(ANDROID)
    assert chat.is_order_certain
    assert [(m.at, m.is_media) for m in chat.messages] == [
        (at("2025-08-30T18:00"), False),
        (at("2025-08-30T18:01"), False),
        (at("2025-08-30T18:02"), True),
        (at("2025-08-30T18:05"), False),
        (at("2025-08-30T18:06"), True),
        (at("2025-08-30T18:08"), False),
    ]
    assert said(chat) == [
        "Selamat sore pak/bu 🙏",
        "akta anak saya salah nama ibu\nharusnya Yuliana\ndi akta: Yuliani",
        "ini fotonya",
        "Baik, mohon alamat Ibu",
        "",
        "Desa Contoh, Kapuas",
    ]
    assert chat.messages[2].text == "IMG-20250830-WA0001.jpg (file terlampir)\nini fotonya"
    assert {m.sender for m in chat.messages} == {"+62 812-0000-1122", "Layanan Dukcapil Contoh"}


def test_iphone_export_in_indonesian():
    chat = read_export(DATA / "chat_iphone.txt")
    assert [(m.at.second, m.sender, m.said, m.is_media) for m in chat.messages] == [
        (7, "Warga Contoh", "KTP belum jadi", False),
        (41, "Warga Contoh", "", True),
        (2, "Warga Contoh", "", True),
        (0, "Layanan Dukcapil Contoh", "Baik", False),
    ]


def test_english_export_with_the_month_first():
    chat = read_export(DATA / "chat_english.txt")
    assert chat.is_order_certain
    assert [m.at for m in chat.messages] == [
        at("2026-03-12T09:15"),
        at("2026-03-13T00:05"),
        at("2026-03-13T12:30"),
    ]
    assert [m.is_media for m in chat.messages] == [False, False, True]


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("30/08/25 18.00 - A: x", "2025-08-30T18:00"),
        ("30/08/25, 18.00 - A: x", "2025-08-30T18:00"),
        ("30/08/2025 18:00 - A: x", "2025-08-30T18:00"),
        ("30-08-25 18.00 – A: x", "2025-08-30T18:00"),
        ("30.08.25, 18:00 - A: x", "2025-08-30T18:00"),
        ("2025-08-30 18:00 - A: x", "2025-08-30T18:00"),
        ("\ufeff30/8/25 6:00 PM - A: x", "2025-08-30T18:00"),
        ("8/30/25, 6:00\u00a0p.m. - A: x", "2025-08-30T18:00"),
        ("30/8/25, 6:00 PTG - A: x", "2025-08-30T18:00"),
        ("30/8/25, 6:00 PG - A: x", "2025-08-30T06:00"),
        ("[30/08/25 18.00.07] A: x", "2025-08-30T18:00:07"),
        ("\u200e[30/08/25, 18.00.07] A: x", "2025-08-30T18:00:07"),
        ("[8/30/25, 6:00:07\u202fPM] A: x", "2025-08-30T18:00:07"),
        ("[18.00, 30/8/2025] A: x", "2025-08-30T18:00"),
        ("[6:00 PM, 8/30/2025] A: x", "2025-08-30T18:00"),
    ],
)
def test_forms_of_the_first_line(line, moment):
    chat = parse_chat(line)
    assert [(m.at, m.sender, m.text) for m in chat.messages] == [(at(moment), "A", "x")]
    assert chat.is_order_certain


def test_a_date_without_year_is_the_last_one_before_today():
    text = "[30/08, 18.00] A: x\n[31/12 07.05] A: y"
    chat = parse_chat(text, today=date(2026, 9, 1))
    assert [m.at for m in chat.messages] == [at("2026-08-30T18:00"), at("2025-12-31T07:05")]
    assert to_form(parse_chat(text)) == {"description": text}


def test_ambiguous_order_takes_the_day_first_and_says_so():
    text = "03/04/26 08.00 - A: x\n05/04/26 08.00 - A: y"
    chat = parse_chat(text)
    assert not chat.is_order_certain
    assert chat.messages[0].at == at("2026-04-03T08:00")
    turned = parse_chat(text, day_first=False)
    assert turned.is_order_certain
    assert turned.messages[0].at == at("2026-03-04T08:00")
    assert parse_chat("05/05/26 08.00 - A: x").is_order_certain


def test_a_later_line_decides_for_the_whole_file():
    chat = parse_chat("03/04/26 08.00 - A: x\n03/13/26 08.00 - A: y")
    assert chat.is_order_certain
    assert [m.at.month for m in chat.messages] == [3, 3]


@pytest.mark.parametrize("line", ["45/67/25 18.00 - B: x", "30/08/25 25.00 - B: x", "30/08 pagi"])
def test_what_is_no_date_belongs_to_the_message_before(line):
    assert said(parse_chat(f"{LINE}\n{line}")) == [f"halo\n{line}"]


def test_a_citizen_who_uses_the_words_of_whatsapp_loses_nothing():
    words = "ditolak karena dokumen tidak disertakan\nPanggilan suara tak terjawab terus, tolong"
    (message,) = parse_chat(f"30/08/25 18.00 - Warga: {words}").messages
    assert message.said == words
    assert not message.is_media


def test_form_takes_the_citizen_and_not_the_office():
    values = to_form(parse_chat(ANDROID))
    assert values["sender_number"] == "+62 812-0000-1122"
    assert values["message_at"] == "30-08-2025 18.00"
    assert "name" not in values
    assert "mohon alamat" not in values["description"]
    assert values["description"].endswith("ini fotonya\nDesa Contoh, Kapuas")
    assert values.keys() <= {field.name for field in fields_of(Channel.WHATSAPP)}
    assert parse_moment(values["message_at"]) == at("2025-08-30T18:00")


def test_form_of_chosen_messages():
    chat = parse_chat(ANDROID)
    assert to_form(chat, [3, 1, 1]) == {
        "sender_number": "+62 812-0000-1122",
        "message_at": "30-08-2025 18.01",
        "description": f"{chat.messages[1].said}\nBaik, mohon alamat Ibu",
    }
    assert to_form(chat, []) == {}


def test_form_with_a_named_sender():
    assert to_form(parse_chat(LINE)) == {
        "name": "Warga",
        "message_at": "30-08-2025 18.00",
        "description": "halo",
    }


def test_the_name_of_the_file_tells_who_the_citizen_is(tmp_path):
    path = tmp_path / "Chat WhatsApp dengan Warga Contoh.txt"
    path.write_text("30/08/25 18.00 - Kantor: Ada apa?\n30/08/25 18.01 - Warga Contoh: KTP\n")
    assert to_form(read_export(path))["name"] == "Warga Contoh"
    other = path.rename(tmp_path / "percakapan.txt")
    assert to_form(read_export(other))["name"] == "Kantor"


def test_plain_text_is_the_description():
    chat = parse_chat("KTP saya\r\nbelum jadi: 3 bulan")
    assert not chat.messages
    assert chat.loose_text == "KTP saya\nbelum jadi: 3 bulan"
    assert to_form(chat, None) == {"description": "KTP saya\nbelum jadi: 3 bulan"}


def test_text_in_front_of_the_first_message_is_kept():
    assert to_form(parse_chat(f"Diteruskan:\n{LINE}"))["description"] == "Diteruskan:\nhalo"


@pytest.mark.parametrize("text", ["", " \n\u200e\t", "30/08/25 18.00 - Anda membuat grup"])
def test_nothing_a_person_wrote_is_refused(text):
    with pytest.raises(ChatRefused, match=r"\.$"):
        parse_chat(text)


def test_hostile_text_is_read():
    chat = parse_chat(f"{LINE}\0\ud800\n" + "9" * 100_000 + "\n" + "[" * 100_000)
    assert chat.messages[0].text.encode().startswith(b"halo\xef\xbf\xbd\xef\xbf\xbd\n999")


senders = st.sampled_from(["Warga Contoh", "+62 812-0000-1122", "Ibu Ani (RT 2)", "Ng. Tjin / A"])
line = st.text(st.characters(categories=["L", "Nd", "Zs", "So"]), min_size=1, max_size=20)
lines = st.lists(line.map(lambda t: f"x{t}x"), min_size=1, max_size=3).map("\n".join)
moments = st.datetimes(datetime(2012, 1, 1), datetime(2068, 12, 31))
chats = st.lists(st.tuples(moments, senders, lines), min_size=1, max_size=6)
FORMS = {
    "android": ("{:%d/%m/%y %H.%M} - {}: {}", 60),
    "android with comma": ("{:%d/%m/%Y, %H.%M} - {}: {}", 60),
    "iphone": ("\u200e[{:%d/%m/%y %H.%M.%S}] {}: {}", 1),
    "english": ("{:%m/%d/%y, %I:%M\u202f%p} - {}: {}", 60),
    "english iphone": ("[{:%m/%d/%y, %I:%M:%S %p}] {}: {}", 1),
    "browser": ("[{:%H.%M, %d/%m/%Y}] {}: {}", 60),
}


@pytest.mark.parametrize(("form", "grain"), FORMS.values(), ids=FORMS)
@given(wanted=chats)
def test_round_trip(form, grain, wanted):
    is_day_first = form.index("%d") < form.index("%m")
    wanted = sorted(wanted, key=lambda message: message[0])
    chat = parse_chat("\n".join(form.format(*m) for m in wanted), day_first=is_day_first)
    assert [(m.at, m.sender, m.text) for m in chat.messages] == [
        (
            moment.replace(microsecond=0) - timedelta(seconds=moment.second % grain),
            sender,
            text.replace("\u00a0", " ").replace("\u202f", " "),
        )
        for moment, sender, text in wanted
    ]


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    try:
        form = to_form(parse_chat(text, today=date(2026, 11, 24)))
    except ChatRefused:
        return
    assert all(form.values())


@pytest.mark.parametrize("name", ["_chat.txt", "Chat WhatsApp dengan Warga.txt"])
def test_zip_export(tmp_path, name):
    members = {"a.txt": "30/08/25 18.00 - Lain: bukan ini", name: LINE, "foto.jpg": b"\xff"}
    chat = read_export(zipped(tmp_path / "WhatsApp Chat - Warga.zip", **members))
    assert said(chat) == ["halo"]
    assert chat.title == "Warga"


@pytest.mark.parametrize(
    "name", ["../_chat.txt", "/etc/_chat.txt", "a/../../b.jpg", "..\\x.jpg", "C:\\x.jpg", "C:x.jpg"]
)
def test_zip_with_names_outside_its_folder_is_refused(tmp_path, name):
    path = zipped(tmp_path / "a.zip", **{"_chat.txt": LINE, name: "x"})
    with pytest.raises(ChatRefused, match="tidak aman"):
        read_export(path)


def test_zip_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    path = zipped(tmp_path / "a.zip", **{"_chat.txt": LINE + "\n" + "x" * 50_000})
    monkeypatch.setattr("app.intake.chat_export._LARGEST_TEXT", 10_000)
    with pytest.raises(ChatRefused, match="terlalu besar"):
        read_export(path)
    monkeypatch.setattr("app.intake.chat_export._LARGEST_UNPACKED", 10_000)
    with pytest.raises(ChatRefused, match="terlalu besar"):
        read_export(path)


def test_zip_with_too_many_members_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("app.intake.chat_export._MOST_MEMBERS", 2)
    path = zipped(tmp_path / "a.zip", **{"_chat.txt": LINE, "a.jpg": "x", "b.jpg": "x"})
    with pytest.raises(ChatRefused, match="terlalu besar"):
        read_export(path)


def test_damaged_zip_is_refused(tmp_path):
    path = zipped(tmp_path / "a.zip", **{"_chat.txt": LINE * 200})
    content = bytearray(path.read_bytes())
    content[60:75] = b"\xff" * 15
    path.write_bytes(content)
    with pytest.raises(ChatRefused, match="rusak"):
        read_export(path)


def test_files_that_are_no_chat_are_refused(tmp_path):
    (tmp_path / "a.txt").write_bytes("catatan rapat".encode("utf-16"))
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\xff\xff" * 50)
    (tmp_path / "c.zip").write_bytes(b"bukan zip")
    zipped(tmp_path / "d.zip", **{"foto.jpg": b"x"})
    for name in ("a.txt", "b.txt", "c.zip", "d.zip", "tidak-ada.txt", "tidak-ada.zip"):
        with pytest.raises(UserError, match=r"\.$"):
            read_export(tmp_path / name)
    with pytest.raises(ChatRefused):
        read_export(tmp_path)


def test_nobody_waits_for_a_form_that_is_not_wanted_any_more():
    chat = parse_chat("\n".join(f"23/11/26 08.05 - Warga: KTP {n}" for n in range(500)))
    progress = Progress(500)
    assert draft_of(chat, at("2026-11-25T09:00"), range(500), progress).values["name"] == "Warga"
    assert progress.done == 499
    progress.is_cancelled = True
    with pytest.raises(Stopped):
        draft_of(chat, at("2026-11-25T09:00"), range(500), progress)
