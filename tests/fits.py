"""Whether words fit: what a label or a button needs, what it was given, and whether it lies inside of its holder."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

QTS_OWN = ("qt_", "ScrollLeftButton", "ScrollRightButton")
LEVELS = 4
QUESTIONS = ("qt_msgbox_label", "qt_msgbox_informativelabel")  # they hold our words


def found_in(top: QWidget) -> list[QWidget]:
    """Return the widgets of a window that a person sees, without the parts that Qt makes for itself."""
    return [
        item
        for item in top.findChildren(QWidget)
        if item.isVisible()
        and item.window() is top
        and (item.objectName() in QUESTIONS or not item.objectName().startswith(QTS_OWN))
    ]


def is_part(item: QWidget) -> bool:
    """Tell whether a widget is only a part of another that has the name."""
    above = item.parentWidget()
    if isinstance(above, QComboBox | QAbstractSpinBox):
        return True
    # The head and the corner of a table and the cross of a search line are Qt's own.
    if isinstance(item, QAbstractButton) and isinstance(above, QAbstractItemView):
        return True
    return (isinstance(item, QAbstractItemView) and isinstance(above, QAbstractItemView)) or isinstance(
        above, QLineEdit
    )


def kind_of(item: QWidget) -> str:
    """Return what a failing test says of a widget."""
    above: QWidget | None = item
    chain: list[str] = []
    while above is not None and len(chain) < 4:
        chain.append(f"{type(above).__name__}#{above.objectName()}".rstrip("#"))
        above = above.parentWidget()
    text = getattr(item, "text", None)
    words = text() if callable(text) and not isinstance(item, QTextEdit) else ""
    return f"{' < '.join(chain)} {words!r}"


def needed(item: QWidget) -> tuple[int, int]:
    """Return the width and height that a label or button needs to show all its words; 0 where it does not matter."""
    if not isinstance(item, QLabel):
        size = item.sizeHint()
        return size.width(), size.height()
    if item.text() and item.wordWrap():
        return 0, item.heightForWidth(item.width())
    size = item.sizeHint()
    return size.width(), size.height()


def shows_words(item: QWidget) -> bool:
    """Tell whether a widget has words that could be cut, and does not shorten them itself with … ."""
    if isinstance(item, QLabel):
        return bool(item.text()) and "…" not in item.text() and item.sizePolicy().horizontalPolicy().name != "Ignored"
    if isinstance(item, QPushButton | QToolButton | QCheckBox | QRadioButton):
        return bool(item.text()) and not item.text().rstrip("…").endswith("…")
    return isinstance(item, QComboBox)


def cut(top: QWidget) -> list[str]:
    """Return what is smaller than its words, or lies partly outside of what holds it."""
    for _ in range(LEVELS):  # Qt lays out an event after a word has changed, one level of holders after the other
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    found = []
    for item in found_in(top):
        if not shows_words(item) or is_part(item):
            continue
        wide, high = needed(item)
        if wide > item.width() + 1 or high > item.height() + 1:
            found.append(f"{kind_of(item)} needs {wide}×{high}, has {item.width()}×{item.height()}")
        elif beyond(item):
            found.append(f"{kind_of(item)} lies outside: {beyond(item)}")
    return found


def parents(item: QWidget) -> Iterator[QWidget]:
    """Yield what holds a widget, up to its window."""
    while (above := item.parentWidget()) is not None and not item.isWindow():
        yield above
        item = above


def beyond(item: QWidget) -> str:
    """Return how a widget sticks out of what holds it; what can be scrolled to is inside."""
    place = QRect(item.rect())
    above: QWidget = item
    if any(above.inherits("RoleHeader") for above in parents(item)):  # it is scrolled along with its table
        return ""
    if isinstance(item.parentWidget(), QTabBar):  # too many tabs are scrolled to by the arrows at their end
        return ""
    for holding in [*parents(item)]:
        place.translate(above.pos())
        above = holding
        holder = above.parentWidget()
        if isinstance(holder, QAbstractScrollArea) and holder.viewport() is above:
            wide = place.left() >= above.rect().left() and place.right() <= above.rect().right()
            may = holder.horizontalScrollBar().maximum() > 0
            return "" if wide or may else f"{place} of {above.rect()} in {type(holder).__name__}"
        if not above.rect().adjusted(-1, -1, 1, 1).contains(place):
            return f"{place} of {above.rect()} in {type(above).__name__}#{above.objectName()}"
    return ""
