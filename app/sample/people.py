"""Invented complaints: who, where, what, by which channel."""

import csv
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from app.book.lists import Lists, PlaceEntry
from app.ground.resources import RESOURCES
from app.rules.channels import Channel

# Roughly how complaints reach such an office: mostly at the counter and by WhatsApp.
_STREETS: Final = ("Merdeka", "Kartini", "Pelita", "Pancasila", "Sabang Merah", "Kenanga")
_CHANNEL_WEIGHTS: Final = {
    Channel.COUNTER: 30,
    Channel.WHATSAPP: 27,
    Channel.PHONE: 10,
    Channel.SOCIAL: 8,
    Channel.EMAIL: 7,
    Channel.LAPOR: 7,
    Channel.BOX: 6,
    Channel.WEBSITE: 5,
}


@dataclass(frozen=True, slots=True)
class Story:
    """One invented complaint: the form as typed, by field name, and how it will be answered."""

    channel: Channel
    received_at: datetime
    values: dict[str, str]
    division: str
    answer: str
    is_question: bool


class Storyteller:
    """Invents complaints; the same seed tells the same stories."""

    def __init__(self, random: Random, lists: Lists) -> None:
        self._random = random
        self._lists = lists
        self._templates = _rows("complaints")
        self._names = _rows("names")
        self._divisions = {service.name: service.division for service in lists.services}
        self._count = 0

    def tell(self, received_at: datetime) -> Story:
        """Invent one complaint received at *received_at*."""
        self._count += 1
        template = self._random.choice(self._templates)
        channel = self._random.choices(
            list(_CHANNEL_WEIGHTS), weights=list(_CHANNEL_WEIGHTS.values())
        )[0]
        values = {
            "received_at": f"{received_at:%Y-%m-%d %H:%M}",
            "kind": template["jenis"],
            "subject": template["objek"],
            "description": template["uraian"],
            "expectation": template["harapan"],
            "service": template["layanan"],
            "category": template["kategori"],
        }
        values |= self._reporter()
        values |= self._from_channel(channel, received_at, values)
        self._leave_out(channel, values)
        return Story(
            channel=channel,
            received_at=received_at,
            values=values,
            division=self._divisions.get(template["layanan"], "Umum"),
            answer=template["jawaban"],
            is_question=template["jenis"] == "permintaan_informasi",
        )

    def _reporter(self) -> dict[str, str]:
        village = self._random.choice(self._lists.villages)
        first = self._random.choice(self._names)["depan"]
        last = self._random.choice(self._names)["belakang"]
        # 0812-0000… is no number that the operators give out.
        phone = f"0812-{self._random.randrange(10000):04}-{self._random.randrange(10000):04}"
        values = {
            "name": f"{first} {last}",
            "address": f"Jl. {self._random.choice(_STREETS)} RT {self._random.randrange(1, 9):03}",
            "district": self._district(village).name,
            "village": village.name,
            "phone": phone,
        }
        if self._random.random() < 0.3:
            values["nik"] = self._nik(village)
        if self._random.random() < 0.04:
            values |= {"is_secret": "ya"}
        return values

    def _nik(self, village: PlaceEntry) -> str:
        region = village.district_code.replace(".", "")
        day = self._random.randrange(1, 29) + self._random.choice((0, 40))
        month = self._random.randrange(1, 13)
        year = self._random.randrange(60, 100)
        return f"{region}{day:02}{month:02}{year:02}{self._random.randrange(1, 10):04}"

    def _district(self, village: PlaceEntry) -> PlaceEntry:
        return next(d for d in self._lists.districts if d.code == village.district_code)

    def _from_channel(
        self, channel: Channel, at: datetime, values: dict[str, str]
    ) -> dict[str, str]:
        earlier = f"{at - timedelta(minutes=self._random.randrange(5, 90)):%Y-%m-%d %H:%M}"
        account = values["name"].lower().replace(" ", "_")
        told: dict[Channel, dict[str, str]] = {
            Channel.COUNTER: {"place": "Loket pengaduan", "receiving_officer": "Petugas Pengaduan"},
            Channel.BOX: self._box(at),
            Channel.WHATSAPP: {"sender_number": values["phone"], "message_at": earlier},
            Channel.EMAIL: {
                "from_address": f"{account}@example.org",
                "email_subject": values["subject"],
                "sent_at": earlier,
                "message_id": f"<{self._count:06}@example.org>",
            },
            Channel.LAPOR: {
                "tracking_id": str(7_500_000 + self._count),
                "disposition_on": f"{at:%Y-%m-%d}",
                "is_anonymous": "tidak",
            },
            Channel.PHONE: {"caller_number": values["phone"], "called_at": earlier},
            Channel.SOCIAL: {
                "platform": self._random.choice(("Facebook", "Instagram", "TikTok")),
                "account": f"@{account}",
                "link": f"https://example.org/p/{self._count}",
                "posted_on": f"{at:%Y-%m-%d}",
            },
            Channel.WEBSITE: {"form_reference": f"WEB-{self._count:05}", "sent_at": earlier},
        }
        return told[channel]

    def _box(self, at: datetime) -> dict[str, str]:
        return {
            "opened_at": f"{at:%Y-%m-%d %H:%M}",
            "box_location": "Ruang tunggu",
            "witness_1": "Petugas Pengaduan",
            "witness_2": "Petugas Loket 1",
            "letter_count": "1",
            "letter_on": f"{at - timedelta(days=1):%Y-%m-%d}",
        }

    def _leave_out(self, channel: Channel, values: dict[str, str]) -> None:
        """Forget what citizens forget: letters are often anonymous, chats without address."""
        chance = 0.5 if channel is Channel.BOX else 0.08
        if self._random.random() < chance:
            gone = {"phone", "sender_number", "caller_number"}
            if channel is Channel.BOX:
                gone |= {"name", "address", "district", "village", "nik"}
            for name in gone:
                values.pop(name, None)


def _rows(name: str) -> list[dict[str, str]]:
    path = RESOURCES / "sample" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))
