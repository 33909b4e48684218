import pytest

from app.rules.channels import COMMON_FIELDS
from app.rules.completeness import ELEMENT_FIELDS, ELEMENT_LABELS, Element, missing

PHONE = "0812 5640 1122"


def test_every_element_has_a_label_and_a_field() -> None:
    assert ELEMENT_LABELS.keys() == ELEMENT_FIELDS.keys() == set(Element)
    assert set(ELEMENT_FIELDS.values()) <= {field.name for field in COMMON_FIELDS}


def test_a_complete_one() -> None:
    assert missing("MARTINUS ANYUN", "Desa Lape", False, PHONE, "KTP-el belum tercetak") == ()


def test_an_empty_one_misses_all_in_the_order_of_the_form() -> None:
    assert missing("", "", False, "", "") == tuple(Element)


@pytest.mark.parametrize(
    "name",
    [
        *("", "  ", "-", ".", "123", "tidak ada", "Tidak  Ada.", "ANONIM", "anonymous", "nn"),
        *("N.N.", "Hamba Allah", "hamba-allah", "x", "xxx", "n/a", "(tanpa nama)"),
        "\N{FULLWIDTH LATIN CAPITAL LETTER N}" * 2,
    ],
)
def test_no_name(name: str) -> None:
    assert missing(name, "Desa Lape", False, PHONE, "Antrean") == (Element.NAME,)


@pytest.mark.parametrize("name", ["Ng", "A Hiong", "D'Angelo", "Anonimus Sihombing", "O", "林"])
def test_names(name: str) -> None:
    assert missing(name, "Desa Lape", False, PHONE, "Antrean") == ()


@pytest.mark.parametrize(
    ("address", "has_district", "is_there"),
    [
        ("", False, False),
        ("", True, True),
        ("RT 2", False, False),
        ("tidak ada", False, False),
        ("12/34", False, False),
        ("Dsn", False, True),
        ("Entikong", False, True),
    ],
)
def test_address(address: str, has_district: bool, is_there: bool) -> None:
    found = missing("Yohanes", address, has_district, PHONE, "Antrean")
    assert found == (() if is_there else (Element.ADDRESS,))


@pytest.mark.parametrize(("phone", "is_there"), [("-", False), ("12345", False), (PHONE, True)])
def test_phone(phone: str, is_there: bool) -> None:
    found = missing("Yohanes", "Entikong", False, phone, "Antrean")
    assert found == (() if is_there else (Element.PHONE,))


@pytest.mark.parametrize(
    ("subject", "is_there"), [("", False), ("KK", False), ("???", False), ("KTP", True)]
)
def test_subject(subject: str, is_there: bool) -> None:
    found = missing("Yohanes", "Entikong", False, PHONE, subject)
    assert found == (() if is_there else (Element.SUBJECT,))
