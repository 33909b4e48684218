"""Every wording in the data files is known again in a chat; each is tried, so none is dead."""

import pytest

from app.ground.resources import RESOURCES
from app.intake.chat_wordings import media, notices


def wordings(name):
    lines = (RESOURCES / "intake" / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def filled(wording):
    return wording.replace("*", "Boris").replace("#", "08.05")


NOTICES = wordings("whatsapp_notices.txt")
MEDIA = wordings("whatsapp_media.txt")


@pytest.mark.parametrize("wording", [w for w in NOTICES if not w.startswith(("-", "<"))])
def test_a_notice_under_the_name_of_a_sender(wording):
    text = filled(wording)
    assert notices().is_whole(text)
    assert notices().is_whole(f"\u200e{text.upper()}.")
    assert notices().is_lone(text)
    assert text[:3].casefold() in notices().beginnings


@pytest.mark.parametrize("wording", [w for w in NOTICES if w.startswith("-")])
def test_a_notice_of_nobody(wording):
    text = filled(wording[1:])
    assert notices().is_lone(text)
    assert not notices().is_whole(text)


@pytest.mark.parametrize("wording", [w for w in NOTICES if w.startswith("<")])
def test_a_notice_at_the_end(wording):
    assert notices().without_tail(f"KTP \u200e{wording} ") == "KTP"


@pytest.mark.parametrize("wording", MEDIA)
def test_a_placeholder(wording):
    mark = "\u200e" if wording.startswith("!") else ""
    name = "foto 1.jpg" if wording.startswith("* ") or wording.endswith(": *>") else "catatan"
    text = wording.removeprefix("!").replace("*", name)
    found = media().at_end(f"{mark}{text}")
    assert found is not None
    assert found.name == (name if name == "foto 1.jpg" else "")
