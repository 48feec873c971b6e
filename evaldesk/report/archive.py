"""Archive: what makes the file one for keeping, PDF/A-3 (ISO 19005-3): what it says of itself and of its colours.

The file says the same of itself twice: in the old list of entries and as XMP, and the two must agree.
"""

from __future__ import annotations

import zlib

from evaldesk import __version__
from evaldesk.report.page import Pages
from evaldesk.report.srgb import srgb_profile
from evaldesk.report.structure import text_string

CREATOR = "evaldesk"
PRODUCER = f"evaldesk {__version__}"
_PRIVATE = ((0xE000, 0xF8FF), (0xF0000, 0x10FFFF))


def conformance(characters: str) -> str:
    """Return the level that the file claims: A, or U where a character is one that only its font can explain."""
    private = any(low <= ord(character) <= high for character in characters for low, high in _PRIVATE)
    return "U" if private else "A"


def info(pages: Pages) -> str:
    """Return the list of entries that a file manager shows."""
    told = {"Title": pages.title, "Author": pages.author, "Subject": pages.subject}
    told |= {"Creator": CREATOR, "Producer": PRODUCER}
    return "<<" + "".join(f"/{key} {text_string(text)}" for key, text in told.items() if text) + ">>"


def metadata(pages: Pages, level: str) -> bytes:
    """Return the same as XMP, and that this is PDF/A-3 of a level."""
    parts = [
        f"<pdfaid:part>3</pdfaid:part><pdfaid:conformance>{level}</pdfaid:conformance>",
        "<dc:format>application/pdf</dc:format><dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>",
        f"<xmp:CreatorTool>{CREATOR}</xmp:CreatorTool><pdf:Producer>{PRODUCER}</pdf:Producer>",
    ]
    if pages.title:
        parts.append(f"<dc:title>{_alternatives(pages.title)}</dc:title>")
    if pages.author:
        parts.append(f"<dc:creator><rdf:Seq><rdf:li>{escape(pages.author)}</rdf:li></rdf:Seq></dc:creator>")
    if pages.subject:
        parts.append(f"<dc:description>{_alternatives(pages.subject)}</dc:description>")
    spaces = {
        "dc": "http://purl.org/dc/elements/1.1/",
        "pdf": "http://ns.adobe.com/pdf/1.3/",
        "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
        "xmp": "http://ns.adobe.com/xap/1.0/",
    }
    names = " ".join(f'xmlns:{name}="{space}"' for name, space in spaces.items())
    return "\n".join(
        (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
            '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
            f'<rdf:Description rdf:about="" {names}>',
            *parts,
            "</rdf:Description></rdf:RDF></x:xmpmeta>",
            '<?xpacket end="r"?>',
        )
    ).encode()


def colours() -> tuple[str, bytes]:
    """Return the colour profile as the entries of a stream and its bytes."""
    return "/N 3/Filter/FlateDecode", zlib.compress(srgb_profile())


def intent(profile: str) -> str:
    """Return the statement that the page's colours are meant as the profile (a reference) says."""
    return f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile {profile}>>"


def escape(text: str) -> str:
    """Return a text as XML holds it; the library's own function would load half the network with it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'
