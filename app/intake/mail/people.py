"""Who wrote a mail: names and addresses as mailers write them, and which of them to answer."""

import re
from dataclasses import dataclass
from typing import Final

from app.intake.mail.headers import Head, unencoded, unquoted

_ANGLE: Final = re.compile(r"<([^<>]*)(?:>|$)")
_BARE: Final = re.compile(r"[^\s,;<>()\"]+@[^\s,;<>()\"]+")
_COMMENT: Final = re.compile(r"\(([^()]*)\)")
_AROUND: Final = " \t,;:'\"<>"
_LONGEST: Final = 4 * 1024
# Addresses nobody reads, and names of programs: web forms, shops, mail servers.
_MACHINE: Final = re.compile(
    r"(?:no|do-?not|tidak|jangan)[-_.]?(?:reply|balas|dibalas)|mailer|postmaster|daemon|notif"
    r"|wordpress|webmaster|webform|website|formulir|form@|bounce|system|sistem|robot",
    re.IGNORECASE,
)
_BOUNCER: Final = re.compile(
    r"mailer-?daemon|postmaster@|mail delivery (?:sub)?system", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Person:
    """A name and an address as they stand in a mail; either may be empty."""

    name: str = ""
    address: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.address)

    @property
    def words(self) -> str:
        """How the person is called in a sentence."""
        return (
            f"{self.name} <{self.address}>"
            if self.name and self.address
            else str(self.name or self.address)
        )

    @property
    def is_machine(self) -> bool:
        """Whether the address or the name is that of a program."""
        return bool(_MACHINE.search(self.address) or _MACHINE.search(self.name))

    @property
    def is_bouncer(self) -> bool:
        """Whether this is a mail server that says what became of a mail."""
        return bool(_BOUNCER.search(self.words))


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom to answer, and the sender where that is somebody else (a web form)."""

    reporter: Person
    via: Person | None = None

    @property
    def is_machine(self) -> bool:
        """Whether a program has sent the mail for somebody."""
        return (self.via or self.reporter).is_machine


def sender_of(head: Head) -> Sender:
    """Return the person a mail is from.

    An answer goes to Reply-To (RFC 5322, 3.6.2), thus that is the citizen, also where a web form
    has sent the mail in its own name. A list puts itself there, and an office its own address.
    """
    author = next((p for name in _AUTHORS if (p := person_in(head.raw(name)))), Person())
    wanted = next((p for name in _ANSWERED if (p := person_in(head.raw(name)))), Person())
    is_lists = "list-id" in head.fields or "list-post" in head.fields
    own = {p.casefold() for name in ("to", "cc") for p in addresses_in(head.raw(name))}
    is_other = wanted.address.casefold() not in {author.address.casefold(), *own, ""}
    if is_lists or not is_other:
        name = wanted.name if author.is_machine and is_other else author.name
        return Sender(Person(name, author.address or wanted.address))
    name = wanted.name or ("" if author.is_machine else author.name)
    return Sender(Person(name, wanted.address), author)


# A list that sends in its own name says there who wrote.
_AUTHORS: Final = ("x-original-from", "from", "sender", "x-sender", "return-path")
_ANSWERED: Final = ("reply-to", "x-reply-to", "mail-reply-to")


def person_in(text: str) -> Person:
    """Return the first person named in a header such as From.

    A comma may stand in a name that should have been quoted: ``Rekaan, Warga, S.Pd. <w@x.id>``.
    """
    text = text[:_LONGEST].strip()
    if "@" not in text:
        # Some mailers encode the whole of it, address and all.
        text = unencoded(text)
    angle = _ANGLE.search(text)
    bare = _BARE.search(text if angle is None else _unnamed(text[: angle.start()]))
    if bare is not None:
        comment = _COMMENT.search(text, bare.end())
        name = comment[1] if comment else text[: bare.start()] if angle is None else ""
        return _person(name, bare[0])
    if angle is not None:
        return _person(text[: angle.start()], angle[1])
    return _person(text, "") if text and not text.endswith(";") else Person()


def addresses_in(text: str) -> tuple[str, ...]:
    """Return every address in a header such as To."""
    return tuple(match[0] for match in _BARE.finditer(text[:_LONGEST]))


def _unnamed(before: str) -> str:
    """Return what stands before an address if it is an address of its own: ``a@x, B <b@x>``."""
    first = before.partition(",")[0] if "," in before else ""
    return "" if '"' in first else first


def _person(name: str, address: str) -> Person:
    address = "".join(address.split()).strip(_AROUND).removeprefix("mailto:")
    name = " ".join(unquoted(name.strip(" \t,;:")).replace('"', " ").split())
    name = " ".join(unencoded(name).strip(_AROUND).split())
    is_only_address = name.casefold() == address.casefold() or _BARE.fullmatch(name)
    return Person("" if is_only_address else name, address)
