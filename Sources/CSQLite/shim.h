// Swift imports neither cast macros nor variadic functions of sqlite3.h.
#pragma once
#include <sqlite3.h>

static inline sqlite3_destructor_type motcua_sqlite_transient(void) { return SQLITE_TRANSIENT; }
static inline int motcua_sqlite_config_multithread(void) { return sqlite3_config(SQLITE_CONFIG_MULTITHREAD); }
static inline int motcua_sqlite_config_memstatus_off(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
static inline int motcua_sqlite_db_config(sqlite3 *db, int option, int on) { return sqlite3_db_config(db, option, on, (int *)0); }
