/* Start evaldesk: load the Python that lies beside this program and run "python -m evaldesk ARGUMENTS".

   Compiled twice: evaldesk.exe has no console; with -DCONSOLE, evaldesk-cli.exe has one and speaks to it. */
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

#define LONGEST 32767 /* what Windows allows for a path */

typedef int (*py_main_t)(int, wchar_t **);

static int fail(const wchar_t *sentence)
{
#ifdef CONSOLE
    DWORD written;
    WriteConsoleW(GetStdHandle(STD_ERROR_HANDLE), sentence, (DWORD)wcslen(sentence), &written, NULL);
#else
    MessageBoxW(NULL, sentence, L"evaldesk", MB_ICONERROR);
#endif
    return 3;
}

static int run(int count, wchar_t **given)
{
    static wchar_t path[LONGEST + 16];
    DWORD length = GetModuleFileNameW(NULL, path, LONGEST);
    wchar_t *name = wcsrchr(path, L'\\');
    if (!length || length >= LONGEST || !name)
        return fail(L"无法确定程序所在的文件夹，请把程序安装到较短的路径。");
    wcscpy(name + 1, L"python311.dll");

    SetDllDirectoryW(L"");                                 /* nothing is ever loaded from the current folder */
    CreateMutexW(NULL, FALSE, L"Local\\evaldesk-running"); /* the setup looks for it before it replaces files */

    HMODULE python = LoadLibraryExW(path, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    py_main_t py_main = python ? (py_main_t)(void *)GetProcAddress(python, "Py_Main") : NULL;
    wchar_t **words = calloc((size_t)count + 8, sizeof *words);
    if (!py_main || !words)
        return fail(L"程序文件不完整（python311.dll），请重新安装。您的表单文件不受影响。");

    /* -I: no variable or folder of the user leads Python astray; -B: nothing is written into the program folder. */
    static wchar_t *const fixed[] = {L"-I", L"-B", L"-X", L"utf8", L"-m", L"evaldesk"};
    int filled = 0;
    words[filled++] = given[0];
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        words[filled++] = fixed[i];
    for (int i = 1; i < count; i++)
        words[filled++] = given[i];
    int code = py_main(filled, words);
#ifndef CONSOLE
    if (code == 1 && count <= 2) /* without a command, 1 means that Python itself gave up: nobody would see why */
        fail(L"程序没能启动，可能缺少文件。请重新安装；您的表单文件不受影响。");
#endif
    return code;
}

#ifdef CONSOLE
int wmain(int count, wchar_t **given)
{
    return run(count, given);
}
#else
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE previous, PWSTR line, int show)
{
    (void)instance, (void)previous, (void)line, (void)show;
    return run(__argc, __wargv);
}
#endif
