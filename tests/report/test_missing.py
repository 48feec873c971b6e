"""What no font can draw is said where it stands."""

from __future__ import annotations

from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.document import Document, field, put
from evaldesk.model.finding import Level
from evaldesk.paths import resources
from evaldesk.report.missing import CODE, missing_findings

RARE = "𪚥"


def example() -> Document:
    return open_document(resources() / "examples" / "annex-3-project.evform")


def test_a_form_in_common_characters_has_no_such_finding() -> None:
    document = example()
    assert missing_findings(document, load_template(document.template)) == ()


def test_a_finding_names_place_character_and_what_is_printed_instead() -> None:
    document = put(example(), field("contact"), f"张{RARE}")
    (found,) = missing_findings(document, load_template(document.template))
    assert (found.code, found.level, found.where, found.span) == (CODE, Level.HINT, "fields/contact", (1, 2))
    assert found.message == f"“联系人”里的“{RARE}”没有字体可用，打印时以编号〔U+2A6A5〕代替。"
