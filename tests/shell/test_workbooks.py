"""Files as offices save them: parted by tabs or semicolons, in GB 18030, with hidden sheets in front."""

from io import BytesIO

import pytest
import xlsxwriter

from bandeng.shell import workbooks

ROWS = [["种类", "地方", "内容"], ["活动", "河下乡", "谈了水费, 电费; 修路"]]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_a_csv_is_read_whatever_parts_its_cells(sign: str, coding: str) -> None:
    text = "\r\n".join(sign.join(f'"{cell}"' for cell in row) for row in ROWS)
    assert workbooks.rows_of(text.encode(coding)) == ROWS


def test_a_title_says_nothing_of_what_parts_the_cells() -> None:
    told = "补录;表\n种类\t地方\t日期".encode()
    assert workbooks.rows_of(told) == [["补录;表"], ["种类", "地方", "日期"]]


def test_a_hidden_sheet_in_front_is_passed_over() -> None:
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    hidden, shown = book.add_worksheet("说明"), book.add_worksheet("补录")
    hidden.write_string(0, 0, "不要填")
    shown.write_string(0, 0, "种类")
    shown.activate()
    shown.set_first_sheet()
    hidden.hide()
    book.close()
    assert workbooks.rows_of(out.getvalue()) == [["种类"]]
