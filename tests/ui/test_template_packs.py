"""Template packs in the window: opened, dropped or chosen, shown, installed, taken back; all by keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QTextBrowser
from pytestqt.qtbot import QtBot

from evaldesk.files import templates as all_templates
from evaldesk.files.settings import load_settings
from evaldesk.files.store import open_document, save_document
from evaldesk.files.template_packs.installing import install
from evaldesk.files.template_packs.pack import read_pack
from evaldesk.files.template_packs.shelf import Installed, installed
from evaldesk.files.templates import load_template, template_names, templates
from evaldesk.history.pack_offer import PackOffer, pack_offer
from evaldesk.model.blank import new_document
from evaldesk.paths import resources
from evaldesk.ui import dialogs
from evaldesk.ui.banner import banners
from evaldesk.ui.desk import Desk
from evaldesk.ui.palette import LIGHT
from evaldesk.ui.start_button import CardButton
from evaldesk.ui.start_summary import recall, remember, summary
from evaldesk.ui.template_pack_offer import PackQuestion
from evaldesk.ui.template_pack_page import installed_page, offer_page
from evaldesk.ui.template_pack_panel import TemplatePacks
from evaldesk.ui.template_packs import show_packs
from evaldesk.ui.window import Window
from tests.files.packs import BASE, NEW, TITLE, packed, template


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "表样.evtemplates"
    path.write_bytes(packed())
    return path


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[PackOffer]:
    """Say yes to every pack, and return what was offered."""
    seen: list[PackOffer] = []

    def ask(_: object, offer: PackOffer) -> bool:
        seen.append(offer)
        return not offer.objection

    monkeypatch.setattr(dialogs, "ask_pack", ask)
    return seen


def put(raw: bytes) -> Installed:
    return install(read_pack(raw, "包.evtemplates"))


def cards(window: Window) -> list[str]:
    """Return the editions that the start page offers."""
    found = window.body.start_page.findChildren(CardButton)
    return [card.accessibleDescription() for card in found if card.isVisibleTo(window)]


def drop(window: Window, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(9, 9), action, data, button, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), action, data, button, none))


def answered(kind: type[QDialog], answer: Callable[[QDialog], object], question: Callable[[], object]) -> object:
    """Ask a question that waits, and answer it as a person would once it is there."""
    failed: list[BaseException] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, kind) and box.isVisible():
            watch.stop()
            try:
                answer(box)
            except BaseException as error:  # it belongs to whoever asked, not to the loop of events
                failed.append(error)
                box.reject()

    watch = QTimer(interval=20)
    watch.timeout.connect(look)
    watch.start()
    told = question()
    watch.stop()
    if failed:
        raise failed[0]
    return told


def press(key: Qt.Key, box: QDialog) -> None:
    QTest.keyClick(box.focusWidget() or box, key)


@pytest.mark.parametrize("how", ["start", "open", "drop", "second start"])
def test_a_pack_that_is_opened_is_offered_and_installed(
    how: str, desk: Desk, pack: Path, shown: list[PackOffer], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = desk.new_window()
    window.resize(1280, 720)
    desk.begin([pack] if how == "start" else [], window)
    match how:
        case "open":
            monkeypatch.setattr(dialogs, "ask_open", lambda *_: [pack])
            window.menus.actions["open"].trigger()
        case "drop":
            drop(window, pack)
        case "second start":
            desk.answer([pack])
    qtbot.waitUntil(lambda: NEW in template_names(), timeout=5_000)
    assert [item.pack.manifest.title for item in shown] == [TITLE]
    qtbot.waitUntil(lambda: TITLE in window.notice.sentence.text(), timeout=5_000)
    assert "帮助 ▸ 模板包" in window.notice.sentence.text()
    assert any("2026" in card for card in cards(window))
    assert any("2023" in card for card in cards(window))
    assert window.session is None
    assert load_settings().recent == ()


def test_the_focus_stays_among_the_forms_that_can_be_started(
    desk: Desk, pack: Path, shown: list[PackOffer], qtbot: QtBot
) -> None:
    window = desk.new_window()
    desk.begin([], window)
    before = window.focusWidget()
    assert isinstance(before, CardButton)
    desk.open_path(pack, window)
    qtbot.waitUntil(lambda: any("2026" in card for card in cards(window)), timeout=5_000)
    focused = window.focusWidget()
    assert isinstance(focused, CardButton)
    assert focused is not before
    assert focused.accessibleName() == templates()[0].title


def test_the_start_page_of_every_window_offers_what_is_there(
    desk: Desk, pack: Path, shown: list[PackOffer], qtbot: QtBot
) -> None:
    windows = [desk.new_window() for _ in range(2)]
    for window in windows:
        desk.begin([], window)
    desk.new_window()  # one that has nothing to offer yet
    desk.open_path(pack, windows[0])
    qtbot.waitUntil(lambda: all("2026" in "".join(cards(window)) for window in windows), timeout=5_000)
    (card,) = (
        card for card in windows[1].body.start_page.findChildren(CardButton) if "2026" in card.accessibleDescription()
    )
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Return)
    session = windows[1].session
    assert session is not None
    assert session.template == load_template(NEW)


def test_a_declined_pack_changes_nothing(desk: Desk, pack: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    asked: list[PackOffer] = []

    def decline(_: object, offer: PackOffer) -> bool:
        asked.append(offer)
        return False

    monkeypatch.setattr(dialogs, "ask_pack", decline)
    window = desk.new_window()
    desk.open_path(pack, window)
    qtbot.waitUntil(lambda: bool(asked), timeout=5_000)
    assert installed() == ()
    assert not window.notice.sentence.text()


def test_a_hostile_pack_is_told_in_one_sentence(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "坏.evtemplates"
    path.write_bytes(b"PK\x03\x04rubbish")
    window = desk.new_window()
    desk.open_path(path, window)
    qtbot.waitUntil(lambda: "坏.evtemplates" in window.notice.sentence.text(), timeout=5_000)
    assert window.notice.sentence.text().endswith("。")
    assert installed() == ()


def test_the_question_says_what_changes_and_enter_installs(window: Window, form: Path) -> None:
    offer = pack_offer(read_pack(packed(notes="请用新表样。"), "包"), {BASE: (form.name,)})
    seen: list[str] = []

    def read(box: QDialog) -> None:
        (page,) = box.findChildren(QTextBrowser)
        seen.append(page.toPlainText())
        press(Qt.Key.Key_Return, box)

    assert answered(PackQuestion, read, partial(dialogs.ask_pack, window, offer)) is True
    for words in (
        TITLE,
        "江门市财政局",
        "请用新表样。",
        "新的年度版，与 2023 年度版相比",
        "“产出”的权重：40 → 50",
        "表.evform",
        offer.pack.sha256,
    ):
        assert words in seen[0], words
    assert answered(PackQuestion, partial(press, Qt.Key.Key_Escape), partial(dialogs.ask_pack, window, offer)) is False


def test_an_edition_that_changes_nothing_says_so() -> None:
    page = offer_page(pack_offer(read_pack(packed(change=lambda source: source), "包"), {}), LIGHT)
    assert "与 2023 年度版没有不同" in page
    assert "相比" not in page


def test_what_cannot_be_installed_has_no_such_button(window: Window) -> None:
    offer = pack_offer(read_pack(packed(BASE), "包"), {})

    def look(box: QDialog) -> None:
        assert [button.text() for button in box.findChildren(QPushButton)] == ["关闭(&C)"]
        assert "没有安装" in box.findChildren(QTextBrowser)[0].toPlainText()
        press(Qt.Key.Key_Return, box)

    assert answered(PackQuestion, look, partial(dialogs.ask_pack, window, offer)) is False


def panel_of(window: Window) -> TemplatePacks:
    window.menus.actions["template-packs"].trigger()
    panel = window.findChild(TemplatePacks)
    assert panel is not None
    return panel


def lines(panel: TemplatePacks) -> list[str]:
    return [panel.list.item(at).text().split("\n")[0] for at in range(panel.list.count())]


def test_the_list_shows_what_each_pack_brought(desk: Desk, window: Window, form: Path) -> None:
    window.close()
    window = desk.new_window()
    panel = panel_of(window)
    assert lines(panel) == ["随程序提供"]
    assert "jiangmen-annex-2@2023" in panel.page.toPlainText()
    assert not panel.back.isEnabled()
    put(packed(notes="请用新表样。"))
    put(packed("elsewhere@1", title="另一个"))
    save_document(new_document(load_template(NEW)), form)
    desk.remember_recent(form)
    assert panel_of(window) is panel
    panel.refresh()
    assert lines(panel) == ["另一个", TITLE, "随程序提供"]
    assert panel.back.isEnabled()
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    text = panel.page.toPlainText()
    for words in (TITLE, "请用新表样。", NEW, "用它填的表：表.evform"):
        assert words in text, words
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_a_template_that_is_taken_from_elsewhere_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    first, second = put(packed()), put(packed(NEW, "a@1", title="第二个"))
    assert "现用" not in installed_page(first, {}, LIGHT)
    assert installed_page(second, {}, LIGHT).count(f"现用“{TITLE}”里的，内容相同") == 1
    shutil.copytree(resources() / "templates", tmp_path / "templates")
    (tmp_path / "templates" / f"{NEW}.json").write_bytes(template())  # a newer program brings it itself
    monkeypatch.setattr(all_templates, "resources", lambda: tmp_path)
    assert "程序已自带这个表样，现用自带的" in installed_page(first, {}, LIGHT)


def test_a_damaged_pack_is_marked(desk: Desk) -> None:
    put(packed()).path.write_bytes(b"")
    panel = show_packs(desk.new_window())
    assert panel.list.item(0).text().endswith("已损坏")
    assert "不能使用" in panel.page.toPlainText()


def test_the_list_installs_and_takes_back(
    desk: Desk, pack: Path, shown: list[PackOffer], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = desk.new_window()
    desk.begin([], window)
    panel = panel_of(window)
    folders: list[str] = []

    def choose(_: object, folder: str) -> Path:
        folders.append(folder)
        return pack

    asked: list[tuple[str, list[str], list[str]]] = []

    def sure(_: object, title: str, lost: list[str], forms: list[str]) -> bool:
        asked.append((title, lost, forms))
        return len(asked) > 1

    monkeypatch.setattr(dialogs, "ask_pack_file", choose)
    monkeypatch.setattr(dialogs, "ask_roll_back", sure)
    panel.install.click()
    assert lines(panel) == [TITLE, "随程序提供"]
    assert panel.told.text() == f"已安装模板包“{TITLE}”，新建时可以选用。"
    panel.install.click()
    assert folders[1] == str(pack.parent)
    assert shown[1].objection
    panel.back.click()
    assert NEW in template_names()
    panel.back.click()
    assert asked[0] == (TITLE, ["项目支出绩效自评表（广东省江门市 2026 年度）"], [])
    assert panel.told.text() == f"已撤回模板包“{TITLE}”。"
    assert NEW not in template_names()
    assert lines(panel) == ["随程序提供"]
    assert not any("2026" in card for card in cards(window))


def test_what_goes_wrong_is_said_in_the_list(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = panel_of(desk.new_window())
    monkeypatch.setattr(dialogs, "ask_pack_file", lambda *_: tmp_path / "没有.evtemplates")
    panel.install.click()
    assert "找不到文件“没有.evtemplates”" in panel.told.text()


def test_a_pack_that_an_open_form_needs_is_not_taken_back(
    desk: Desk, form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(packed())
    save_document(new_document(load_template(NEW)), form)
    window = desk.open_path(form)
    panel = panel_of(window)
    monkeypatch.setattr(dialogs, "ask_roll_back", lambda *_: pytest.fail("nothing to ask"))
    panel.back.click()
    assert "“表.evform”正在用这个模板包，没有撤回。请先保存并关闭" in panel.told.text()
    assert NEW in template_names()


def test_a_recent_form_is_told_before_its_pack_is_taken_back_and_opens_for_reading_then(
    desk: Desk, form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(packed())
    save_document(new_document(load_template(NEW)), form)
    desk.open_path(form).close()
    said: list[list[str]] = []

    def sure(_: object, title: str, lost: list[str], forms: list[str]) -> bool:
        said.append(forms)
        return True

    monkeypatch.setattr(dialogs, "ask_roll_back", sure)
    panel_of(desk.new_window()).back.click()
    assert said == [["表.evform"]]
    session = desk.open_path(form).session
    assert session is not None
    assert not session.understood
    assert session.document == open_document(form)


def test_a_form_without_its_template_offers_to_install_it(
    desk: Desk, form: Path, pack: Path, shown: list[PackOffer], monkeypatch: pytest.MonkeyPatch
) -> None:
    document = open_document(form).model_copy(update={"template": NEW})
    save_document(document, form)
    window = desk.open_path(form)
    (banner,) = banners(window)
    monkeypatch.setattr(dialogs, "ask_pack_file", lambda *_: None)
    banner.press("安装模板包(&P)…")
    assert installed() == ()
    monkeypatch.setattr(dialogs, "ask_pack_file", lambda *_: pack)
    banner.press("安装模板包(&P)…")
    assert shown[0].offered[0].waiting == ("表.evform",)
    assert "“表.evform”关闭后重新打开即可填写" in window.notice.sentence.text()
    window.close()
    session = desk.open_path(form).session
    assert session is not None
    assert session.understood


def test_the_question_before_a_rollback_names_all_and_cancels_where_forms_would_suffer(window: Window) -> None:
    ask = partial(dialogs.ask_roll_back, window, TITLE, ["某表"])
    seen: list[str] = []

    def enter(box: QDialog) -> None:
        seen.append(box.findChildren(QTextBrowser)[0].toPlainText())
        press(Qt.Key.Key_Return, box)

    assert answered(PackQuestion, enter, partial(ask, ["甲.evform", "乙.evform"])) is False
    assert answered(PackQuestion, enter, partial(ask, [])) is True
    assert "某表" in seen[0]
    assert "甲.evform" in seen[0]
    assert "乙.evform" in seen[0]
    assert "只能查看" not in seen[1]


def test_what_is_told_of_recent_forms_is_looked_at_anew_when_templates_come_or_go(form: Path) -> None:
    put(packed())
    save_document(new_document(load_template(NEW)), form)
    told = summary(form, None, lambda: None)
    assert told.score
    remember({str(form): told}, [str(form)])
    assert recall() == {str(form): told}
    put(packed("elsewhere@1"))
    assert recall() == {}
