"""Native charts beside the tables they draw."""

from typing import Final

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.worksheet.worksheet import Worksheet

from exports import palette

_WIDTH: Final = 17
_SMALLEST: Final = 6


def add_bars(
    sheet: Worksheet, title: str, *, labels: tuple[int, int, int], column: int, anchor: str
) -> None:
    """Draw a column of counts as horizontal bars; *labels* are their column, first and last row."""
    label_column, first, last = labels
    chart = BarChart()
    chart.type = "bar"
    chart.style = 10
    chart.title = title
    chart.legend = None
    chart.gapWidth = 45
    chart.width = _WIDTH
    chart.height = max(_SMALLEST, 2 + (last - first + 1))
    chart.add_data(Reference(sheet, min_col=column, min_row=first, max_row=last))
    chart.set_categories(Reference(sheet, min_col=label_column, min_row=first, max_row=last))
    # The first row of the table on top, as one reads.
    chart.x_axis.scaling.orientation = "maxMin"
    # openpyxl leaves axes out unless told otherwise.
    chart.x_axis.delete = False
    chart.y_axis.delete = True
    chart.y_axis.majorGridlines = None
    chart.y_axis.scaling.min = 0
    chart.layout = Layout(manualLayout=ManualLayout(x=0.02, y=0.16, w=0.94, h=0.8))
    series = chart.series[0]
    series.graphicalProperties.solidFill = palette.PRIMARY
    series.graphicalProperties.line.noFill = True
    series.dLbls = DataLabelList()
    series.dLbls.showVal = True
    for other in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(series.dLbls, other, False)
    sheet.add_chart(chart, anchor)
    # On one page: where a page ends, a chart would be cut through.
    sheet.page_setup.fitToHeight = 1
