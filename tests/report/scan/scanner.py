"""A scanner made of arithmetic: printed pages become scans with all that a real one does to them."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from evaldesk.paths import resources
from evaldesk.report.pixels import page_image

PRINTED = 400  # dpi of the print that is scanned
SEAL = (196, 30, 36)
_SEAL_MM = 42.0


@dataclass(frozen=True)
class Scanner:
    """Hold how a page is scanned: dpi, degrees of skew, what is lost in focus (pixels), and noise (of 255).

    ``stretch`` is by how much the feed is too fast, ``shift`` in pixels how far the sheet lies off.
    """

    dpi: int = 200
    skew: float = 0.0
    blur: float = 0.5
    noise: float = 6.0
    grey: bool = False
    upside_down: bool = False
    stretch: float = 0.0
    shift: tuple[float, float] = (0.0, 0.0)
    paper: int = 246
    ink: int = 30
    seed: int = 0


def printed_page(pdf: bytes, number: int) -> Image.Image:
    """Return a page as the printer puts it on paper."""
    shown = page_image(pdf, number, PRINTED / 72)
    size = (shown.width, shown.height)
    return Image.frombuffer("RGBX", size, shown.pixels, "raw", "RGBX", shown.stride, 1).convert("RGB")


def sealed(page: Image.Image, x: float, y: float, turn: float = 8.0) -> Image.Image:
    """Return the page with a round red seal whose middle is at (x, y), in points."""
    edge = round(_SEAL_MM / 25.4 * PRINTED)
    seal = Image.new("RGB", (edge, edge), "white")
    pen = ImageDraw.Draw(seal)
    pen.ellipse((4, 4, edge - 5, edge - 5), outline=SEAL, width=edge // 34)
    middle = edge / 2
    star = [
        (middle + size * math.sin(at * math.pi / 5), middle - size * math.cos(at * math.pi / 5))
        for at, size in enumerate((edge * 0.16, edge * 0.062) * 5)
    ]
    pen.polygon(star, fill=SEAL)
    font = ImageFont.truetype(str(resources() / "fonts" / "NotoSerifSC-Bold.ttf"), edge // 9)
    for at, character in enumerate("某某市某某局财务专用章"):
        letter = Image.new("RGB", (edge, edge), "white")
        ImageDraw.Draw(letter).text((middle, edge * 0.13), character, SEAL, font, anchor="mm")
        seal = ImageChops.darker(seal, letter.rotate(110 - at * 22, Image.Resampling.BICUBIC, fillcolor="white"))
    seal = seal.rotate(turn, Image.Resampling.BICUBIC, fillcolor="white").filter(ImageFilter.GaussianBlur(1.2))
    whole = Image.new("RGB", page.size, "white")
    whole.paste(seal, (round(x / 72 * PRINTED - middle), round(y / 72 * PRINTED - middle)))
    return ImageChops.multiply(page, whole)


def scanned(page: Image.Image, scanner: Scanner) -> Image.Image:
    """Return what the scanner makes of a printed page."""
    scale = PRINTED / scanner.dpi
    width, height = round(page.width / scale), round(page.height / scale)
    turn = math.radians(scanner.skew)
    cos, sin = math.cos(turn) * scale, math.sin(turn) * scale
    fast = 1 + scanner.stretch
    x, y = width / 2 + scanner.shift[0], height / 2 + scanner.shift[1]
    across = (cos, sin * fast, page.width / 2 - cos * x - sin * fast * y)
    affine = (*across, -sin, cos * fast, page.height / 2 + sin * x - cos * fast * y)
    soft = page.filter(ImageFilter.GaussianBlur(scale * 0.35))
    seen = soft.transform(
        (width, height), Image.Transform.AFFINE, affine, Image.Resampling.BICUBIC, fillcolor="white"
    ).filter(ImageFilter.GaussianBlur(scanner.blur))
    span = (scanner.paper - scanner.ink) / 255
    seen = seen.point([round(scanner.ink + level * span) for level in range(256)] * 3)
    if scanner.grey:
        seen = seen.convert("L")
    if scanner.noise:
        seen = _noisy(seen, scanner)
    return seen.rotate(180) if scanner.upside_down else seen


def _noisy(seen: Image.Image, scanner: Scanner) -> Image.Image:
    # Pillow's own noise cannot be repeated; a tile of ours, moved about, can.
    dice = random.Random(scanner.seed)
    tile = Image.frombytes(
        "L", (256, 256), bytes(min(255, max(0, round(dice.gauss(128, scanner.noise)))) for _ in range(256 * 256))
    )
    bands = []
    for band in seen.split():
        noise = Image.new("L", seen.size)
        for left in range(0, seen.width, 256):
            for top in range(0, seen.height, 256):
                moved = ImageChops.offset(tile, dice.randrange(256), dice.randrange(256))
                noise.paste(moved, (left, top))
        bands.append(ImageChops.add(band, noise, 1, -128))
    return Image.merge(seen.mode, bands)


def as_file(picture: Image.Image, kind: str = "PNG", dpi: int = 200) -> bytes:
    """Return a picture as the bytes of a file."""
    buffer = BytesIO()
    picture.save(buffer, kind, **({"quality": 80} if kind == "JPEG" else {}), dpi=(dpi, dpi))
    return buffer.getvalue()


def as_pdf(pictures: list[Image.Image], dpi: int = 200) -> bytes:
    """Return pictures as a PDF of scanned pages."""
    buffer = BytesIO()
    pictures[0].save(buffer, "PDF", save_all=True, append_images=pictures[1:], resolution=dpi, quality=80)
    return buffer.getvalue()
