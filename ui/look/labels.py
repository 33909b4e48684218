"""Which word, colour and shape the ui shows for what ``app`` says."""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Final

from app.rules.channels import Channel
from app.rules.deadlines import Urgency
from ui.look.theme import Tone, tokens


class Shape(Enum):
    """The mark in front of a deadline; with it the colour is never alone."""

    RING = auto()
    PAUSE = auto()
    DOT = auto()
    DIAMOND = auto()
    SQUARE = auto()
    TRIANGLE = auto()
    TICK = auto()
    TICK_LATE = auto()
    BAR = auto()


URGENCY_WORDS: Final[Mapping[Urgency, str]] = {
    Urgency.NOT_RUNNING: "Jam belum berjalan",
    Urgency.WAITING: "Menunggu pengadu",
    Urgency.SAFE: "Aman",
    Urgency.SOON: "Perhatian",
    Urgency.TODAY: "Hari ini",
    Urgency.LATE: "Terlambat",
    Urgency.SETTLED_ON_TIME: "Selesai tepat waktu",
    Urgency.SETTLED_LATE: "Selesai terlambat",
    Urgency.CLOSED: "Ditutup",
}

URGENCY_TONES: Final[Mapping[Urgency, str]] = {
    Urgency.NOT_RUNNING: "waiting",
    Urgency.WAITING: "waiting",
    Urgency.SAFE: "safe",
    Urgency.SOON: "soon",
    Urgency.TODAY: "today",
    Urgency.LATE: "late",
    Urgency.SETTLED_ON_TIME: "settled",
    Urgency.SETTLED_LATE: "settled",
    Urgency.CLOSED: "settled",
}

URGENCY_SHAPES: Final[Mapping[Urgency, Shape]] = {
    Urgency.NOT_RUNNING: Shape.RING,
    Urgency.WAITING: Shape.PAUSE,
    Urgency.SAFE: Shape.DOT,
    Urgency.SOON: Shape.DIAMOND,
    Urgency.TODAY: Shape.SQUARE,
    Urgency.LATE: Shape.TRIANGLE,
    Urgency.SETTLED_ON_TIME: Shape.TICK,
    Urgency.SETTLED_LATE: Shape.TICK_LATE,
    Urgency.CLOSED: Shape.BAR,
}

CHANNEL_ICONS: Final[Mapping[Channel, str]] = {
    Channel.COUNTER: "counter",
    Channel.BOX: "box",
    Channel.WHATSAPP: "chat",
    Channel.EMAIL: "mail",
    Channel.LAPOR: "megaphone",
    Channel.PHONE: "phone",
    Channel.SOCIAL: "share",
    Channel.WEBSITE: "globe",
}


def urgency_tone(urgency: Urgency) -> Tone:
    """Return the colours of *urgency* in the theme that is in use."""
    tone: Tone = getattr(tokens(), URGENCY_TONES[urgency])
    return tone
