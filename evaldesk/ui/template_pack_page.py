"""Template packs as pages to read: what installing one would do, and what an installed one brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from evaldesk.files.template_packs.pack import Pack
from evaldesk.files.template_packs.shelf import Installed
from evaldesk.files.templates import origin
from evaldesk.history.pack_offer import KINDS, Offered, PackOffer
from evaldesk.model.template import Template
from evaldesk.ui.palette import MARKS, Tones

SHADES: Mapping[str, str] = {"new": "met", "edition": "met", "same": "hint", "other": "error"}
OWN = (
    "这些模板随程序提供，升级程序时一起更新，不能单独撤回。新的年度版由发放单位做成模板包（.evtemplates）发放："
    "点“安装”选择它，或把它拖进窗口。"
)


def offer_page(offer: PackOffer, on: Tones) -> str:
    """Return what installing a pack would do, as HTML in these colours."""
    parts = [_head(offer.pack, on)]
    if offer.objection:
        parts.append(f"<p style='color:{on.error}'>{MARKS['error']} {escape(offer.objection)}</p>")
    parts += [_offered(item, on) for item in offer.offered]
    return "".join([*parts, _checksum(offer.pack, on)])


def installed_page(item: Installed, uses: Mapping[str, Sequence[str]], on: Tones) -> str:
    """Return what an installed pack brought, and which forms use it."""
    when = _faint(f"安装于 {item.at.astimezone():%Y-%m-%d %H:%M}", on)
    if item.pack is None:
        said = f"{MARKS['error']} 这个模板包已经损坏，里面的模板不能使用。{item.trouble}"
        mend = "如果它是最后安装的，可以撤回后重新安装。"
        return f"<h3>{escape(item.title)}</h3>{when}<p style='color:{on.error}'>{escape(said + mend)}</p>"
    rows = [
        _template(template, on, _from_elsewhere(item, name, on)) + _forms("用它填的表", uses.get(name, ()), on)
        for name, template in item.templates.items()
    ]
    return "".join([_head(item.pack, on), when, *rows, _checksum(item.pack, on)])


def taking_back_page(title: str, lost: Sequence[str], forms: Sequence[str], on: Tones) -> str:
    """Return what taking back a pack would do: the templates that are ``lost``, and the ``forms`` that need them."""
    parts = [f"<h3>要撤回模板包“{escape(title)}”吗？</h3>"]
    parts.append(f"<p>本机将不再有：</p>{_list(lost)}" if lost else "<p>本机的模板不会减少。</p>")
    if forms:
        told = f"{MARKS['explain']} 这些表将只能查看，不能修改和打印，内容不变："
        parts.append(f"<p style='color:{on.explain}'>{told}</p>{_list(forms)}")
    return "".join([*parts, _faint("以后可以用原来的文件重新安装。", on)])


def own_page(templates: Sequence[Template], on: Tones) -> str:
    """Return the templates that came with the program."""
    return _faint(OWN, on) + "".join(_template(template, on) for template in templates)


def _head(pack: Pack, on: Tones) -> str:
    manifest = pack.manifest
    notes = escape(manifest.notes).replace("\n", "<br>")
    return f"<h3>{escape(manifest.title)}</h3>{_faint(_spaced(manifest.issuer, manifest.date), on)}" + (
        f"<p style='line-height:140%'>{notes}</p>" if notes else ""
    )


def _offered(item: Offered, on: Tones) -> str:
    shade = SHADES[item.kind]
    edition = f" {item.against.partition('@')[2]} 年度版" if item.kind == "edition" else "本机的表样"
    kind = f"<br><span style='color:{getattr(on, shade)}'>{MARKS[shade]} {KINDS[item.kind]}</span>"
    told = "相比：" if item.changes else "没有不同" if item.kind == "edition" else ""
    against = f"<span style='color:{on.faint}'>，与{escape(edition)}{told}</span>" if told else ""
    changes = _list(item.changes) if item.changes else ""
    stay = "（不受影响，打开时可另开一份新版）" if item.kind == "edition" else ""
    return (
        _template(item.template, on, kind + against)
        + changes
        + _forms(f"用{edition}填的表{stay}", item.forms, on)
        + _forms("等着它的表（装上后即可填写、核算、打印）", item.waiting, on)
    )


def _template(template: Template, on: Tones, more: str = "") -> str:
    where = _spaced(template.region, template.annex, template.name)
    title = f"<b>{escape(template.title)}</b>&nbsp;&nbsp;<span style='color:{on.faint}'>{where}</span>"
    return f"<p style='line-height:140%; margin-bottom:4px'>{title}{more}</p>"


def _forms(what: str, forms: Sequence[str], on: Tones) -> str:
    return _faint(escape(f"{what}：{'、'.join(forms)}"), on) if forms else ""


def _checksum(pack: Pack, on: Tones) -> str:
    return _faint(f"校验码（SHA-256）：{pack.sha256}", on)


def _list(lines: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<ul style='margin-top:0; line-height:140%'>{items}</ul>"


def _from_elsewhere(item: Installed, name: str, on: Tones) -> str:
    """Say where a template is taken from in truth: a newer program may bring what a pack had brought before."""
    there = origin(name)
    if there is not None and there.path == item.path:
        return ""
    said = "程序已自带这个表样，现用自带的" if there is None else f"现用“{there.title}”里的，内容相同"
    return f"<br><span style='color:{on.hint}'>{MARKS['hint']} {escape(said)}</span>"


def _spaced(*parts: str) -> str:
    return "&nbsp;&nbsp;&nbsp;".join(escape(part) for part in parts if part)


def _faint(said: str, on: Tones) -> str:
    return f"<p style='color:{on.faint}; margin-top:4px'>{said}</p>"
