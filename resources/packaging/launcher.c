/* Starts the program of the newest folder beside it, and says so when a part of that is gone.
 *
 * versi.txt beside it names the folder. Only that file is exchanged when the program is renewed, in
 * one step of the file system: whatever happens in between, one whole version can be started.
 * berkas.txt in the folder lists what has to be there; virus scanners take single files away.
 *
 * -DWINDOWED: with a window, else for a console. -DPLAIN: Python itself, for the tests.
 */
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>
#include <shobjidl.h>

#define LONG 32768
/* The program has ended before it could say why, see launch.py. */
#define UNTOLD 70

typedef int (*py_main_t)(int, wchar_t **);

static int fail(const wchar_t *what, const wchar_t *name)
{
    static wchar_t text[LONG + 512];
    _snwprintf(text, LONG + 511,
               L"Buku Pengaduan tidak dapat dimulai.\n\n%ls%ls\n\nPasang ulang program ini. "
               L"Bila terulang, mintalah petugas TI memeriksa karantina pemindai virus. "
               L"Buku dan cadangan tidak tersentuh.", what, name);
#ifdef WINDOWED
    MessageBoxW(NULL, text, L"Buku Pengaduan", MB_ICONERROR | MB_OK);
#else
    fwprintf(stderr, L"%ls\n", text);
#endif
    return 3;
}

/* Reads the first line of a file in ASCII. */
static int read_line(FILE *file, wchar_t *line, int size)
{
    int n = 0, c;
    while ((c = fgetc(file)) != EOF && c != '\n')
        if (c != '\r' && n < size - 1)
            line[n++] = (wchar_t)c;
    line[n] = 0;
    return n > 0 || c != EOF;
}

static int read_version(const wchar_t *home, wchar_t *version, int size)
{
    static wchar_t path[LONG];
    _snwprintf(path, LONG - 1, L"%ls\\versi.txt", home);
    FILE *file = _wfopen(path, L"rb");
    if (!file)
        return 0;
    int is_read = read_line(file, version, size);
    fclose(file);
    return is_read && version[0] && !wcspbrk(version, L"\\/:");
}

/* Returns whether every file of berkas.txt is there; names the first that is not. */
static int is_whole(const wchar_t *folder, wchar_t *missing, int size)
{
    static wchar_t path[LONG];
    _snwprintf(path, LONG - 1, L"%ls\\berkas.txt", folder);
    FILE *file = _wfopen(path, L"rb");
    if (!file) {
        wcsncpy(missing, L"berkas.txt", size - 1);
        return 0;
    }
    while (read_line(file, missing, size)) {
        _snwprintf(path, LONG - 1, L"%ls\\%ls", folder, missing);
        if (missing[0] && GetFileAttributesW(path) == INVALID_FILE_ATTRIBUTES) {
            fclose(file);
            return 0;
        }
    }
    fclose(file);
    return 1;
}

/* Loads the one python3xx.dll of the folder; python3.dll only hands on to it. */
static HMODULE load_python(const wchar_t *folder)
{
    static wchar_t path[LONG];
    WIN32_FIND_DATAW found;
    HMODULE dll = NULL;
    _snwprintf(path, LONG - 1, L"%ls\\python3*.dll", folder);
    HANDLE search = FindFirstFileW(path, &found);
    if (search == INVALID_HANDLE_VALUE)
        return NULL;
    do {
        if (wcslen(found.cFileName) > wcslen(L"python3.dll")) {
            _snwprintf(path, LONG - 1, L"%ls\\%ls", folder, found.cFileName);
            dll = LoadLibraryExW(path, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
        }
    } while (!dll && FindNextFileW(search, &found));
    FindClose(search);
    return dll;
}

static int start(int argc, wchar_t **argv)
{
    static wchar_t home[LONG], folder[LONG], version[64], missing[260], script[LONG];
    DWORD n = GetModuleFileNameW(NULL, home, LONG - 1);
    wchar_t *slash = wcsrchr(home, L'\\');
    if (n == 0 || n >= LONG - 1 || !slash)
        return fail(L"Folder program tidak ditemukan.", L"");
    *slash = 0;
    if (!read_version(home, version, 64))
        return fail(L"Berkas ini hilang atau tidak terbaca: ", L"versi.txt");
    _snwprintf(folder, LONG - 1, L"%ls\\%ls", home, version);
    if (!is_whole(folder, missing, 260))
        return fail(L"Berkas ini hilang: ", missing);
    /* No python3xx.dll of another place, and no window of the system about a missing one. */
    SetDllDirectoryW(L"");
    SetErrorMode(SEM_FAILCRITICALERRORS);
    /* One icon of its own on the task bar, the one that was pinned there. */
    SetCurrentProcessExplicitAppUserModelID(APP_ID);
    HMODULE dll = load_python(folder);
    if (!dll)
        return fail(L"Berkas ini tidak dapat dibuka: ", L"python3xx.dll");
    py_main_t py_main = (py_main_t)(void *)GetProcAddress(dll, "Py_Main");
    if (!py_main)
        return fail(L"Berkas ini rusak: ", L"python3xx.dll");
#ifdef PLAIN
    (void)script;
    return py_main(argc, argv);
#else
    _snwprintf(script, LONG - 1, L"%ls\\program\\launch.pyc", folder);
    wchar_t **args = calloc(argc + 2, sizeof *args);
    if (!args)
        return fail(L"Memori komputer habis.", L"");
    args[0] = argv[0];
    args[1] = script;
    for (int i = 1; i < argc; i++)
        args[i + 1] = argv[i];
    int code = py_main(argc + 1, args);
    if (code == UNTOLD)
        return fail(L"Sebagian program tidak dapat dibuka; rinciannya ada di berkas log.", L"");
    return code;
#endif
}

#ifdef WINDOWED
int WINAPI wWinMain(HINSTANCE a, HINSTANCE b, PWSTR c, int d)
{
    (void)a; (void)b; (void)c; (void)d;
    return start(__argc, __wargv);
}
#else
int wmain(int argc, wchar_t **argv) { return start(argc, argv); }
#endif
