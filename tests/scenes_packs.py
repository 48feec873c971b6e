"""The scenes of template packs: the list of what is installed, and the questions before one comes or goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from evaldesk.files.template_packs.installing import install, roll_back
from evaldesk.files.template_packs.pack import read_pack
from evaldesk.history.pack_offer import pack_offer
from evaldesk.ui import dialogs
from evaldesk.ui.template_pack_uses import uses
from evaldesk.ui.template_packs import show_packs
from tests.files.packs import BASE, NEW, Source, heavier, packed
from tests.stage import Stage

NOTES = "按 2026 年绩效评价工作通知调整：产出指标权重改为 50，效益指标改为 30。\n2025 年度及以前的表仍用原来的表样。"

LOST = ("项目支出绩效自评表（广东省江门市 2026 年度）",)


def _changed(source: Source) -> None:
    heavier(source)
    funds = next(section for section in source["sections"] if section["key"] == "funds")
    funds["fields"][0]["label"] = "年初预算安排"
    source["thresholds"]["over_target"] = 1.5


def _packs(on: Stage) -> None:
    done = [
        install(read_pack(packed(NEW, "jiangmen-annex-9@2026", notes=NOTES), "")),
        install(read_pack(packed("jiangmen-annex-9@2027", title="江门市乡村振兴专项自评表"), "")),
    ]
    on.show(show_packs(on.window))
    for item in reversed(done):
        roll_back(item)


def _question(raw: Callable[[], bytes], on: Stage) -> None:
    on.ask(partial(dialogs.ask_pack, on.window, pack_offer(read_pack(raw(), ""), uses(on.desk))))


def _roll_back(on: Stage) -> None:
    on.ask(partial(dialogs.ask_roll_back, on.window, "江门市 2026 年度自评表", LOST, ("养护.evform", "路灯.evform")))


SCENES: dict[str, Callable[[Stage], None]] = {
    "packs": _packs,
    "pack": partial(_question, partial(packed, NEW, "jiangmen-annex-9@2026", change=_changed, notes=NOTES)),
    "pack-refused": partial(_question, partial(packed, BASE)),
    "roll-back": _roll_back,
}
