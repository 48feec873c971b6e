"""What installing a template pack would do here: which forms are new, which are there, what a new edition changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from evaldesk.errors import TemplateProblem
from evaldesk.files.template_packs.installing import objection, standing
from evaldesk.files.template_packs.pack import Pack
from evaldesk.files.template_packs.shelf import Installed
from evaldesk.files.templates import load_template, template_names
from evaldesk.history.editions import edition_changes
from evaldesk.model.template import Template

Kind = Literal["new", "edition", "same", "other"]
KINDS: Mapping[Kind, str] = {
    "new": "新的表",
    "edition": "新的年度版",
    "same": "本机已有，内容相同",
    "other": "与本机同名的模板内容不同",
}
Uses = Mapping[str, tuple[str, ...]]
"""What people call the forms that are known to need a template, by its name (``id@edition``)."""


@dataclass(frozen=True, slots=True)
class Offered:
    """Hold one template of a pack, what it is to this machine, and what it changes.

    ``against`` names the edition that is here and that ``changes`` compare with. ``forms`` are those of that edition,
    ``waiting`` those of the template itself, which can only be looked at until it is here.
    """

    template: Template
    kind: Kind
    against: str = ""
    changes: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackOffer:
    """Hold a pack and each of its templates; ``objection`` says why it cannot be installed, empty where it can."""

    pack: Pack
    offered: tuple[Offered, ...]
    objection: str


def pack_offer(pack: Pack, uses: Uses) -> PackOffer:
    """Return what installing a pack would do on this machine as it is now."""
    return PackOffer(pack, tuple(_offered(item, uses) for item in pack.templates.values()), objection(pack))


def nearest_edition(name: str, known: Iterable[str]) -> str:
    """Return the known edition that a form's edition ``name`` follows, else the newest other one, else nothing."""
    id, _, edition = name.partition("@")
    editions = sorted(other.partition("@")[2] for other in known if other.partition("@")[0] == id and other != name)
    earlier = [other for other in editions if other < edition]
    return f"{id}@{(earlier or editions)[-1]}" if editions else ""


def pack_lines(pack: Pack) -> list[str]:
    """Return what a pack says of itself: title, issuer and day, checksum, notes."""
    manifest = pack.manifest
    issued = "　".join(part for part in (manifest.issuer, manifest.date) if part)
    return [manifest.title, issued, f"校验码（SHA-256）：{pack.sha256}", *manifest.notes.splitlines()]


def installed_line(item: Installed) -> str:
    """Return when a pack was installed and what it is, in a line."""
    said = item.trouble or "、".join(item.templates)
    return f"{item.at.astimezone():%Y-%m-%d %H:%M}\t{item.title}\t{said}"


def as_text(offer: PackOffer) -> str:
    """Return the whole offer for a terminal."""
    lines = pack_lines(offer.pack)
    for item in offer.offered:
        against = f"（与 {item.against} {'相比' if item.changes else '没有不同'}）" if item.kind == "edition" else ""
        lines.append(f"{item.template.name}\t{item.template.title}\t{KINDS[item.kind]}{against}")
        lines += [f"    {line}" for line in item.changes]
        if item.forms:
            lines.append(f"    用 {item.against} 填的表：{'、'.join(item.forms)}")
        if item.waiting:
            lines.append(f"    等着它的表：{'、'.join(item.waiting)}")
    return "\n".join([*lines, *([offer.objection] if offer.objection else [])])


def as_json(offer: PackOffer) -> dict[str, Any]:
    """Return the whole offer for programs."""
    manifest = offer.pack.manifest
    return {
        **{key: getattr(manifest, key) for key in ("title", "issuer", "date", "notes")},
        "sha256": offer.pack.sha256,
        "installable": not offer.objection,
        "objection": offer.objection,
        "templates": [
            {
                "name": item.template.name,
                "title": item.template.title,
                "kind": item.kind,
                "against": item.against,
                "changes": list(item.changes),
                "forms": list(item.forms),
                "waiting": list(item.waiting),
            }
            for item in offer.offered
        ],
    }


def _offered(template: Template, uses: Uses) -> Offered:
    found = standing(template)
    if found == "same":
        return Offered(template, "same", template.name, (), uses.get(template.name, ()))
    against = template.name if found == "other" else nearest_edition(template.name, template_names())
    kind: Kind = "other" if found == "other" else "edition" if against else "new"
    changes: tuple[str, ...] = ()
    if against:
        try:
            changes = edition_changes(load_template(against), template)
        except TemplateProblem:  # a broken file of the program's own; that is told where it is used
            against = ""
    waiting = uses.get(template.name, ()) if found == "new" else ()
    return Offered(template, kind, against, changes, uses.get(against, ()), waiting)
