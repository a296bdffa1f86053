"""A table as CSV, XLSX or JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from bot.follow_up.exports.table import Cell, Table
from bot.messages import of_exports

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What begins a cell that a spreadsheet would reckon out (OWASP, CSV injection)."""
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST = 32_767
"""Characters of a cell in Excel."""
_WIDTHS = (6, 40, 14, 24, 28, 70, 16, 20, 22, 14, 10, 10, 22, 14, 40, 70, 7, 40)


def as_csv(table: Table) -> bytes:
    """UTF-8 with a byte order mark and semicolons, as a Swedish Excel opens it; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.headings)
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_json(table: Table) -> bytes:
    """{"list", "as_of", "rows": [{key: value}]}; days as ISO texts, what is not known as null or an empty text."""
    rows = [dict(zip(table.keys, row, strict=True)) for row in table.rows]
    told = {"list": table.name, "as_of": table.as_of.isoformat(), "rows": rows}
    return json.dumps(told, ensure_ascii=False, indent=1, default=date.isoformat).encode() + b"\n"


def as_xlsx(table: Table) -> bytes:
    """A sheet with its first row frozen and filters on; texts are texts, whatever they begin with; days are days."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, {"in_memory": True, **never}) as book:
        book.set_properties({"created": datetime.combine(table.as_of, datetime.min.time(), UTC), "author": "Kanslist"})
        sheet = book.add_worksheet(of_exports.sheet_name(table.name))
        bold, top = (
            book.add_format({"bold": True, "text_wrap": True}),
            book.add_format({"text_wrap": True, "valign": "top"}),
        )
        days = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        sheet.write_row(0, 0, table.headings, bold)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        for at, row in enumerate(table.rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(at, column, datetime.combine(cell, datetime.min.time()), days)
                elif isinstance(cell, int):
                    sheet.write_number(at, column, cell, top)
                elif cell:
                    sheet.write_string(at, column, _ILLEGAL.sub(" ", cell)[:_LONGEST], top)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(table.rows), len(table.headings) - 1)
    return out.getvalue()


FORMATS: Mapping[str, tuple[str, Callable[[Table], bytes]]] = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json; charset=utf-8", as_json),
}
"""Ending → media type and how it is made."""


def _plain(cell: Cell) -> str:
    """A cell of a CSV file; an apostrophe keeps a text from being read as a formula."""
    if cell is None:
        return ""
    if isinstance(cell, int):
        return str(cell)
    text = cell.isoformat() if isinstance(cell, date) else _ILLEGAL.sub(" ", cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
