"""Names of files: what a form is called before anybody named it, on any system."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaldesk.files.templates import load_template
from evaldesk.model.document import Document
from evaldesk.ui.naming import default_name, with_suffix


@pytest.mark.parametrize(
    ("project", "year", "name"),
    [
        ("“数字政府”建设专项资金", "2023", "“数字政府”建设专项资金-2023.evform"),
        ('a<b>c:d"e/f\\g|h?i*j', "2023", "a_b_c_d_e_f_g_h_i_j-2023.evform"),
        ("甲\n乙", "", "甲 乙.evform"),
        ("", "2023", "项目支出绩效自评表-2023.evform"),
        ("CON", "", "CON_.evform"),
        ("完. ", "", "完.evform"),
    ],
)
def test_a_name_is_made_of_project_and_year(project: str, year: str, name: str) -> None:
    template = load_template("jiangmen-annex-3@2023")
    document = Document(template=template.name, fields={"project_name": project, "year": year})
    assert default_name(document, template) == name


@pytest.mark.parametrize(
    ("given", "taken"),
    [("表", "表.evform"), ("表.json", "表.json"), ("表.EVFORM", "表.EVFORM"), ("v1.2", "v1.2.evform")],
)
def test_a_name_without_our_suffix_gets_it(given: str, taken: str) -> None:
    assert with_suffix(Path(given)) == Path(taken)
