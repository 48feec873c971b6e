"""Ink: how dark a scan is against its paper, made as dark and as soft as the page that it is held against."""

from __future__ import annotations

from operator import mul

from PIL import Image, ImageChops, ImageFilter, ImageOps

from evaldesk.report.scan.aligning import difference

_TILE = 16  # pixels: how coarsely the paper's own shade is looked at
_CORE = 200  # darkness of the page from which a pixel lies inside a stroke
SOFT, SOFTER = 0.6, 1.0
"""Pixels by which both are softened: against noise, and for a scan that is only black and white."""
_NEARLY = 24  # of 255: as good as black, or white
_BETWEEN = 0.01  # of a scan's pixels: grey ones have more that are neither
_BLURS = (0.0, 0.5, 0.8, 1.1, 1.5, 2.0)  # pixels
_SAMPLE = 0.3  # of the page's height: enough to see how blurred a scan is
_RED = 20  # of 255: by which red outshines green and blue in the ink of a seal
_BLED = 4  # pixels by which its colour bleeds in a compressed picture
_SHADE = 40  # of 255: what is no darker near a seal may be its ink
_LEVELS = range(256)


def light_of(scan: Image.Image) -> Image.Image:
    """Return a scan as grey in which red ink is as white as paper, for black ink lies dark under it."""
    return scan.getchannel("R") if scan.mode == "RGB" else scan


def darkness(light: Image.Image) -> Image.Image:
    """Return how much darker each pixel is than the paper around it: 0 is paper, whatever its shade."""
    small = light.reduce(_TILE).filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(2))
    return ImageChops.subtract(small.resize(light.size, Image.Resampling.BILINEAR), light)


def red_ink(scan: Image.Image) -> Image.Image | None:
    """Return how dark the red ink of a seal may look in red light, at and around it; None for a grey scan.

    Compressed pictures keep colours coarsely: black beside red is reddish there, and red beside black is dark.
    """
    if scan.mode != "RGB":
        return None
    red, green, blue = scan.split()
    over = ImageChops.subtract(red, ImageChops.lighter(green, blue))
    near = over.point(lambda level: _SHADE if level > _RED else 0)
    for _ in range(_BLED):
        near = spread(near)
    return near


def is_bilevel(light: Image.Image) -> bool:
    """Tell whether a scanner made everything black or white: thin strokes of it are gone or doubled."""
    counts = light.histogram()
    return sum(counts[_NEARLY:-_NEARLY]) < _BETWEEN * sum(counts)


def matched(page: Image.Image, scan: Image.Image, soft: float = SOFT) -> tuple[Image.Image, Image.Image]:
    """Return page and scan, both as darkness, equally dark in their strokes and equally soft: by ``soft`` at least."""
    tall = round(page.height * _SAMPLE)
    upper = max(
        (0, page.height // 3, page.height - tall),
        key=lambda top: sum(page.crop((0, top, page.width, top + tall)).histogram()[_CORE:]),
    )
    area = (0, upper, page.width, upper + tall)
    own, seen = page.crop(area), _soft(scan.crop(area), soft)
    core = own.point(lambda level: 255 if level >= _CORE else 0)
    tried = []
    for blur in _BLURS:
        blurred = _soft(own, (blur * blur + soft * soft) ** 0.5)
        gain = _mean(blurred, core) / max(1.0, _mean(seen, core))
        tried.append((difference(blurred, _brighter(seen, gain)), blur, gain))
    _, blur, gain = min(tried)
    return _soft(page, (blur * blur + soft * soft) ** 0.5), _brighter(_soft(scan, soft), gain)


def spread(ink: Image.Image) -> Image.Image:
    """Return the ink grown by one pixel to all sides: what lies beside it by no more is the same ink."""
    for moves in (((1, 0), (-1, 0)), ((0, 1), (0, -1))):
        grown = ink
        for x, y in moves:
            grown = ImageChops.lighter(grown, ImageChops.offset(ink, x, y))
        ink = grown
    return ink


def beyond(one: Image.Image, other: Image.Image, tolerance: int) -> Image.Image:
    """Return where one is darker than the other, even a pixel aside, by more than the tolerance; single specks fade."""
    return ImageChops.subtract(one, spread(other), 1, -tolerance).filter(ImageFilter.GaussianBlur(1.0))


def page_ink(picture: Image.Image) -> Image.Image:
    """Return a drawn page, black on white, as darkness."""
    return ImageOps.invert(picture)


def _soft(picture: Image.Image, radius: float) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(radius))


def _brighter(picture: Image.Image, gain: float) -> Image.Image:
    return picture.point([min(255, round(level * gain)) for level in _LEVELS])


def _mean(picture: Image.Image, mask: Image.Image) -> float:
    counts = picture.histogram(mask)
    return float(sum(map(mul, counts, _LEVELS))) / max(1, sum(counts))
