"""App: one process, a window for each form. The window is painted before the form's model is even imported."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from evaldesk.ui import rim
from evaldesk.ui.desk import Desk
from evaldesk.ui.fonts import interface_font
from evaldesk.ui.window import Window


def start(paths: Sequence[Path], screenshot: Path | None = None) -> int:
    """Open the forms and return the exit code when the last window is closed.

    With ``screenshot`` nothing is shown: the window of the first form is written there as PNG.
    """
    if screenshot is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = make_application()
    desk = Desk(application)
    if screenshot is not None:
        from evaldesk.ui.picture import take_picture

        return take_picture(desk, list(paths), screenshot)
    rim.guard(desk.tell)
    window = desk.new_window()
    window.painted.connect(partial(_go_on, desk, list(paths), window))
    return application.exec()


def make_application() -> QApplication:
    """Return the application with our style, the system's Chinese face and Qt's own words in Chinese."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(["evaldesk"])
    application.setApplicationName("evaldesk")
    application.setDesktopFileName("evaldesk")
    application.setStyle("Fusion")
    application.setFont(interface_font(application.font()))
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    words = QTranslator(application)
    if words.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(words)
    return application


def _go_on(desk: Desk, paths: list[Path], window: Window) -> None:
    from evaldesk.ui.icons import app_icon

    desk.application.setWindowIcon(app_icon())
    desk.begin(paths, window)
