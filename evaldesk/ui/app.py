"""App: one process, a window for each form. The window is painted before the form's model is even imported."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from evaldesk.errors import EXIT_DONE
from evaldesk.files.running import Running, hand_over, start_running
from evaldesk.ui.desk import Desk
from evaldesk.ui.fonts import interface_font
from evaldesk.ui.text_size import BODY_SIZE
from evaldesk.ui.window import Window


def start(paths: Sequence[Path], screenshot: Path | None = None) -> int:
    """Open the forms and return the exit code when the last window is closed.

    A program that runs already gets them instead. With ``screenshot`` nothing is shown: the window of the first form
    is written there as PNG.
    """
    running = None
    if screenshot is None:
        running = start_running()
        if running is None and hand_over(paths):
            return EXIT_DONE
        running = running or start_running()  # the other one has just ended
    if screenshot is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = make_application()
    desk = Desk(application)
    if screenshot is not None:
        from evaldesk.ui.picture import take_picture

        speak_chinese(application)
        return take_picture(desk, list(paths), screenshot)
    window = desk.new_frame()
    window.painted.connect(partial(_go_on, desk, list(paths), window, running))
    code = application.exec()
    if running is not None:
        running.close()
    return code


def make_application() -> QApplication:
    """Return the application, with our style and the system's Chinese face.

    Fractional scales of the screen are taken as they are: that is Qt's own way since 6.0.
    """
    # Named here and not by `setStyle`, which would hand back a style and so make all the enumerations of styles.
    application = QApplication(["evaldesk", "-style", "fusion"])
    prepare(application)
    return application


def prepare(application: QApplication) -> None:
    """Give the application its name and the system's Chinese face."""
    application.setApplicationName("evaldesk")
    application.setDesktopFileName("evaldesk")
    if application.property(BODY_SIZE) is None:
        font = interface_font(application.font())
        application.setFont(font)
        application.setProperty(BODY_SIZE, font.pointSizeF())


def speak_chinese(application: QApplication) -> None:
    """Let Qt's own dialogs and menus speak Chinese, on any system."""
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    words = QTranslator(application)
    if words.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(words)


def _go_on(desk: Desk, paths: list[Path], window: Window, running: Running | None) -> None:
    from PySide6.QtCore import Qt

    from evaldesk.ui import rim
    from evaldesk.ui.icons import app_icon
    from evaldesk.ui.sweeping import sweep_seldom
    from evaldesk.ui.tour_offer import offer_tour

    sweep_seldom()
    rim.guard(desk.broke.emit)
    desk.application.commitDataRequest.connect(desk.rescue, Qt.ConnectionType.DirectConnection)
    desk.application.aboutToQuit.connect(desk.break_off)
    window.furnish()
    speak_chinese(desk.application)
    desk.follow_system()
    desk.application.setWindowIcon(app_icon())
    desk.begin(paths, window)
    offer_tour(desk)
    if running is not None:
        from evaldesk.ui.callers import Callers

        Callers(desk, running)
