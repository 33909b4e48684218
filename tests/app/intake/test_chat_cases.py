"""The chats that were read wrongly once, and more of their kinds; all people are invented."""

import shutil
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from app.ground.progress import Progress, Stopped
from app.intake.chat_draft import draft_of
from app.intake.chat_export import read_export, sent_files
from app.intake.whatsapp import parse_chat, to_form
from tests.given_up import GivenUpAt

CASES = Path(__file__).parents[2] / "data" / "intake" / "cases"
TODAY = date(2026, 11, 25)


def read(name):
    return read_export(CASES / name, today=TODAY)


def parsed(text):
    return parse_chat(text, today=TODAY)


def said(chat):
    return [(message.sender, message.said) for message in chat.messages]


def test_a_chronology_stays_one_message():
    (message,) = read("wa01-chronology.txt").messages
    assert message.sender == "Warga Rekaan"
    assert message.said.splitlines() == [
        "Kronologi saya:",
        "20/11/2026 09.00 - datang ke loket 3, disuruh pulang",
        "21/11/2026 10.30 - datang lagi, petugas bilang: blangko habis",
        "Mohon dibantu",
    ]


HEAD = "23/11/26 08.05 - Warga Rekaan: Kronologi"


@pytest.mark.parametrize(
    "line",
    [
        # Without a sender, in the very form of this phone.
        "20/11/26 09.00 - datang ke loket 3",
        "24/11/26 09.00 - disuruh datang lagi",
        "23/11/26 09.00 - petugas keluar ruangan",
        # With a colon: earlier than the message, later than the next one, not yet come.
        "20/11/26 09.00 - Petugas loket: besok ya",
        "22/11/26 09.00 - kata petugas: besok",
        "23/11/26 11.00 - rencana: datang lagi",
        "30/11/26 09.00 - janji: KTP jadi",
        # Half a sentence is nobody's name; another form is not this phone's.
        "23/11/26 08.06 - datang lagi, petugas bilang: blangko habis",
        "23/11/2026 08.06 - Loket: tutup",
        "23-11-26, 08.06 - Loket: tutup",
        "[pukul 08.06] Loket: tutup",
    ],
)
def test_a_dated_line_of_the_citizen_is_not_lost(line):
    chat = parsed(f"{HEAD}\n{line}\nsekian\n23/11/26 10.00 - Disdukcapil: Baik\n")
    assert said(chat) == [
        ("Warga Rekaan", f"Kronologi\n{line}\nsekian"),
        ("Disdukcapil", "Baik"),
    ]


def test_two_dated_lines_of_the_same_invented_sender_are_not_lost():
    lines = "20/11/26 09.00 - Petugas: besok\n21/11/26 09.00 - Petugas: besok lagi"
    assert said(parsed(f"{HEAD}\n{lines}")) == [("Warga Rekaan", f"Kronologi\n{lines}")]


@pytest.mark.parametrize(
    "text",
    [
        "Kronologi:\n20/11/2026 09.00 - ke loket\n21/11/2026 10.30 - lagi, petugas bilang: habis\n",
        "20/11/2026 09.00 - datang ke loket 3\n21/11/2026 10.30 - datang lagi",
        "Kronologi\n20/11/26 09.00 - ke loket\n21/11/26 10.00 - Petugas: habis",
        "Nama: Warga Rekaan\nNIK: 6103010101900003\nKTP belum jadi",
        "KTP saya\r\nbelum jadi: 3 bulan",
        "[catatan] Warga: KTP",
    ],
)
def test_pasted_text_without_any_sender_stays_whole(text):
    chat = parsed(text)
    assert not chat.messages
    assert to_form(chat) == {"description": text.replace("\r\n", "\n").strip()}


def test_a_group_of_an_iphone_tells_only_what_persons_wrote():
    chat = read("wa03-group-ios.txt")
    assert chat.citizen == "Citra"
    assert said(chat) == [("Citra", "Kapan KTP saya jadi?")]


@pytest.mark.parametrize(
    "notice",
    [
        "14/11/26 21.00 - Boris membuat grup “RT: 05”",
        "14/11/26 21.00 - Boris menambahkan Anda",
        "14/11/26 21.00 - Anda bergabung menggunakan tautan undangan grup ini",
        "14/11/26 21.00 - +62 812-0000-1122 keluar",
        '14/11/26 21.00 - Boris mengubah subjek dari "a: b" menjadi "c: d"',
        "14/11/26 21.00 - Pesan dan panggilan terenkripsi secara end-to-end. Ketuk untuk info.",
        "14/11/26 21.00 - Kode keamanan Anda dengan Boris telah berubah. Ketuk untuk info.",
        "14/11/26 21.00 - Citra: Menunggu pesan ini. Ini mungkin butuh waktu beberapa saat.",
        "14/11/26 21.00 - Pesan sementara diaktifkan. Pesan baru akan hilang dari chat ini.",
        "14/11/26 21.00 - Boris mengaktifkan privasi chat lanjutan",
        "14/11/26 21.00 - Disappearing messages were turned off. Tap to change.",
        "14/11/26 21.00 - Boris created group “RT 05”",
        "14/11/26 21.00 - Boris: null",
        "14/11/26 21.00 - Boris: Panggilan suara, 1 jam 5 mnt",
        "14/11/26 21.00 - Boris: Missed voice call at 9:15 PM",
        "14/11/26 21.00 - Boris: Pesan tidak didukung",
        "14/11/26 21.00 - Boris:",
        "[14/11/26 21.00.10] \u200eBoris mengatakan sesuatu yang baru",
        "[14/11/26 21.00.10] Boris: \u200eBoris mengatakan sesuatu yang baru",
        "\u200e[14/11/26 21.00.10] Boris: \u200ePanggilan suara. \u200eTidak dijawab",
        "[14/11/26 21.00.10] \u200eBoris mengubah subjek menjadi “a: b”",
    ],
)
def test_what_whatsapp_says_itself_is_no_message(notice):
    is_of_an_iphone = "[" in notice
    form = "[14/11/26 21.05.00] {}" if is_of_an_iphone else "14/11/26 21.05 - {}"
    chat = parsed(f"{notice}\n{form.format('Citra: Kapan?')}\n")
    assert said(chat) == [("Citra", "Kapan?")]
    assert chat.loose_text == ""


def test_placeholders_do_not_stand_in_the_description():
    chat = read("wa05-placeholders.txt")
    assert to_form(chat)["description"] == "KTP saya hilang"
    assert [message.is_media for message in chat.messages] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ("IMG-20260830-WA0001.jpg (file terlampir)", ("IMG-20260830-WA0001.jpg",)),
        ("\u200eKK Budi (1).pdf (file attached)", ("KK Budi (1).pdf",)),
        ("\u200e<terlampir: 00000012-PHOTO-2026-11-23.jpg>", ("00000012-PHOTO-2026-11-23.jpg",)),
        ("\u200e<attached: 00000042-AUDIO.opus>", ("00000042-AUDIO.opus",)),
        ("Budi.vcf (file terlampir)", ("Budi.vcf",)),
        ("akta.pdf • 2 halaman \u200e<terlampir: 00000013-akta.pdf>", ("00000013-akta.pdf",)),
        ("akta.pdf • 2 halaman \u200edokumen tidak disertakan", ("akta.pdf",)),
        ("< terlampir : 00000014-foto.jpg >", ("00000014-foto.jpg",)),
        ("IMG-20260830-WA0002.jpg (fail dilampirkan)", ("IMG-20260830-WA0002.jpg",)),
        ("<Media dikecualikan>", ()),
        ("<View once voice message omitted>", ()),
        ("<Media tidak disertakan>", ()),
        ("<Media omitted>", ()),
        ("\u200estiker tidak disertakan", ()),
        ("\u200eGIF omitted", ()),
        ("\u200ecatatan video tidak disertakan", ()),
    ],
)
def test_a_file_is_a_file_and_not_the_description(text, files):
    (message,) = parsed(f"[23/11/26 08.05.07] Citra: {text}").messages
    assert (message.said, message.is_media, message.files) == ("", True, files)


@pytest.mark.parametrize(
    "text",
    [
        "ditolak karena surat pengantar tidak disertakan",
        "foto KTP (file terlampir)",
        "Panggilan suara tak terjawab terus, tolong",
        "Akun bisnis ini menipu saya",
        "Boris membuat grup lalu saya keluar",
        "pesan ini dihapus oleh siapa?",
        "nama saya <Budi>",
        "null itu apa",
    ],
)
def test_a_citizen_who_writes_like_whatsapp_loses_nothing(text):
    (message,) = parsed(f"23/11/26 08.05 - Citra: {text}").messages
    assert (message.said, message.is_media) == (text, False)


def test_files_of_an_old_iphone():
    chat = read("wa06-old-ios-attached.txt")
    assert [m.files for m in chat.messages] == [
        ("2015-08-04-PHOTO-00004762.jpg",),
        ("00000042-PHOTO.jpg",),
        (),
    ]
    assert to_form(chat)["description"] == "KTP"


def test_that_a_message_was_edited_is_no_part_of_it():
    text = "KTP saya\nbelum jadi \u200e<Pesan ini diedit>"
    (message,) = parsed(f"23/11/26 08.05 - Citra: {text}").messages
    assert (message.said, message.is_media) == ("KTP saya\nbelum jadi", False)


def test_a_place_and_a_poll_of_an_iphone_are_kept():
    place = "\u200eLokasi: https://maps.google.com/?q=-0.1,110.5"
    poll = "\u200ePOLLING:\nKapan?\n\u200eOPSI: Senin (\u200e2 suara)"
    lines = "\n".join(f"[23/11/26 08.05.0{n}] Citra: {t}" for n, t in enumerate((place, poll)))
    assert [m.said for m in parsed(lines).messages] == [
        "Lokasi: https://maps.google.com/?q=-0.1,110.5",
        "POLLING:\nKapan?\nOPSI: Senin (2 suara)",
    ]


@pytest.mark.parametrize(
    "sender",
    [
        "“Dewi” si penjual",
        'Ani "RT 2"',
        "Dewi 🌸👨‍👩‍👧",
        "🌸",
        "Warga, S.Pd.",
        "pak rt 05",
        "H. Ahmad, M.M., CPA",
        "12:30 Club",
        "+62 812-0000-1122",
        "Ng. Tjin / A",
        "李明",
        "عمر",
    ],
)
@pytest.mark.parametrize("form", ["23/11/26 08.05 - {}: halo", "[23/11/26 08.05.07] {}: halo"])
def test_any_name_is_a_sender(sender, form):
    assert said(parsed(form.format(sender))) == [(sender, "halo")]


@pytest.mark.parametrize("sender", ["~ Dewi", "~\u202fDewi", "\u202a~Dewi\u202c", "~\u00a0Dewi"])
def test_a_sender_who_is_no_contact(sender):
    assert said(parsed(f"[23/11/26 08.05.07] {sender}: halo")) == [("Dewi", "halo")]


@pytest.mark.parametrize(
    "line",
    [
        "30/08/26 klo 18.00 - A: x",
        "30/08/26 pukul 18.00 - A: x",
        "[30/08/26 pkl. 18.00.00] A: x",
        "[30/08/26, 6:00:00\u2009PM] A: x",
        "30/08/26,\u202f6:00\u202fPM - A: x",
        "8/30/26, 6:00\u2009p.\u2009m. - A: x",
        "30/08/26\u00a018.00\u00a0-\u00a0A:\u00a0x",
        "2026-08-30, 18:00 - A: x",
        "2026/8/30 6:00 PM - A: x",
        "30. 8. 26, 18:00 - A: x",
        "30/08/26 6.00 sore - A: x",
        "30/08/26 18.00 — A: x",
        "\u200e\u200f30/08/26 18.00 - A: x",
    ],
)
def test_more_forms_of_the_first_line(line):
    assert [(m.at, m.said) for m in parsed(line).messages] == [(datetime(2026, 8, 30, 18, 0), "x")]


@pytest.mark.parametrize(
    ("half", "hour"),
    [
        *(("1.00 siang", 13), ("11.00 siang", 11), ("12.00 siang", 12), ("12.30 malam", 0)),
        *(("8.00 malam", 20), ("2.00 malam", 2), ("12.15 AM", 0), ("12.15 pagi", 0)),
        *(("9.00 PG", 9), ("13.00 PM", 13), ("6.00 sore", 18), ("6.00 p.m.", 18)),
    ],
)
def test_words_for_the_half_of_the_day(half, hour):
    (message,) = parsed(f"30/08/26 {half} - A: x").messages
    assert message.at.hour == hour


def test_the_order_in_which_time_does_not_go_back_is_taken():
    chat = parsed("\n".join(f"{day}/26 08.00 - A: x" for day in ("03/04", "04/04", "02/05")))
    assert chat.is_order_certain
    assert [m.at.month for m in chat.messages] == [4, 4, 5]
    chat = parsed("\n".join(f"{day}/26 08.00 - A: x" for day in ("03/04", "04/02", "05/01")))
    assert chat.is_order_certain
    assert [m.at.month for m in chat.messages] == [3, 4, 5]


def test_a_reading_in_the_future_is_not_taken_and_still_asked_about():
    chat = parsed("11/12/26 08.00 - A: x")
    assert not chat.is_order_certain
    assert chat.messages[0].at == datetime(2026, 11, 12, 8, 0)
    assert chat.can_be_turned
    assert chat.turned().messages[0].at == datetime(2026, 12, 11, 8, 0)


def test_a_date_that_can_be_read_in_one_way_only_is_not_turned():
    assert not parsed("30/08/26 08.00 - A: x").can_be_turned


def test_the_citizen_is_who_the_file_is_named_after():
    chat = read("Chat WhatsApp dengan Dewi.txt")
    assert chat.citizen == "Dewi"
    assert to_form(chat)["name"] == "Dewi"
    assert to_form(chat)["description"] == "KTP belum jadi"


@pytest.mark.parametrize(
    "name",
    [
        "Chat WhatsApp dengan Dewi (1).txt",
        "Chat WhatsApp dengan Dewi - Copy.txt",
        "Chat WhatsApp dengan Dewi - Copy (2).txt",
        "Chat WhatsApp dengan Dewi - Salinan.txt",
        "Salinan Chat WhatsApp dengan Dewi.txt",
        "Chat WhatsApp dengan ~Dewi.txt",
        "Chat_WhatsApp_dengan_Dewi.txt",
        "WhatsApp Chat with Dewi.txt.txt",
        "WhatsApp Chat - Dewi (3).txt",
        "chat.txt",
    ],
)
def test_a_copy_of_the_file_has_the_same_citizen(tmp_path, name):
    path = shutil.copy(CASES / "Chat WhatsApp dengan Dewi.txt", tmp_path / name)
    assert read_export(path).citizen == "Dewi"


def test_a_name_that_files_cannot_have_is_known_again(tmp_path):
    path = tmp_path / "Chat WhatsApp dengan Dewi_ RT 05_2 🌸.txt"
    path.write_text(
        "23/11/26 08.00 - Ani: ya\n23/11/26 08.05 - Dewi: RT 05/2 🌸: KTP\n"
        "23/11/26 08.06 - ~ Dewi/RT 05?2: KK\n",
        encoding="utf-8",
    )
    assert to_form(read_export(path))["description"] == "KK"


def zipped(path, chat, **members):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_chat.txt", chat)
        for name, content in members.items():
            archive.writestr(name, content)
    return path


MEDIA = (
    "[23/11/26 08.05.07] Citra: ini KTP\n"
    "\u200e[23/11/26 08.06.07] Citra: \u200e<terlampir: 00000002-PHOTO.jpg>\n"
    "\u200e[23/11/26 08.07.07] Kantor: \u200e<terlampir: 00000003-syarat.pdf>\n"
    "\u200e[23/11/26 08.08.07] Citra: \u200e<terlampir: 00000004-hilang.jpg>\n"
)


def test_files_of_an_export_belong_to_the_messages_that_name_them(tmp_path):
    files = {"00000002-PHOTO.jpg": b"gambar", "media/00000003-syarat.pdf": b"pdf", "x.jpg": b"x"}
    chat = read_export(zipped(tmp_path / "WhatsApp Chat - Citra.zip", MEDIA, **files))
    sent = sent_files(chat)
    assert [(f.name, f.media_type, f.content) for f in sent.files] == [
        ("00000002-PHOTO.jpg", "image/jpeg", b"gambar")
    ]
    assert sent.warnings == ("Lampiran tidak ada di dalam ekspor: 00000004-hilang.jpg.",)
    assert [f.name for f in sent_files(chat, [2]).files] == ["00000003-syarat.pdf"]
    assert sent_files(chat, [0]).files == ()


def test_a_file_too_large_for_the_book_stays_out_with_a_word(tmp_path, monkeypatch):
    files = {"00000002-PHOTO.jpg": b"x" * 2_000, "00000004-hilang.jpg": b"y" * 10}
    chat = read_export(zipped(tmp_path / "a.zip", MEDIA, **files))
    monkeypatch.setattr("app.intake.chat_export.LARGEST", 1_000)
    sent = sent_files(chat)
    assert [f.name for f in sent.files] == ["00000004-hilang.jpg"]
    assert "terlalu besar" in sent.warnings[0]


def test_an_export_taken_away_meanwhile_is_said(tmp_path):
    path = zipped(tmp_path / "a.zip", MEDIA)
    chat = read_export(path)
    path.unlink()
    assert sent_files(chat).files == ()
    assert "tidak dapat dibaca lagi" in sent_files(chat).warnings[0]


def test_a_long_run_of_spaces_is_read():
    (message,) = read("wa09-spaces.txt").messages
    assert message.said.startswith("a")
    spaces = " " * 100_000
    assert len(parsed(f"{HEAD}{spaces}x\n{spaces}\n< {spaces}>").messages) == 1


def test_one_odd_line_does_not_change_the_others(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("23/11/26 08.05 - Sié: satu 🙏\n".encode() + b"23/11/26 08.06 - Si\xe9: dua\n")
    assert said(read_export(path)) == [("Sié", "satu 🙏"), ("Sié", "dua")]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_end_of_line_in_every_encoding(tmp_path, monkeypatch, ending, encoding):
    monkeypatch.setattr("app.intake.text_blocks._BLOCK", 7)
    path = tmp_path / "a.txt"
    lines = ["23/11/26 08.05 - Sié: satu", "🙏 dua", "", "23/11/26 08.06 - Sié: tiga"]
    path.write_bytes(ending.join(lines).encode(encoding))
    assert said(read_export(path)) == [("Sié", "satu\n🙏 dua"), ("Sié", "tiga")]


def test_a_file_with_too_many_lines_or_bytes_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text(f"{HEAD}\n" + "\n" * 50)
    for limit in ("text_blocks._MOST_LINES", "chat_export._LARGEST_TEXT"):
        with monkeypatch.context() as narrow:
            narrow.setattr(f"app.intake.{limit}", 40)
            with pytest.raises(Exception, match="terlalu besar"):
                read_export(path)
    assert read_export(path).messages


def test_a_chat_nobody_waits_for_is_not_read_to_its_end(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"{HEAD} {'x' * 60}\n" * 50_000)
    progress = GivenUpAt(2_000_000)
    with pytest.raises(Stopped):
        read_export(path, progress=progress)
    assert 2_000_000 <= progress.done < progress.total == path.stat().st_size


def test_a_pasted_chat_nobody_waits_for_is_not_read_to_its_end():
    with pytest.raises(Stopped):
        parse_chat(f"{HEAD}\n" * 50_000, progress=Progress(is_cancelled=True))


def test_messages_are_found_by_their_words_and_senders():
    chat = parsed(f"{HEAD}\n20/11/26 09.00 - ke loket\n23/11/26 09.00 - ~ Dewi: BAIK\nsekali")
    assert chat.messages.containing("LOKET") == [0]
    assert chat.messages.containing("baik") == [1]
    assert chat.messages.containing("dewi") == [1]
    assert chat.messages.containing("sekali") == [1]
    assert chat.messages.containing("tidak ada") == []


@pytest.mark.parametrize("sender", ["ani, istri budi", "budi, kk hilang; kapuas", "pak rt?"])
def test_a_contact_with_a_note_is_a_sender(sender):
    notice = "23/11/26 08.00 - Pesan dan panggilan terenkripsi secara end-to-end."
    hello = "23/11/26 08.00 - Disdukcapil: halo"
    asked = f"23/11/26 08.05 - {sender}: KTP"
    assert said(parsed(f"{notice}\n{asked}")) == [(sender, "KTP")]
    assert said(parsed(f"{hello}\n{asked}")) == [("Disdukcapil", "halo"), (sender, "KTP")]


@pytest.mark.parametrize("form", ["{} 08.05 - Citra: {}", "[{} 08.05.07] Citra: {}"])
@pytest.mark.parametrize("day", ["23/11/6", "23/11/026", "231/11/26", "23/11/20261"])
def test_a_day_that_cannot_be_is_no_heading_behind_good_ones(form, day):
    good, bad = form.format("23/11/26", "a"), form.format(day, "b")
    (message,) = parsed(f"{good}\n{bad}").messages
    assert message.said == f"a\n{bad}"


def test_two_pastes_one_after_the_other_keep_their_messages():
    later = "\n".join(("23/11/26 09.00 - Citra: a", "23/11/26 09.01 - Disdukcapil: b"))
    earlier = "\n".join(("22/11/26 09.00 - Citra: c", "22/11/26 09.01 - Disdukcapil: d"))
    assert [m.said for m in parsed(f"{later}\n{earlier}").messages] == ["a", "b", "c", "d"]


def test_a_pc_whose_clock_stands_in_the_past_reads_the_same():
    text = "23/11/26 09.00 - Citra: a\n23/11/26 09.01 - Disdukcapil: b\n24/11/26 09.00 - Dewi: c"
    assert [m.said for m in parse_chat(text, today=date(2020, 1, 1)).messages] == ["a", "b", "c"]


NOW = datetime(2026, 11, 25, 8, 0)


def test_a_citizen_may_send_an_export_that_is_named_after_the_office():
    text = "23/11/26 08.05 - Disdukcapil Sanggau: Halo\n23/11/26 08.06 - Dewi: KTP"
    assert parse_chat(text, title="Disdukcapil Sanggau").citizen == "Dewi"


def test_a_text_longer_than_its_field_is_kept_whole_beside_it():
    lines = "\n".join(f"23/11/26 08.05 - Citra: {'kata ' * 100}{n}" for n in range(100))
    draft = draft_of(parsed(lines), NOW)
    assert len(draft.values["description"]) <= 20_000
    assert "percakapan.txt" in draft.values["description"]
    (whole,) = draft.attachments
    assert whole.content.decode().endswith("99")
    assert "percakapan.txt" in draft.warnings[0]


def test_a_message_of_a_wrong_clock_gives_no_time_and_a_word():
    draft = draft_of(parsed("25/11/26 08.01 - Citra: KTP"), NOW)
    assert draft.values == {"name": "Citra", "description": "KTP"}
    assert draft.warnings == (
        "Waktu pesan, 25-11-2026 08.01, belum terjadi; isi sendiri bila perlu.",
    )


def test_doubt_about_dates_is_said_where_nobody_was_asked():
    chat = parsed("03/04/26 08.00 - Citra: x")
    assert draft_of(chat, NOW, [0]).warnings == ()
    assert "hari lebih dahulu" in draft_of(chat, NOW).warnings[0]


def test_of_very_many_files_the_first_come_along(tmp_path, monkeypatch):
    monkeypatch.setattr("app.intake.chat_export._MOST_FILES", 2)
    names = [f"{n}.jpg" for n in range(7)]
    text = "\n".join(f"23/11/26 08.05 - Citra: {name} (file terlampir)" for name in names)
    sent = sent_files(read_export(zipped(tmp_path / "a.zip", text, **dict.fromkeys(names, "x"))))
    assert [file.name for file in sent.files] == names[:2]
    assert sent.warnings == (
        "Lampiran tidak ikut; paling banyak 2: 2.jpg, 3.jpg, 4.jpg dan 2 lainnya.",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_line_that_nobody_sent_is_refused_before_it_is_held(tmp_path, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes(f"{HEAD}\n{'KTP ' * 1_000_000}".encode(encoding))
    with pytest.raises(Exception, match="terlalu besar"):
        read_export(path)
    path.write_bytes(f"{HEAD}\r{'KTP ' * 1_000_000}\r".encode(encoding))
    assert read_export(path).messages
