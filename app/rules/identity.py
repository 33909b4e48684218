"""Phone numbers, NIK and e-mail addresses: normal forms, checks, masking."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_BULLET: Final = "\N{BULLET}"
_FEWEST_DIGITS: Final = 6
_MOST_DIGITS: Final = 15
_SHORTEST_WITH_COUNTRY: Final = 9
_SHORTEST_BESIDE: Final = 8
# No number has more spaces and brackets around its digits.
_LONGEST_TYPED: Final = 80

# A run of digits and what people put between them; letters end it: "0812 5640 1122 (istri)".
_PHONE_RUN: Final = re.compile(r"\+?[\s(]*\d[\d\s().\-\u2010-\u2015/]*")
_MOST_IN_INDONESIA: Final = 13
_FEWEST_OF_A_MOBILE: Final = 10
# What Excel makes of a number that it takes for a quantity: "6,28126E+12".
_SCIENTIFIC: Final = re.compile(r"\d[.,]\d{1,16} ?e ?\+? ?\d{1,2}(?!\d)", re.IGNORECASE)
# Letters between the digits of one word, or such as look like digits between two words of them.
_LETTERS_INSIDE: Final = re.compile(
    r"\+?\d[\d.\-\u2010-\u2015]{0,20}[^\W\d_]{1,6}[.\-\u2010-\u2015]?\d[^\s,;/()]{0,20}"
    r"|\d[\d.\-]{2,9} [oOlI]{1,4}\d{1,9}(?!\w)"
)
# Between two numbers stands at least a space; the second begins as numbers do.
_NEXT_NUMBER: Final = re.compile(r"(?<=\d)[\s\-\u2010-\u2015/]+(?=[+(]?(?:0|62\D?[2-9]))")
_MOBILE: Final = re.compile(r"(?<![\d.,\-])(?:\+?62[\s\-.]?|0)8\d(?:[\s\-.]?\d){7,10}(?!\d)")
_NOT_A_DIGIT: Final = re.compile(r"\D+", re.ASCII)
_NIK_LENGTH: Final = 16
_NIK_SEPARATORS: Final = re.compile(r"[\s.\-\u2010-\u2015]+")
_EMAIL: Final = re.compile(
    r"[^\s@<>(),;:\"\[\]\\]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]"
)


def normal_phone(text: str) -> str | None:
    """Return the first number typed in *text* in one form (E.164), or ``None`` without any.

    An unlikely number is normalised all the same: the office warns about it and never refuses it.
    """
    return next(iter(phone_numbers(text)), None)


# While one complaint is recorded its number is asked for several times, here and below.
@lru_cache(maxsize=4)
def phone_numbers(text: str) -> tuple[str, ...]:
    """Return the numbers typed in *text*, as ``normal_phone`` does the first of them."""
    numbers = map(_international, _typed_numbers(text))
    return tuple(f"+{number}" for number in numbers if number is not None)


def whatsapp_number(*typed: str) -> str | None:
    """Return the first number typed in *typed* that WhatsApp may know (E.164), if there is one.

    Of the numbers of Indonesia that is a mobile one; of those abroad nobody here can tell.
    """
    numbers = (number for text in typed for number in phone_numbers(text))
    return next((n for n in numbers if n.startswith("+628") or not n.startswith("+62")), None)


@lru_cache(maxsize=4)
def phone_doubt(text: str) -> str | None:
    """Return what is odd about the numbers in *text* in an Indonesian sentence, if anything.

    It is said under the field and never keeps anybody from saving.
    """
    if not _has_letters(text):
        return _number_doubt(text)
    plain = unicodedata.normalize("NFKC", text)
    if scientific := _SCIENTIFIC.search(plain):
        return f"Angkanya hilang karena dibuka di Excel: {scientific[0]}. Minta nomor lengkapnya."
    if mixed := next(filter(_is_mixed, _LETTERS_INSIDE.finditer(plain)), None):
        return f"Ada huruf di antara angka: {mixed[0]}. Periksa lagi nomornya."
    return _number_doubt(text)


def _number_doubt(text: str) -> str | None:
    typed = [number for number in _typed_numbers(text) if _digits(number)]
    # A house number beside a whole number is no number that is too short.
    numbers = [number for number in typed if _international(number)] or typed
    return next((doubt for number in numbers if (doubt := _length_doubt(number))), None)


def mobile_in(text: str) -> str:
    """Return the first mobile number within running text, as ``normal_phone`` does; or nothing.

    Only what can hardly be anything else: dates, amounts and a NIK are digits too.
    """
    found = (_international(run[0]) for run in _MOBILE.finditer(text))
    numbers = (number for number in found if number and not _is_short_mobile(number))
    return next((f"+{number}" for number in numbers), "")


def phone_digits(text: str) -> str:
    """Return the digits of a whole or half typed number as they stand in the normal form.

    With them a search finds the number by any of its spellings: ``0812-56`` gives ``6281256``.
    """
    digits = _digits(unicodedata.normalize("NFKC", text))
    # "0" and "00" alone may as well be the middle of a number.
    if len(digits) < 4:
        return digits
    return _with_country(digits)


def pretty_phone(normal: str) -> str:
    """Return a normal form as people here write it: ``0812-5640-1122`` or ``(0564) 21345``."""
    # Imported late: its tables are large, and the window starts without them.
    import phonenumbers

    try:
        number = phonenumbers.parse(normal, "ID")
    except phonenumbers.NumberParseException:
        return normal
    if number.country_code != 62:
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    if not phonenumbers.is_valid_number(number):
        return f"0{normal.removeprefix('+62')}"
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


def clean_nik(text: str) -> str:
    """Return *text* without the spaces, dots and dashes people put between the digits."""
    return _NIK_SEPARATORS.sub("", text)


def nik_problem(text: str) -> str | None:
    """Return what is wrong with a NIK in an Indonesian sentence; an empty one is not wrong."""
    nik = clean_nik(text)
    if not nik:
        return None
    if not (nik.isascii() and nik.isdigit()):
        return "NIK hanya berisi angka."
    if len(nik) != _NIK_LENGTH:
        word = "baru" if len(nik) < _NIK_LENGTH else "ini"
        return f"NIK {_NIK_LENGTH} angka, {word} {len(nik)}."
    return _nik_parts_problem(nik)


def _nik_parts_problem(nik: str) -> str | None:
    day, month, serial = int(nik[6:8]), int(nik[8:10]), nik[12:]
    # Forty is added to the day of birth of women.
    if not (1 <= day <= 31 or 41 <= day <= 71):
        return "Angka ke-7 dan ke-8 NIK harus 01 sampai 31, atau 41 sampai 71 untuk perempuan."
    if not 1 <= month <= 12:
        return "Angka ke-9 dan ke-10 NIK (bulan lahir) harus 01 sampai 12."
    if serial == "0000":
        return "Empat angka terakhir NIK tidak mungkin 0000."
    return None


def plain_ticket(text: str) -> str:
    """Return a ticket number without what people write differently: capitals, spaces, hyphens.

    The index of ``models.complaint.plain_ticket_of`` says the same.
    """
    return text.replace(" ", "").replace("-", "").lower()


def mask_nik(nik: str) -> str:
    """Return a NIK with only its first six and last four digits; anything shorter all hidden."""
    digits = clean_nik(nik)
    if len(digits) < _NIK_LENGTH:
        return _BULLET * len(digits)
    return f"{digits[:6]}{_BULLET * (len(digits) - 10)}{digits[-4:]}"


def email_problem(text: str) -> str | None:
    """Return what is wrong with an e-mail address; an empty one is not wrong."""
    address = text.strip()
    if not address:
        return None
    if len(address) > 254:
        return "Alamat email terlalu panjang."
    if not _EMAIL.fullmatch(address) or ".." in address or address.startswith("."):
        return "Alamat email belum benar, misalnya nama@contoh.id."
    return None


@lru_cache(maxsize=4)
def _typed_numbers(text: str) -> tuple[str, ...]:
    """Return what may be a number, as typed; not what is one but for the letters in it."""
    plain = text
    if _has_letters(text):
        plain = _SCIENTIFIC.sub(";", unicodedata.normalize("NFKC", text))
        plain = _LETTERS_INSIDE.sub(lambda found: ";" if _is_mixed(found) else found[0], plain)
    return tuple(number for run in _PHONE_RUN.findall(plain) for number in _apart(run.strip()))


def _has_letters(text: str) -> bool:
    """Return whether there may be letters; most numbers are spared looking for what they spoil."""
    return not text.isascii() or text.lower() != text.upper()


def _is_mixed(found: re.Match[str]) -> bool:
    return len(_digits(found[0])) >= _FEWEST_DIGITS


def _apart(run: str) -> list[str]:
    """Return the numbers of "0812... 0853..."; in "0564/21345" the slash parts nothing."""
    numbers = []
    start, left = 0, len(_digits(run))
    for cut in _NEXT_NUMBER.finditer(run):
        is_one = left <= _MOST_IN_INDONESIA and run.rfind("/") < start
        first = run[start : cut.start()]
        # Each letter is looked at a few times, however many there are.
        if is_one or len(first) > _LONGEST_TYPED:
            break
        if _are_two(first, run[cut.end() : cut.end() + _LONGEST_TYPED]):
            numbers.append(first)
            start, left = cut.end(), left - len(_digits(first))
    return [*numbers, run[start:]]


def _are_two(first: str, second: str) -> bool:
    before, after = _international(first), _digits(second)
    if before is None or len(after) < _SHORTEST_BESIDE:
        return False
    return not _is_short_mobile(before) and len(before) > _SHORTEST_BESIDE


def _is_short_mobile(number: str) -> bool:
    return number.startswith("628") and len(number) - 1 < _FEWEST_OF_A_MOBILE


def _length_doubt(typed: str) -> str | None:
    digits = _digits(typed)
    if len(digits) < _FEWEST_DIGITS:
        return f"Nomor terlalu pendek: baru {len(digits)} angka."
    number = _international(typed)
    if number is None and len(digits) > _MOST_DIGITS:
        return f"Nomor terlalu panjang: {len(digits)} angka, paling banyak {_MOST_DIGITS}."
    if number is None:
        return "Nomor ini tidak dikenali. Periksa lagi angkanya."
    if _is_short_mobile(number):
        return f"Nomor HP terlalu pendek: {typed.strip()} baru {len(number) - 1} angka."
    return None


@lru_cache(maxsize=8)
def _international(typed: str) -> str | None:
    """Return the digits of a whole number, country first, or ``None`` when it cannot be one."""
    digits = _digits(typed)
    if not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS:
        return None
    number = _with_country(digits)
    # "62 21 3456789" is Jakarta; whoever leaves the zero of 0622 away does not write so much.
    is_told = "+" in typed or (digits.startswith("62") and len(digits) >= _SHORTEST_WITH_COUNTRY)
    if number == digits and not is_told:
        number = _with_likely_country(digits)
    is_number = _FEWEST_DIGITS <= len(number) <= _MOST_DIGITS and not number.startswith("0")
    return number if is_number else None


def _with_country(digits: str) -> str:
    number = digits
    if digits.startswith("00"):
        number = digits[2:]
    elif digits.startswith("0"):
        number = f"62{digits[1:]}"
    # "+62 (0)812 ..." says the same as "+62 812 ...".
    return f"62{number[2:].lstrip('0')}" if number.startswith("620") else number


def _with_likely_country(digits: str) -> str:
    """Return digits that began with neither plus nor zero, with the country they most likely mean.

    The regency lies on the border: "60 12 ..." is more often Malaysia than anything at home.
    """
    # Imported late: its tables are large, and the window starts without them.
    import phonenumbers

    for typed in (digits, f"+{digits}"):
        try:
            number = phonenumbers.parse(typed, "ID")
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)[1:]
    return digits if digits.startswith("62") else f"62{digits}"


@lru_cache(maxsize=16)
def _digits(text: str) -> str:
    if text.isascii():
        return _NOT_A_DIGIT.sub("", text)
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())
