"""From a key to its painted effect in the indicator table, for forms of 100, 1,000 and 5,000 rows.

``python tests/benchmarks/bench_keystroke.py`` prints medians and 99th percentiles in ms, and ratios to two naive
peers of the same run: a plain tree view that is told ``dataChanged`` for every row, and one whose model is reset, both
after a recompute from nothing. Then the same in the whole window, and opening a form in it; ``--window`` does that
alone. Without a display it runs offscreen; it paints the same pixels there.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtWidgets import QApplication, QTreeView  # noqa: E402

from evaldesk.files.store import open_document  # noqa: E402
from evaldesk.files.templates import load_template  # noqa: E402
from evaldesk.model import indicators  # noqa: E402
from evaldesk.model.document import Document, cell, put  # noqa: E402
from evaldesk.rules import evaluate  # noqa: E402
from evaldesk.ui.fonts import interface_font  # noqa: E402
from evaldesk.ui.indicator_model import IndicatorModel  # noqa: E402
from evaldesk.ui.indicator_panel import IndicatorPanel  # noqa: E402
from evaldesk.ui.palette import LIGHT  # noqa: E402
from evaldesk.ui.session import Session  # noqa: E402
from evaldesk.ui.style import dress  # noqa: E402
from evaldesk.ui.sweeping import sweep_seldom  # noqa: E402
from tests.benchmarks.calibrate import calibrate  # noqa: E402
from tests.benchmarks.forms import repeated, unweighted  # noqa: E402
from tests.benchmarks.timing import Figures, timed  # noqa: E402
from tests.benchmarks.typing_keys import typed_keys  # noqa: E402
from tests.benchmarks.whole_window import findings_follow, opening, typing  # noqa: E402

EXAMPLE = ROOT / "resources" / "examples" / "annex-3-project.evform"
SIZES = (100, 1000, 5000)
WHOLE_SIZES = (73, 1000, 5000)
KEYS = 300
PEER_KEYS = 12
SIZE = (1180, 760)


def ours(document: Document, id: str, attribute: str) -> Figures:
    """Measure the panel."""
    session = Session(document, load_template(document.template))
    panel = IndicatorPanel(session)
    session.changed.connect(panel.show_state)
    panel.resize(*SIZE)
    panel.show()
    QApplication.processEvents()
    press = typed_keys(panel, id, attribute)

    def key(number: int) -> None:
        press(number)
        QApplication.processEvents()

    figures = timed(key, KEYS)
    panel.close()
    panel.deleteLater()
    QApplication.processEvents()
    return figures


def shown(document: Document, id: str, attribute: str) -> Figures:
    """Measure the panel alone: two values computed before take turns, and what differs is painted."""
    session = Session(document, load_template(document.template))
    panel = IndicatorPanel(session)
    panel.resize(*SIZE)
    panel.show()
    panel.show_where(cell(id, attribute))
    QApplication.processEvents()
    states = []
    for text in ("40", "41"):
        after = put(session.document, cell(id, attribute), text)
        session.document, session.evaluation = after, evaluate(after, session.template, session.evaluation)
        states.append((session.document, session.evaluation))

    def once(number: int) -> None:
        session.document, session.evaluation = states[number % 2]
        panel.show_state()
        QApplication.processEvents()

    figures = timed(once, KEYS)
    panel.close()
    panel.deleteLater()
    QApplication.processEvents()
    return figures


def recompute(document: Document, id: str, attribute: str) -> Figures:
    """Measure the recompute alone, with what was known of the value before."""
    template = load_template(document.template)
    state = [(document, evaluate(document, template))]

    def once(number: int) -> None:
        before, earlier = state[0]
        after = put(before, cell(id, attribute), f"{40 + number % 2}")
        state[0] = (after, evaluate(after, template, earlier))

    return timed(once, KEYS)


def naive(document: Document, id: str, attribute: str, reset: bool) -> Figures:
    """Measure a plain tree view that is told that everything changed."""
    session = Session(document, load_template(document.template))
    model = IndicatorModel(session)
    view = QTreeView()
    view.setModel(model)
    view.expandAll()
    view.resize(*SIZE)
    view.show()
    QApplication.processEvents()

    def once(number: int) -> None:
        session.document = put(session.document, cell(id, attribute), f"{40 + number % 2}")
        session.evaluation = evaluate(session.document, session.template)
        if reset:
            model.beginResetModel()
            model.endResetModel()
            view.expandAll()
        else:
            tell_all(model)
        QApplication.processEvents()

    figures = timed(once, PEER_KEYS)
    view.deleteLater()
    QApplication.processEvents()
    return figures


def tell_all(model: IndicatorModel) -> None:
    """Say ``dataChanged`` for every row of the model, one range for each parent."""
    last = model.columnCount() - 1
    for branch in range(model.rowCount()):
        above = model.index(branch, 0)
        model.dataChanged.emit(above, above.siblingAtColumn(last))
        for group in range(model.rowCount(above)):
            parent = model.index(group, 0, above)
            model.dataChanged.emit(parent, parent.siblingAtColumn(last))
            if rows := model.rowCount(parent):
                model.dataChanged.emit(model.index(0, 0, parent), model.index(rows - 1, last, parent))


def main() -> None:
    application = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    application.setFont(interface_font(application.font()))
    dress(application, LIGHT)
    sweep_seldom()  # as the program does
    example = open_document(EXAMPLE)
    print(f"calibration loop: {calibrate():.1f} ms")
    if "--window" not in sys.argv:
        table_alone(example)
    whole_window(example)
    print(f"calibration loop: {calibrate():.1f} ms")


def whole_window(example: Document) -> None:
    """Print what a key and an opening cost in the whole window."""
    print(f"{'the whole window, ms median / p99':<52}" + "".join(f"{size:>18,}" for size in WHOLE_SIZES))
    lines: dict[str, list[Figures]] = {}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EVALDESK_HOME"] = folder
        for size in WHOLE_SIZES:
            form = repeated(example, size)
            leaf = indicators.find(form.indicators, "a3-007").id
            blank = unweighted(form)
            for name, typed in (
                ("leaf edit", typing(form, Path(folder), leaf, "actual")),
                ("level-1 weight edit", typing(blank, Path(folder), blank.indicators[1].id, "weight")),
            ):
                lines.setdefault(f"{name}, key to painted", []).append(typed.painted)
                lines.setdefault(f"  {name}, of it the window's own thread", []).append(typed.own)
                lines.setdefault(f"  {name}, longest stall behind it", []).append(typed.stall)
            lines.setdefault("findings that come or go, painted", []).append(findings_follow(form, Path(folder), leaf))
            painted, own = opening(form, Path(folder))
            lines.setdefault("opened to painted", []).append(painted)
            lines.setdefault("  opened, of it the window's own thread", []).append(own)
    for name, figures in lines.items():
        print(f"{name:<52}" + "".join(f"{figure!s:>18}" for figure in figures))


def table_alone(example: Document) -> None:
    """Print what a key costs in the table, beside naive peers."""
    print("key to painted, ms median / p99" + " " * 21 + "".join(f"{size:>18,}" for size in SIZES))
    forms = [repeated(example, size) for size in SIZES]
    blank = [unweighted(form) for form in forms]
    leaf = [indicators.find(form.indicators, "a3-007").id for form in forms]
    top = [form.indicators[1].id for form in forms]
    lines = {
        "leaf edit": [ours(form, id, "actual") for form, id in zip(forms, leaf, strict=True)],
        "  of it the recompute": [recompute(form, id, "actual") for form, id in zip(forms, leaf, strict=True)],
        "  of it shown and painted": [shown(form, id, "actual") for form, id in zip(forms, leaf, strict=True)],
        "  naive: dataChanged for all": [
            naive(form, id, "actual", False) for form, id in zip(forms, leaf, strict=True)
        ],
        "  naive: model reset": [naive(form, id, "actual", True) for form, id in zip(forms, leaf, strict=True)],
        "level-1 weight edit, every row changes": [ours(f, id, "weight") for f, id in zip(blank, top, strict=True)],
        "  of it the recompute ": [recompute(form, id, "weight") for form, id in zip(blank, top, strict=True)],
        "  of it shown and painted ": [shown(form, id, "weight") for form, id in zip(blank, top, strict=True)],
        "  naive: dataChanged for all ": [
            naive(form, id, "weight", False) for form, id in zip(blank, top, strict=True)
        ],
        "  naive: model reset ": [naive(form, id, "weight", True) for form, id in zip(blank, top, strict=True)],
    }
    mine: list[Figures] = []
    for name, figures in lines.items():
        print(f"{name:<52}" + "".join(f"{figure!s:>18}" for figure in figures))
        if not name.startswith(" "):
            mine = figures
        elif "naive" in name:
            ratios = (own.median / peer.median for own, peer in zip(mine, figures, strict=True))
            print(f"{'    ours is':<52}" + "".join(f"{f'{ratio:.3f} ×':>18}" for ratio in ratios))
    leaf_edit = lines["leaf edit"]
    print(f"leaf edit, 5,000 rows to 100: {leaf_edit[-1].median / leaf_edit[0].median:.2f} ×")


if __name__ == "__main__":
    main()
