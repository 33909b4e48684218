; Installer for one Windows user: no administrator, the book stays where it is.
;
; Every version has a folder of its own. A new one is unpacked whole beside the one in use; then
; versi.txt, which names the folder that is started, is exchanged in one step of the file system.
; A power cut before that leaves the old version, after it the new one.
;
; Silent: /S; /TANPAIKON puts no icon on the desktop; /D=FOLDER chooses the folder (last, unquoted).
; Exit codes: 0 installed, 1 and 2 ended by a person or by NSIS, 4 this Windows is too old,
; 5 the program is still open, 6 the disk refused.
;
; The usual 32-bit installer can also tell a 32-bit Windows why it does not fit. A Wine without its
; 32-bit half needs -DTARGET=amd64-unicode; -DFAST packs quickly for trying.
Unicode true
!ifdef TARGET
  Target ${TARGET}
!endif
!ifdef FAST
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
!include MUI2.nsh
!include WinVer.nsh
!include x64.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include Win\COM.nsh
!include Win\Propkey.nsh

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\BukuPengaduan"
!define PROGID "BukuPengaduan.Cadangan"
!define BOOKS "$LOCALAPPDATA\buku-pengaduan"
!define REMOVER "Hapus Buku Pengaduan.exe"
; Windows 10, version 1809.
!define OLDEST_BUILD 17763

Name "${APP}"
OutFile "${OUT}"
RequestExecutionLevel user
ManifestDPIAware true
InstallDir "$LOCALAPPDATA\Programs\${APP}"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
BrandingText "${APP} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1057 "ProductName" "${APP}"
VIAddVersionKey /LANG=1057 "FileDescription" "Pemasang ${APP}"
VIAddVersionKey /LANG=1057 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1057 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1057 "LegalCopyright" "MIT"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TEXT "Buku Pengaduan ${VERSION} akan dipasang untuk akun Windows ini, tanpa hak administrator.$\r$\n$\r$\nBila buku sudah ada, buku itu dicadangkan lebih dahulu dan tetap di tempatnya. Tutup Buku Pengaduan bila sedang terbuka."
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_TEXT "Buka ${APP}"
!define MUI_FINISHPAGE_RUN_FUNCTION OpenProgram
!define MUI_FINISHPAGE_SHOWREADME
!define MUI_FINISHPAGE_SHOWREADME_TEXT "Buat ikon di desktop"
!define MUI_FINISHPAGE_SHOWREADME_FUNCTION MakeDesktopIcon
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!define MUI_PAGE_CUSTOMFUNCTION_SHOW FinishShown
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "Program dihapus dari komputer ini. Buku, cadangan, dan rekap TIDAK dihapus: buku tetap di ${BOOKS}."
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Indonesian"

Var Folder   ; of the version that is being installed, below $INSTDIR
Var Current  ; of the version that was in use before, or nothing
Var IsNew    ; 1: nothing was installed before

!macro Refuse CODE TEXT
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

; A program that runs keeps its own file from being opened for writing.
!macro EnsureClosed FILE
  ${Do}
    ${IfNot} ${FileExists} "$INSTDIR\${FILE}"
      ${Break}
    ${EndIf}
    ClearErrors
    FileOpen $0 "$INSTDIR\${FILE}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${Break}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${APP} masih terbuka. Simpan pekerjaan, tutup programnya, lalu tekan Coba lagi (Retry)." /SD IDCANCEL IDRETRY +3
    SetErrorLevel 5
    Quit
    Nop
  ${Loop}
!macroend

; Writes TEXT into FILE in one step of the file system, and to the disk (MOVEFILE_REPLACE_EXISTING
; and MOVEFILE_WRITE_THROUGH).
!macro Exchange FROM TO
  System::Call 'kernel32::MoveFileExW(w "${FROM}", w "${TO}", i 9) i .r0'
  ${If} $0 = 0
    !insertmacro Refuse 6 "“${TO}” tidak dapat diganti. Versi yang ada sebelumnya tetap dipakai."
  ${EndIf}
!macroend

; Puts the identity of the program on a shortcut, so that the task bar keeps one icon for it.
!macro MarkShortcut FILE
  !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r0 ""
  ${If} $0 P<> 0
    ${IUnknown::QueryInterface} $0 '("${IID_IPersistFile}",.r1)'
    ${If} $1 P<> 0
      ${IPersistFile::Load} $1 '("${FILE}",${STGM_READWRITE})'
      ${IUnknown::QueryInterface} $0 '("${IID_IPropertyStore}",.r2)'
      ${If} $2 P<> 0
        System::Call 'oleaut32::SysAllocString(w "${APP_ID}") p .r3'
        System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID}) p .r4'
        System::Call '*${SYSSTRUCT_PROPVARIANT}(${VT_BSTR},,&i8 $3) p .r5'
        ${IPropertyStore::SetValue} $2 '($4,$5)'
        ${IPropertyStore::Commit} $2 ""
        System::Call 'oleaut32::SysFreeString(p r3)'
        System::Free $4
        System::Free $5
        ${IUnknown::Release} $2 ""
      ${EndIf}
      ${IPersistFile::Save} $1 '("${FILE}",1)'
      ${IUnknown::Release} $1 ""
    ${EndIf}
    ${IUnknown::Release} $0 ""
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
    !insertmacro Refuse 4 "Program ini memerlukan Windows 64-bit. Windows di komputer ini 32-bit. Tidak ada yang dipasang."
  ${EndIf}
  ${IfNot} ${AtLeastWin10}
    !insertmacro Refuse 4 "Program ini memerlukan Windows 10 versi 1809 atau yang lebih baru. Tidak ada yang dipasang."
  ${EndIf}
  ReadRegStr $0 HKLM "SOFTWARE\Microsoft\Windows NT\CurrentVersion" "CurrentBuildNumber"
  ${If} $0 < ${OLDEST_BUILD}
    !insertmacro Refuse 4 "Program ini memerlukan Windows 10 versi 1809 atau yang lebih baru. Perbarui Windows di komputer ini lebih dahulu. Tidak ada yang dipasang."
  ${EndIf}
  SetShellVarContext current
  StrCpy $IsNew 1
  ${If} ${FileExists} "$INSTDIR\versi.txt"
    StrCpy $IsNew 0
  ${EndIf}
FunctionEnd

; Reads into $Current which folder is in use.
Function ReadCurrent
  StrCpy $Current ""
  ClearErrors
  FileOpen $0 "$INSTDIR\versi.txt" r
  ${IfNot} ${Errors}
    FileRead $0 $Current
    FileClose $0
    ${Do}
      StrCpy $1 $Current 1 -1
      ${If} $1 != "$\r"
      ${AndIf} $1 != "$\n"
        ${Break}
      ${EndIf}
      StrCpy $Current $Current -1
    ${Loop}
  ${EndIf}
FunctionEnd

; Removes every version but the one in $Folder; only what has this program in it is a version.
Function RemoveOthers
  FindFirst $0 $1 "$INSTDIR\*"
  ${DoWhile} $1 != ""
    ${If} $1 != $Folder
    ${AndIf} ${FileExists} "$INSTDIR\$1\berkas.txt"
      RMDir /r "$INSTDIR\$1"
    ${EndIf}
    FindNext $0 $1
  ${Loop}
  FindClose $0
FunctionEnd

Section "install"
  !insertmacro EnsureClosed "${APP}.exe"
  !insertmacro EnsureClosed "buku.exe"
  Call ReadCurrent
  ; A copy of the book before a newer program sees it; what is in its way is said by the program.
  ${If} ${FileExists} "${BOOKS}\buku.db"
  ${AndIf} ${FileExists} "$INSTDIR\buku.exe"
    DetailPrint "Mencadangkan buku sebelum program diperbarui"
    nsExec::ExecToLog '"$INSTDIR\buku.exe" cadangkan --buku "${BOOKS}\buku.db" --ke "${BOOKS}\cadangan"'
    Pop $1
    ${If} $1 != 0
      MessageBox MB_YESNO|MB_ICONEXCLAMATION "Buku tidak dapat dicadangkan sebelum program diperbarui. Buku itu sendiri tidak berubah. Tetap perbarui program?" /SD IDYES IDYES +3
      SetErrorLevel 6
      Quit
    ${EndIf}
  ${EndIf}
  ; The same version again goes into a folder of its own, too: the one in use is never written to.
  StrCpy $Folder "${VERSION}"
  ${If} $Current == $Folder
    StrCpy $Folder "${VERSION}-2"
  ${EndIf}
  RMDir /r "$INSTDIR\$Folder"
  SetOutPath "$INSTDIR\$Folder"
  ClearErrors
  File /r "${SOURCE}\${VERSION}\*.*"
  SetOutPath "$INSTDIR\baru"
  File "${SOURCE}\${APP}.exe"
  File "${SOURCE}\buku.exe"
  FileOpen $0 "$INSTDIR\baru\versi.txt" w
  FileWrite $0 "$Folder$\r$\n"
  FileClose $0
  ${If} ${Errors}
    !insertmacro Refuse 6 "Berkas program tidak dapat ditulis seluruhnya. Kosongkan ruang pada cakram, lalu pasang lagi. Versi yang ada sebelumnya, bila ada, tetap dipakai."
  ${EndIf}
  SetOutPath "$INSTDIR"
  ; Both programs start whatever folder versi.txt names, the older ones too.
  !insertmacro Exchange "$INSTDIR\baru\versi.txt" "$INSTDIR\versi.txt"
  !insertmacro Exchange "$INSTDIR\baru\${APP}.exe" "$INSTDIR\${APP}.exe"
  !insertmacro Exchange "$INSTDIR\baru\buku.exe" "$INSTDIR\buku.exe"
  RMDir "$INSTDIR\baru"
  Call RemoveOthers
  WriteUninstaller "$INSTDIR\${REMOVER}"
  CreateShortcut "$SMPROGRAMS\${APP}.lnk" "$INSTDIR\${APP}.exe" "" "$INSTDIR\${APP}.exe" 0
  !insertmacro MarkShortcut "$SMPROGRAMS\${APP}.lnk"
  WriteRegStr HKCU "${KEY}" "DisplayName" "${APP}"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\${APP}.exe"
  WriteRegStr HKCU "${KEY}" "Publisher" "Disdukcapil"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\${REMOVER}"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\${REMOVER}" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" "$0"
  ; A double click looks into a backup; it changes neither the backup nor the book.
  WriteRegStr HKCU "Software\Classes\.cadangan" "" "${PROGID}"
  WriteRegStr HKCU "Software\Classes\${PROGID}" "" "Cadangan ${APP}"
  WriteRegStr HKCU "Software\Classes\${PROGID}\DefaultIcon" "" "$INSTDIR\${APP}.exe,0"
  WriteRegStr HKCU "Software\Classes\${PROGID}\shell\open\command" "" '"$INSTDIR\${APP}.exe" --lihat "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  ${If} ${Silent}
  ${AndIf} $IsNew = 1
    ${GetParameters} $0
    ClearErrors
    ${GetOptions} $0 "/TANPAIKON" $1
    ${If} ${Errors}
      Call MakeDesktopIcon
    ${EndIf}
  ${EndIf}
SectionEnd

Function MakeDesktopIcon
  CreateShortcut "$DESKTOP\${APP}.lnk" "$INSTDIR\${APP}.exe" "" "$INSTDIR\${APP}.exe" 0
  !insertmacro MarkShortcut "$DESKTOP\${APP}.lnk"
FunctionEnd

Function OpenProgram
  Exec '"$INSTDIR\${APP}.exe"'
FunctionEnd

; Who renews the program has chosen before whether there is an icon on the desktop.
Function FinishShown
  ${If} $IsNew = 0
  ${AndIfNot} ${FileExists} "$DESKTOP\${APP}.lnk"
    SendMessage $mui.FinishPage.ShowReadme ${BM_SETCHECK} ${BST_UNCHECKED} 0
  ${EndIf}
FunctionEnd

Function un.onInit
  SetShellVarContext current
FunctionEnd

Section "Uninstall"
  !insertmacro EnsureClosed "${APP}.exe"
  !insertmacro EnsureClosed "buku.exe"
  FindFirst $0 $1 "$INSTDIR\*"
  ${DoWhile} $1 != ""
    ${If} ${FileExists} "$INSTDIR\$1\berkas.txt"
      RMDir /r "$INSTDIR\$1"
    ${EndIf}
    FindNext $0 $1
  ${Loop}
  FindClose $0
  Delete "$INSTDIR\versi.txt"
  Delete "$INSTDIR\${APP}.exe"
  Delete "$INSTDIR\buku.exe"
  Delete "$INSTDIR\${REMOVER}"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${APP}.lnk"
  Delete "$DESKTOP\${APP}.lnk"
  DeleteRegKey HKCU "${KEY}"
  ReadRegStr $0 HKCU "Software\Classes\.cadangan" ""
  ${If} $0 == "${PROGID}"
    DeleteRegKey HKCU "Software\Classes\.cadangan"
  ${EndIf}
  DeleteRegKey HKCU "Software\Classes\${PROGID}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
