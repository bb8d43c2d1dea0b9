// deflateInit2 and inflateInit2 are macros, which Swift does not import.
#pragma once
#include <zlib.h>

static inline int motcua_gzip_begin(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

static inline int motcua_gunzip_begin(z_stream *stream) { return inflateInit2(stream, 15 + 16); }
