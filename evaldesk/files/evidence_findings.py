"""What the disk has to say about a form's evidence, as findings. No rule makes them: rules never look at a disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

from evaldesk.files.evidence import FOLDER, Looks, key, pieces, stored
from evaldesk.model.document import Document, proof
from evaldesk.model.finding import Finding, Fix, Level
from evaldesk.model.indicators import Evidence

MISSING, CHANGED, UNMARKED = "evidence.missing", "evidence.changed", "evidence.unmarked"
_WHY_MISSING = "审核时要凭佐证材料核对。请把文件放回原处，或在佐证材料栏里“重新指定文件”。"
_WHY_CHANGED = "清单上印的校验码对应原来的文件。请核对是不是拿错了版本；确认现在的文件为准，就采用新的校验码。"
_WHY_UNMARKED = "有了校验码，文件以后被改动或换掉都能发现。"


def evidence_findings(document: Document, looks: Looks, form: Path | None) -> tuple[Finding, ...]:
    """Return a finding for each file that is gone, has changed, or whose content was never kept.

    A piece of evidence that ``looks`` does not know yet has none. A missing file that lies unchanged in the package
    folder beside the form is no finding.
    """
    return tuple(_found(document, looks, form))


def _found(document: Document, looks: Looks, form: Path | None) -> Iterator[Finding]:
    for id, number, item in pieces(document.indicators):
        found = looks.get(key(item))
        if found is None or found.problem == "afar":
            continue
        name = item.title.strip() or _name(item)
        file, content = str(proof(id, number, "file")), str(proof(id, number, "sha256"))
        if found.problem:
            if found.elsewhere is not None and _is_packed(found.elsewhere.path, form):
                continue
            why = "打不开" if found.problem == "unreadable" else "不在原处"
            message = f"佐证材料“{name}”的文件“{item.file.strip()}”{why}。"
            fix = None
            if found.elsewhere is not None:
                near = stored(found.elsewhere.path, form)
                message += f"在“{near}”找到了内容相同的文件。"
                fix = Fix("改用找到的文件", ((file, near),))
            yield Finding(MISSING, Level.EXPLAIN, file, message, why=_WHY_MISSING, fix=fix, about=(file,))
        elif found.seen is not None and not item.sha256.strip():
            yield Finding(
                UNMARKED,
                Level.HINT,
                file,
                f"佐证材料“{name}”还没有校验码。",
                why=_WHY_UNMARKED,
                fix=Fix("记下校验码", ((content, found.seen.sha256),)),
                about=(file, content),
            )
        elif found.seen is not None and found.seen.sha256 != key(item)[1]:
            yield Finding(
                CHANGED,
                Level.EXPLAIN,
                content,
                f"佐证材料“{name}”的文件已被改动：现在的校验码是 {found.seen.sha256[:16]}，"
                f"记下的是 {item.sha256.strip()[:16]}。",
                numbers=(found.seen.sha256, item.sha256.strip()),
                why=_WHY_CHANGED,
                fix=Fix("采用现在的校验码", ((content, found.seen.sha256),)),
                about=(file, content),
            )


def _name(item: Evidence) -> str:
    return PureWindowsPath(item.file.strip()).name


def _is_packed(path: Path, form: Path | None) -> bool:
    return form is not None and form.absolute().parent / FOLDER in path.parents
