"""The colours of papers and workbooks: those of the window's light theme, as RRGGBB."""

from typing import Final

INK: Final = "1B2733"
MUTED: Final = "5B6B7B"
LINE: Final = "DDE3EA"
WASH: Final = "F5F7FA"
WHITE: Final = "FFFFFF"
PRIMARY: Final = "14507A"
PRIMARY_SOFT: Final = "E3EEF6"
ON_TIME: Final = "2E7D32"
OPEN: Final = "B54708"
LATE: Final = "B42318"
TRACK: Final = "EEF1F4"
