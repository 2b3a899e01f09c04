/* What the parts of the C side of the benchmark share. */
#ifndef BENCH_H
#define BENCH_H
#include <stddef.h>
#include <stdint.h>

typedef struct { uint8_t *base; size_t size, used; } Arena;
typedef struct { const uint8_t *bytes; size_t length; } Slice;

static inline void *take(Arena *arena, size_t length) {
  size_t at = (arena->used + 7) & ~(size_t)7;
  if (at + length > arena->size) return NULL;
  arena->used = at + length;
  return arena->base + at;
}

/* Fill structs in the arena with copies of all strings and bytes; the sum of all numbers and characters, or 0 for malformed. */
void *decode(Slice input, Arena *arena);
uint64_t checksum(const void *responses);
/* The SessionIndex of the RopPending at the end, plus one, without making anything; 0 for malformed. */
uint64_t skip(Slice input);
uint64_t skip_rows(Slice input);

size_t decompress(Slice input, uint8_t *output, size_t size);
size_t compress(Slice input, uint8_t *output);
void xor_bytes(Slice input, uint8_t *output);
#endif
