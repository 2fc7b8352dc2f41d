// What Swift cannot import from ncurses by itself: macros, globals that strict concurrency
// refuses, and functions that take them. Nothing here decides anything.
#pragma once
#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <wchar.h>

// In glibc, but shown under feature macros that Swift's own import of it does not set.
extern int wcwidth(wchar_t c);
extern int memfd_create(const char *name, unsigned int flags);
extern int pipe2(int ends[2], int flags);

static const attr_t HABITER_BOLD = A_BOLD;
static const attr_t HABITER_DIM = A_DIM;
static const attr_t HABITER_REVERSE = A_REVERSE;
static const attr_t HABITER_UNDERLINE = A_UNDERLINE;

static inline int habiter_function_key(int number) { return KEY_F(number); }

static inline int habiter_rows(void) { return LINES; }
static inline int habiter_columns(void) { return COLS; }
static inline int habiter_colors(void) { return COLORS; }

// One cell of a row: the characters are a base and its combining marks, ended by a zero.
static inline int habiter_set_cell(cchar_t *cell, const wchar_t *text, attr_t look, int pair) {
  return setcchar(cell, text, look, (short)pair, &pair);
}

static inline int habiter_put_row(int row, const cchar_t *cells, int count) {
  return mvwadd_wchnstr(stdscr, row, 0, cells, count);
}

static inline int habiter_move(int row, int column) { return wmove(stdscr, row, column); }
static inline int habiter_erase(void) { return werase(stdscr); }

// Makes the next refresh paint every cell, whatever the terminal is believed to show.
static inline int habiter_distrust_screen(void) { return clearok(stdscr, TRUE); }

static inline int habiter_refresh(void) {
  wnoutrefresh(stdscr);
  return doupdate();
}

// A terminfo string of the current terminal, or null when it has none.
static inline const char *habiter_capability(const char *name) {
  const char *text = tigetstr(name);
  return text == (const char *)-1 ? 0 : text;
}
