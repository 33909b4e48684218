/* bcryptprimitives.dll for trying under Wine 8, which has none; Windows 10 has its own.
 *
 * cryptography asks it for random numbers; Wine's own give them under another name.
 */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

BOOL WINAPI DllMainCRTStartup(HINSTANCE a, DWORD b, LPVOID c) { (void)a; (void)b; (void)c; return TRUE; }
__declspec(dllexport) BOOL ProcessPrng(PBYTE data, SIZE_T length)
{
    return SystemFunction036(data, (ULONG)length);
}
