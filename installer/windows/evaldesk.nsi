; The setup: per user, no administrator, Chinese. build.py calls it with VERSION, TREE (the program folder), LISTS (what
; build.py wrote: files.nsh, which names every file to take away) and OUT; FAST for zlib; SIGN to sign the uninstaller.
;
; Silent:     setup.exe /S [/NODESKTOP] [/D=C:\folder]     (/D= last, without quotation marks)
; Exit codes: 0 done, 1 given up by the person, 2 could not write, 3 the program is running, 4 not a 64-bit Windows 10
Unicode true
!include MUI2.nsh
!include x64.nsh
!include WinVer.nsh
!include FileFunc.nsh

!define PROGID "evaldesk.form.1"
!define EXTENSION ".evform"
!define PACK_PROGID "evaldesk.templates.1"
!define PACK_EXTENSION ".evtemplates"
!define OWN "Software\evaldesk"
!define CLASSES "Software\Classes"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\evaldesk"
!define APP_PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths\evaldesk.exe"

Name "evaldesk ${VERSION}"
BrandingText "evaldesk ${VERSION}"
OutFile "${OUT}"
!ifdef FAST
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
!endif
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\evaldesk"
InstallDirRegKey HKCU "${OWN}" "InstallDir"
ManifestDPIAware true
ManifestSupportedOS Win10
ManifestLongPathAware true
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "evaldesk"
VIAddVersionKey /LANG=2052 "CompanyName" "The evaldesk authors"
VIAddVersionKey /LANG=2052 "FileDescription" "evaldesk 绩效自评表 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "The evaldesk authors, Apache-2.0"

Var DesktopWanted
Var Upgrading

!define MUI_ICON "icons\app.ico"
!define MUI_UNICON "icons\app.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "icons\welcome.bmp"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TEXT "evaldesk 用于离线填写财政支出绩效自评表。$\r$\n$\r$\n只装到您自己的账户，不需要管理员权限，不联网。$\r$\n$\r$\n升级时，设置、备份和表单都保留。$\r$\n$\r$\n$_CLICK"
!define MUI_FINISHPAGE_RUN "$INSTDIR\evaldesk.exe"
!define MUI_FINISHPAGE_RUN_TEXT "打开 evaldesk"
!define MUI_FINISHPAGE_SHOWREADME ""
!define MUI_FINISHPAGE_SHOWREADME_TEXT "在桌面上放一个图标"
!define MUI_FINISHPAGE_SHOWREADME_FUNCTION PutOnDesktop
!define MUI_PAGE_CUSTOMFUNCTION_SHOW ShowFinish
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "将卸载 evaldesk。您的表单文件、备份和恢复文件都不会删除。"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; What holds for setup and uninstaller alike: nothing is replaced or taken away under a running program.
!macro RefuseWhileRunning
  System::Call 'kernel32::OpenMutexW(i 0x100000, i 0, w "Local\evaldesk-running") p .r0'
  ${If} $0 P<> 0
    System::Call 'kernel32::CloseHandle(p r0)'
    MessageBox MB_OK|MB_ICONEXCLAMATION "evaldesk 正在运行。请先保存表单、关闭 evaldesk 的所有窗口，再重新开始。" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} 17763
    MessageBox MB_OK|MB_ICONSTOP "evaldesk 需要 64 位的 Windows 10（1809 或更高）或 Windows 11，这台电脑不满足。请联系信息技术人员，或换一台电脑。" /SD IDOK
    SetErrorLevel 4
    Quit
  ${EndIf}
  SetShellVarContext current
  !insertmacro RefuseWhileRunning
  StrCpy $Upgrading 0
  StrCpy $DesktopWanted 1
  ReadRegStr $0 HKCU "${OWN}" "InstallDir"
  ${If} $0 != ""
  ${AndIf} ${FileExists} "$0\uninstall.exe"
    StrCpy $Upgrading 1
    ${IfNot} ${FileExists} "$DESKTOP\evaldesk.lnk"
      StrCpy $DesktopWanted 0
    ${EndIf}
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/NODESKTOP" $1
  ${IfNot} ${Errors}
    StrCpy $DesktopWanted 0
  ${EndIf}
FunctionEnd

Function ShowFinish
  ${If} $DesktopWanted == 0
    SendMessage $mui.FinishPage.ShowReadme ${BM_SETCHECK} ${BST_UNCHECKED} 0
  ${Else}
    SendMessage $mui.FinishPage.ShowReadme ${BM_SETCHECK} ${BST_CHECKED} 0
  ${EndIf}
FunctionEnd

Function PutOnDesktop
  SetOutPath "$INSTDIR"
  CreateShortcut "$DESKTOP\evaldesk.lnk" "$INSTDIR\evaldesk.exe" "" "$INSTDIR\evaldesk.exe" 0
FunctionEnd

Section "evaldesk"
  SetShellVarContext current
  ; A program that was opened while these pages were read.
  !insertmacro RefuseWhileRunning
  ; In place of an older version: its own uninstaller takes its files away and keeps shortcuts and settings.
  ${If} $Upgrading == 1
    ReadRegStr $1 HKCU "${OWN}" "InstallDir"
    InitPluginsDir
    CopyFiles /SILENT "$1\uninstall.exe" "$PLUGINSDIR\older.exe"
    ExecWait '"$PLUGINSDIR\older.exe" /S /UPGRADE _?=$1' $2
    ${If} $2 != 0
      MessageBox MB_OK|MB_ICONSTOP "旧版本没能移除（代码 $2），新版本没有安装。请关闭 evaldesk 后再试。" /SD IDOK
      SetErrorLevel $2
      Quit
    ${EndIf}
    Delete "$1\uninstall.exe"
    RMDir "$1"
  ${EndIf}
  SetOutPath "$INSTDIR"
  SetOverwrite on
  ClearErrors
  File /r "${TREE}\*.*"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "有文件没能写入 $INSTDIR。请检查磁盘空间、换一个文件夹，或暂停安全软件的拦截后再试。" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${OWN}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${OWN}" "Version" "${VERSION}"
  CreateShortcut "$SMPROGRAMS\evaldesk.lnk" "$INSTDIR\evaldesk.exe" "" "$INSTDIR\evaldesk.exe" 0
  ${If} ${Silent}
  ${AndIf} $DesktopWanted == 1
    Call PutOnDesktop
  ${EndIf}
  ; Our own extension opens with us; .json, which belongs to others, only offers us under "open with".
  WriteRegStr HKCU "${CLASSES}\${EXTENSION}" "" "${PROGID}"
  WriteRegStr HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids" "${PROGID}" ""
  WriteRegStr HKCU "${CLASSES}\.json\OpenWithProgids" "${PROGID}" ""
  WriteRegStr HKCU "${CLASSES}\${PROGID}" "" "绩效自评表"
  WriteRegStr HKCU "${CLASSES}\${PROGID}\DefaultIcon" "" '"$INSTDIR\evaldesk.exe",1'
  WriteRegStr HKCU "${CLASSES}\${PROGID}\shell\open\command" "" '"$INSTDIR\evaldesk.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\${PACK_EXTENSION}" "" "${PACK_PROGID}"
  WriteRegStr HKCU "${CLASSES}\${PACK_EXTENSION}\OpenWithProgids" "${PACK_PROGID}" ""
  WriteRegStr HKCU "${CLASSES}\${PACK_PROGID}" "" "绩效自评表模板包"
  WriteRegStr HKCU "${CLASSES}\${PACK_PROGID}\DefaultIcon" "" '"$INSTDIR\evaldesk.exe",0'
  WriteRegStr HKCU "${CLASSES}\${PACK_PROGID}\shell\open\command" "" '"$INSTDIR\evaldesk.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\Applications\evaldesk.exe\shell\open\command" "" '"$INSTDIR\evaldesk.exe" "%1"'
  WriteRegStr HKCU "${APP_PATHS}" "" "$INSTDIR\evaldesk.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "evaldesk 绩效自评表"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\evaldesk.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The evaldesk authors"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Function un.onInit
  SetShellVarContext current
  !insertmacro RefuseWhileRunning
FunctionEnd

Section "Uninstall"
  SetShellVarContext current
  ; Only the files that the setup brought, each by its name; folders go only when they are empty.
  !include "${LISTS}/files.nsh"
  ${If} ${FileExists} "$INSTDIR\evaldesk.exe"
    SetErrorLevel 2
    Abort "有文件正被占用，没能删除。请关闭 evaldesk 后再试。"
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/UPGRADE" $1
  ${If} ${Errors}
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\evaldesk.lnk"
    Delete "$DESKTOP\evaldesk.lnk"
    DeleteRegKey HKCU "${CLASSES}\${PROGID}"
    DeleteRegValue HKCU "${CLASSES}\.json\OpenWithProgids" "${PROGID}"
    DeleteRegKey /ifempty HKCU "${CLASSES}\.json\OpenWithProgids"
    DeleteRegKey /ifempty HKCU "${CLASSES}\.json"
    DeleteRegValue HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids" "${PROGID}"
    ReadRegStr $0 HKCU "${CLASSES}\${EXTENSION}" ""
    ${If} $0 == "${PROGID}"
      DeleteRegKey HKCU "${CLASSES}\${EXTENSION}"
    ${EndIf}
    DeleteRegKey HKCU "${CLASSES}\${PACK_PROGID}"
    DeleteRegValue HKCU "${CLASSES}\${PACK_EXTENSION}\OpenWithProgids" "${PACK_PROGID}"
    ReadRegStr $0 HKCU "${CLASSES}\${PACK_EXTENSION}" ""
    ${If} $0 == "${PACK_PROGID}"
      DeleteRegKey HKCU "${CLASSES}\${PACK_EXTENSION}"
    ${EndIf}
    DeleteRegKey HKCU "${CLASSES}\Applications\evaldesk.exe"
    DeleteRegKey HKCU "${APP_PATHS}"
    DeleteRegKey HKCU "${UNINSTALL}"
    DeleteRegKey HKCU "${OWN}"
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "是否同时删除个人设置（窗口位置、最近打开的文件）和运行日志？$\r$\n$\r$\n表单、模板包、备份、历史版本和未保存内容的恢复文件不会删除。" /SD IDNO IDNO keep
      Delete "$LOCALAPPDATA\evaldesk\settings.json"
      Delete "$LOCALAPPDATA\evaldesk\evaldesk.log*"
      RMDir /r "$LOCALAPPDATA\evaldesk\running"
      RMDir "$LOCALAPPDATA\evaldesk"
    keep:
  ${EndIf}
SectionEnd
