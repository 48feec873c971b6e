"""Desk: the open windows of the one process, and what they share: settings and colours."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QApplication

from evaldesk.errors import Broken, EvaldeskError, TooNew, Unreadable
from evaldesk.ui.memory import as_state, as_text, into_view, remembered_state
from evaldesk.ui.palette import SETS, Appearance, tones_for, tones_like
from evaldesk.ui.style import dress
from evaldesk.ui.text_size import as_size, resize_text, set_size
from evaldesk.ui.window import Window

if TYPE_CHECKING:
    from evaldesk.files.store import Opened
    from evaldesk.ui.session import Session

ROOMY = (1280, 800)
STEP = 32  # how far a second window stands from the first


class Desk(QObject):
    """Open forms, each in its window, and remember what the officer would not like to say twice."""

    redressed = Signal()
    broke = Signal(object)
    """An ``EvaldeskError`` that nobody caught; any thread may send it, and the window's own tells of it."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self.application = application
        self.windows: list[Window] = []
        self.broke.connect(self._tell_broken)
        self.state = remembered_state()
        look = self.state.get("appearance", "system")
        self.appearance = cast(Appearance, look if look in SETS else "system")
        self.text_size = as_size(self.state.get("text-size", ""))
        set_size(application, self.text_size)
        # The palette before ours is the system's.
        system = tones_like(application.palette())
        dress(application, system if self.appearance == "system" else tones_for(self.appearance))

    def new_window(self) -> Window:
        """Show an empty window."""
        window = self.new_frame()
        window.furnish()
        return window

    def new_frame(self) -> Window:
        """Show the frame of a window, with nothing in it but its menus: what a start paints first."""
        window = Window(self)
        window.closed.connect(self._forget)
        self._place(window)
        self.windows.append(window)
        window.show()
        return window

    def follow_system(self) -> None:
        """Take the system's colours from now on, whenever they change."""
        self.application.styleHints().colorSchemeChanged.connect(self._follow)

    def open_path(self, path: Path, near: Window | None = None, looking: bool = True) -> Window:
        """Show the form in ``path``: in its window, else in ``near`` where that is empty, else in a new one.

        A template pack is offered in ``near``. What a crash left of it is looked for, unless ``looking`` is off.

        :raises EvaldeskError: when it cannot be read; no window has changed then.
        """
        path = path.absolute()
        if (there := self._showing(path)) is not None:
            return there
        from evaldesk.files.template_packs.shelf import is_pack

        if is_pack(path):
            from evaldesk.ui.template_packs import offer_later

            return offer_later(self, path, near)
        from evaldesk.ui import import_form, living_pdf
        from evaldesk.ui.opening import fill
        from evaldesk.ui.recovery_offer import look

        if import_form.is_to_import(path):
            return import_form.open_foreign(self, path, near)
        if living_pdf.is_pdf(path):
            session, pdf, notes = living_pdf.open_pdf(path, near)
            if (there := self._showing(path)) is not None:  # another start had it opened while we read
                return there
            window = self.show_session(session, near)
            living_pdf.tell(window, pdf, notes, path.name)
        else:
            session, opened = self._read(path, near)
            if (there := self._showing(path)) is not None:
                return there
            window = self._room(near)
            fill(window, session, opened)
        self.remember_recent(path)
        if looking:
            look(window)
        return window

    def new_form(self, name: str, near: Window | None = None) -> Window:
        """Show an empty form of the template ``name``."""
        from evaldesk.ui.opening import new_session

        return self.show_session(new_session(name), near)

    def show_session(self, session: Session, near: Window | None = None) -> Window:
        """Show a form that has no file yet."""
        from evaldesk.ui.opening import fill

        window = self._room(near)
        fill(window, session)
        return window

    def open_example(self, path: Path, near: Window | None = None) -> Window:
        """Show a copy of an example, which has no file yet."""
        from evaldesk.ui.opening import copied_session

        return self.show_session(copied_session(path), near)

    def begin(self, paths: list[Path], window: Window) -> None:
        """Open what the program was started with, or offer what can be opened."""
        for path in paths:
            window.run(partial(self.open_path, path, window))
        from evaldesk.ui.recovery_offer import look

        if window.session is None:
            from evaldesk.ui.offers import offer

            offer(window)
        look(window, all_forms=True)

    def rescue(self, *_: object) -> None:
        """Have every edit on disk now: the session ends, or something broke down."""
        for window in self.windows:
            if window.session is not None:
                window.keeping.journal.flush()

    def break_off(self) -> None:
        """Let go of the forms that are still open when the program ends: what is not saved is offered next time."""
        for window in self.windows:
            if window.session is not None:
                window.keeping.break_off()

    def answer(self, paths: list[Path]) -> None:
        """Open what another start of the program handed over, and come to the front."""
        window = self.windows[-1] if self.windows else self.new_window()
        for path in paths:
            window.run(partial(self.open_path, path, window))
        front = self.windows[-1]
        wanted = {path.absolute() for path in paths}
        for window in self.windows:
            if window.session is not None and {window.session.path, window.session.origin} & wanted:
                front = window
        if front.isMinimized():
            front.showNormal()
        front.raise_()
        front.activateWindow()
        self.application.alert(front)  # where the system lets nobody come to the front by himself

    def close_all(self) -> None:
        """Close every window, until the officer wants to stay in one."""
        for window in list(self.windows):
            if not window.close():
                return

    def choose_appearance(self, appearance: Appearance) -> None:
        """Take the system's appearance, light, dark, or one of high contrast."""
        self.appearance = appearance
        self._dress()
        self.remember_state(appearance=appearance)

    def choose_text_size(self, percent: int) -> None:
        """Write everything in another size, 90 to 200 per cent of the system's, in all windows at once."""
        self.text_size = as_size(str(percent))
        resize_text(self.application, self.text_size)
        self.remember_state(**{"text-size": str(self.text_size)})

    def recent(self) -> list[Path]:
        """Return the forms that were open lately and are still there, newest first."""
        from evaldesk.files.settings import load_settings

        return [path for path in map(Path, load_settings().recent) if path.is_file()]

    def remember_recent(self, path: Path) -> None:
        """Keep a form among the recent ones."""
        from evaldesk.files.settings import load_settings, save_settings, with_recent

        save_settings(with_recent(load_settings(), path.absolute()))

    def folder(self, purpose: str) -> str:
        """Return the folder last used for ``open`` or ``export``."""
        from evaldesk.files.settings import load_settings

        return load_settings().folders.get(purpose, str(Path.home()))

    def remember_folder(self, purpose: str, folder: Path) -> None:
        """Keep the folder for the next time."""
        from evaldesk.files.settings import load_settings, save_settings, with_folder

        save_settings(with_folder(load_settings(), purpose, folder))

    def tell(self, error: EvaldeskError) -> None:
        """Tell what went wrong in the window that is in front: in a dialog when the program itself broke down."""
        window = self._front()
        if window is None:
            return
        if isinstance(error, Broken):
            from evaldesk.ui.failure import show_failure

            show_failure(window, error)
        else:
            window.notice.say(error.sentence, error.details)

    def _tell_broken(self, error: EvaldeskError) -> None:
        from evaldesk.ui import rim

        try:
            self.rescue()
        except Exception as second:  # it must not come back here as one more
            rim.log(rim.as_error(second).details)
        self.tell(error)

    def _front(self) -> Window | None:
        active = self.application.activeWindow()
        return next((window for window in self.windows if window is active), self.windows[-1] if self.windows else None)

    def _showing(self, path: Path) -> Window | None:
        """Bring the window that shows this file to the front, where there is one."""
        for window in self.windows:
            if window.session is not None and path in (window.session.path, window.session.origin):
                window.raise_()
                window.activateWindow()
                return window
        return None

    def _read(self, path: Path, near: Window | None) -> tuple[Session, Opened]:
        from evaldesk.ui.opening import open_session

        try:
            return open_session(path, near)
        except Unreadable as error:
            if near is not None and not isinstance(error, TooNew):
                from evaldesk.ui.backups_offer import offer_backups

                offer_backups(near, path)
            raise

    def _room(self, near: Window | None) -> Window:
        return near if near is not None and near.session is None else self.new_window()

    def _place(self, window: Window) -> None:
        # The first window stands where the last one was closed, the next ones a step beside it.
        # Qt gives no place where the screen is another, and leaves a window half outside where it is a little smaller.
        restored = window.restoreGeometry(as_state(self.state.get("geometry", "")))
        room = window.screen().availableGeometry()
        if not restored:
            window.resize(into_view(QRect(0, 0, *ROOMY), room).size())
        elif not window.isMaximized() and not window.isFullScreen():
            window.setGeometry(into_view(window.geometry(), room))
        if self.windows:
            window.move(self.windows[-1].x() + STEP, self.windows[-1].y() + STEP)

    def _forget(self, window: Window) -> None:
        self.windows.remove(window)
        self.remember_state(geometry=as_text(window.saveGeometry()))

    def remember_state(self, **state: str) -> None:
        """Keep pieces of the windows' state by name for the next start."""
        from evaldesk.files.settings import load_settings, save_settings, with_state

        self.state |= state
        save_settings(with_state(load_settings(), **state))

    def _follow(self) -> None:
        if self.appearance == "system":
            self._dress()

    def _dress(self) -> None:
        dress(self.application, tones_for(self.appearance))
        self.redressed.emit()
