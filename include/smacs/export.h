/* What stands around the declarations of every public header: C linkage for C++, and, where the library is built as a
 * shared one, visibility, which is hidden for all else. */
#ifndef SMACS_EXPORT_H
#define SMACS_EXPORT_H

#ifdef __cplusplus
#define SMACS_C_BEGIN extern "C" {
#define SMACS_C_END }
#else
#define SMACS_C_BEGIN
#define SMACS_C_END
#endif

#if defined(__GNUC__)
#define SMACS_API_BEGIN _Pragma("GCC visibility push(default)") SMACS_C_BEGIN
#define SMACS_API_END SMACS_C_END _Pragma("GCC visibility pop")
#else
#define SMACS_API_BEGIN SMACS_C_BEGIN
#define SMACS_API_END SMACS_C_END
#endif

#endif
