// Swift imports the symbol's modules as a tuple of tuples; this reads one.
#pragma once
#include <zint.h>

static inline int motcua_zint_module(const struct zint_symbol *symbol, int row, int column) {
  return (symbol->encoded_data[row][column >> 3] >> (column & 7)) & 1;
}
