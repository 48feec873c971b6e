"""What the system says when it refuses a file, as a sentence that tells an officer what to do next."""

from __future__ import annotations

import errno
from pathlib import Path

from evaldesk.files.patience import held


def why_unreadable(path: Path, error: OSError) -> str:
    """Return the sentence for a file that could not be read."""
    name = f"“{path.name}”"
    if isinstance(error, FileNotFoundError):
        return f"找不到文件{name}，它可能已被移动、改名或删除。请检查位置：{path.parent}"
    if isinstance(error, IsADirectoryError):
        return f"{name}是一个文件夹，不是表格文件。请选择其中的 .evform 或 .json 文件。"
    if held(error):
        return f"{name}正被其他程序占用。请关闭占用它的程序后再打开。"
    if isinstance(error, PermissionError):
        return f"没有权限读取{name}。请检查文件权限，或把它复制到自己的文件夹再打开。"
    return f"读取{name}时出错（{error.strerror or error}）。请检查磁盘或 U 盘是否正常，再试一次。"


def why_unwritable(path: Path, error: OSError) -> str:
    """Return the sentence for a file that could not be written."""
    name = f"“{path.name}”"
    if isinstance(error, BlockingIOError):
        return f"另一个程序正在保存{name}，这次没有保存，原文件完好。请稍后再保存，或另存到其他位置。"
    if error.errno == errno.ENOSPC or getattr(error, "winerror", None) == 112:
        return f"磁盘空间不足，{name}没有保存，原文件完好。请清理磁盘或另存到其他位置。"
    if error.errno == getattr(errno, "EDQUOT", None):
        return f"磁盘配额已满，{name}没有保存，原文件完好。请另存到其他位置。"
    if isinstance(error, FileNotFoundError) and not path.parent.is_dir():
        return f"文件夹不存在：{path.parent}。请新建该文件夹，或另存到其他位置。"
    if isinstance(error, IsADirectoryError):
        return f"{name}是一个文件夹，不能作为文件保存。请换一个文件名。"
    if held(error):
        return f"{name}正被其他程序占用，没有保存，原文件完好。请关闭占用它的程序，或另存到其他位置。"
    if error.errno == errno.EPERM:
        return f"{name}是只读文件，没有保存，原文件完好。请另存为新文件，或先取消它的“只读”属性。"
    if isinstance(error, PermissionError | FileNotFoundError) or error.errno == errno.EROFS:
        return f"没有权限写入“{path.parent}”，{name}没有保存。请另存到自己的文件夹（如“文档”）。"
    if error.errno == errno.ENAMETOOLONG:
        return "文件名或路径太长，没有保存。请缩短文件名，或另存到较浅的文件夹。"
    return f"{name}没有保存（{error.strerror or error}），原文件完好。请另存到其他位置。"


def why_not_journaled(error: Exception) -> str:
    """Return the sentence for unsaved edits that could not be kept against a crash."""
    if isinstance(error, OSError) and (error.errno == errno.ENOSPC or getattr(error, "winerror", None) == 112):
        return "磁盘空间不足，未保存的修改暂时无法自动留存。请清理磁盘，并及时保存。"
    if isinstance(error, PermissionError):
        return "没有权限写入用户数据文件夹，未保存的修改暂时无法自动留存。请及时保存。"
    said = (error.strerror if isinstance(error, OSError) else "") or str(error) or type(error).__name__
    return f"未保存的修改暂时无法自动留存（{said}）。请及时保存。"
