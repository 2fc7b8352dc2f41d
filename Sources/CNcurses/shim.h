// What Swift cannot import from ncurses by itself, each as a static inline function.
#pragma once
#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <wchar.h>

// POSIX; glibc shows it under _XOPEN_SOURCE only, which Swift's own import of glibc leaves out.
extern int wcwidth(wchar_t c);
