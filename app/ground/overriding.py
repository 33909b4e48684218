"""``override`` marks what a class says differently from Qt; Python has it from 3.12 on.

Not imported from ``typing_extensions`` when running: loading that took as long as building a page.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method):
        """Return *method* as it is; the mark is read by the type checker and the linter."""
        return method


__all__ = ["override"]
