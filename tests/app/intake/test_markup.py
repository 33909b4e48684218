"""What a reader of an HTML mail sees: all of it, once, without what is hidden."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.intake.markup import text_of


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>KTP <b>saya</b> rusak</p>", "KTP saya rusak"),
        ("<p>satu</p><p>dua</p>", "satu\n\ndua"),
        ("<p>satu<p>dua", "satu\n\ndua"),
        ("satu<br>dua<br/>tiga<br><br><br><br>empat", "satu\ndua\ntiga\n\nempat"),
        ("<div>satu</div><div><br></div><div>dua</div>", "satu\n\ndua"),
        ("<b>a</b> <i>b</i>\r\n  c", "a b c"),
        ("a&nbsp;b &amp;lt; c &eacute; &#8220;", "a b &lt; c é “"),
        ("<pre>a\r\n  b\n\nc</pre>d", "a\n  b\n\nc\n\nd"),
        ("<ul><li>satu<li>dua</ul>", "satu\ndua"),
        ("<table><tr><td>Nama<td>:<td>Warga<tr><td>NIK<td>:</table>", "Nama : Warga\nNIK :"),
        ("<table><tr><td><table><tr><td>a</td></tr></table></td><td>b</td></tr></table>", "a\n\nb"),
        ("<script>x()</script><style>p{}</style>isi", "isi"),
        ("<script>if (a < b) x('</p>')</script>isi", "isi"),
        ("<img src='data:image/png;base64,AAAA' alt=''>isi", "isi"),
        ("<a href='x>y'>z</a>", "z"),
        ("<a href = \"x>y\" title='a>b'>z</a>", "z"),
        ("<a it's>z</a>", "z"),
        ("<a x='1'y=\"2\"'>z</a>", "z"),
        ("<a href='x>z</a> <b title=y'>w</b>", "w"),
        ("<!-- <p>bukan</p> -->isi", "isi"),
        ("<!--[if mso]>bukan<![endif]-->isi <![if !mso]>juga<![endif]>", "isi juga"),
        ("<p>satu</p><![ endif]><p>dua</p><?xml x?>", "satu\n\ndua"),
        ("<![CDATA[x]]>isi", "isi"),
        ("5 < 7 dan 7 > 5", "5 < 7 dan 7 > 5"),
        ("umur <b 17 tahun", "umur <b 17 tahun"),
        ("<O:P>isi</O:P>", "isi"),
    ],
)
def test_words_and_lines(page, text):
    assert text_of(page) == text


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><meta charset=utf-8><body><p>isi</p></body></html>",
        "<html><head><title>Judul</title><p>isi",
        "<title>Judul<body><p>isi</p>",
        "<head><style>p{color:red}<p>isi",
        "<script>x()<p>isi",
        "<!-- <p>isi</p>",
        "<template>x<p>isi",
        '<a href="x><p>isi</p>',
        "</p></div></td>isi",
        "<textarea>isi",
    ],
)
def test_what_is_never_closed_hides_nothing_that_was_written(page):
    assert "isi" in text_of(page)


@pytest.mark.parametrize(
    "hidden",
    [
        "<div style='display:none'>x</div>",
        '<div style="color:red; DISPLAY : NONE !important">x</div>',
        "<SPAN STYLE=display:none>x</SPAN>",
        "<div style='display:none'>x<b>x</b><div>x</div></div>",
        "<p style='display:none'>x",
        "<li style='display:none'>x<li>",
        "<span style='visibility:hidden'>x</span>",
        "<span style='font-size:0'>x</span>",
        "<span style='font-size:0px;line-height:1px'>x</span>",
        "<span style='font-size: 1px'>x</span>",
        "<span style='opacity:0'>x</span>",
        "<div style='max-height:0;overflow:hidden'>x</div>",
        "<div style='position:absolute;left:-9999px'>x</div>",
        "<span hidden>x</span>",
        "<style>.pre { display: none }</style><div class=pre>x</div>",
        "<style>a{color:red} div.x, p.pre{visibility:hidden}</style><p class='a pre'>x</p>",
    ],
)
def test_what_is_hidden_is_not_read(hidden):
    assert text_of(f"{hidden}<p>isi</p>") == "isi"


@pytest.mark.parametrize(
    "shown",
    [
        "<td style='font-size:0'><div style='font-size:13px'>isi</div></td>",
        "<div style='visibility:hidden'><b style='visibility:visible'>isi</b></div>",
        "<span style='font-size:0.9em'>isi</span>",
        "<span style='font-size:10px'>isi</span>",
        "<span style='line-height:0'>isi</span>",
        "<span style='opacity:0.9'>isi</span>",
        "<span aria-hidden=true>isi</span>",
        "<span data-hidden=1>isi</span>",
        "<style>@media print{.m{display:none}} .n{color:red}</style><p class='m n'>isi</p>",
        "<style>.m{display:none}</style><p class=m style='display:block'>isi</p>",
        "<div style='display:none'>isi</div>",
    ],
)
def test_what_is_shown_is_read_and_where_nothing_is_shown_all(shown):
    assert text_of(shown) == "isi"


@pytest.mark.parametrize(
    "piece",
    [
        "<a ",
        "<a <",
        "<",
        "</a",
        "<title>",
        "<style>",
        "<!--",
        "<![CDATA[",
        "<div>",
        "<li>",
        "<a href=\"'>",
        "<p style='",
        "<a '",
        "&#",
        "&#9",
        "<b hidden ",
        "<style>.a{",
        "<span><div></span>",
        "<a ='x' ",
        "<a ='<a ",
        "<a x=\"'\" y='\"' ",
    ],
)
def test_pages_without_end_are_read(piece):
    # With the square of its length this would take minutes.
    whole = piece * (200_000 // len(piece))
    for end in ("", ">", "='>'", '=">"', "'>", "<p>x</p>"):
        assert isinstance(text_of(whole + end), str)


@pytest.mark.parametrize("sheet", ["a" * 200_000, "{" * 200_000, "}" * 200_000, ".a{" * 60_000])
def test_style_sheets_without_end_are_read(sheet):
    assert text_of(f"<style>{sheet}</style>isi") == "isi"


def test_a_number_of_thousands_of_digits_is_a_mark():
    assert text_of(f"a&#{'9' * 6_000};b") == "a\N{REPLACEMENT CHARACTER}b"


@given(
    st.lists(st.sampled_from(["<", ">", "</", "a", "div", " style='display:none'", "'", "x", "&"]))
)
def test_no_page_breaks_the_reader(pieces):
    assert isinstance(text_of("".join(pieces)), str)
