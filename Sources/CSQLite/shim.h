#pragma once
#include <sqlite3.h>

// What Swift cannot import from sqlite3.h: SQLITE_TRANSIENT is a cast, sqlite3_db_config takes
// variadic arguments.

static inline int habiter_bind_text(sqlite3_stmt *statement, int index, const char *text,
                                    sqlite3_uint64 length) {
  return sqlite3_bind_text64(statement, index, text, length, SQLITE_TRANSIENT, SQLITE_UTF8);
}

// An empty Swift array may have no address, and a NULL address would bind NULL: bind "no bytes".
static inline int habiter_bind_blob(sqlite3_stmt *statement, int index, const void *bytes,
                                    sqlite3_uint64 length) {
  if (length == 0) return sqlite3_bind_zeroblob(statement, index, 0);
  return sqlite3_bind_blob64(statement, index, bytes, length, SQLITE_TRANSIENT);
}

static inline int habiter_configure(sqlite3 *database, int option, int value) {
  return sqlite3_db_config(database, option, value, (int *)0);
}
