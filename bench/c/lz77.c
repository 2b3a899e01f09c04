/* Plain LZ77 with DIRECT2 encoding, both ways, with the search that ropwire has: chains by a hash, sixteen tries. */
#include <string.h>
#include "bench.h"

enum { MIN_MATCH = 3, MAX_MATCH = 0xffff + MIN_MATCH, WINDOW = 8192, HASH_BITS = 13, MAX_TRIES = 16 };

static void put32(uint8_t *b, uint32_t v) { memcpy(b, &v, 4); }

size_t decompress(Slice input, uint8_t *output, size_t size) {
  const uint8_t *b = input.bytes;
  size_t read = 0, written = 0, end = input.length, nibbles = 0;
  uint32_t mask = 0;
  int bits = 0;
  while (written < size) {
    if (bits == 0) {
      if (read + 4 > end) return 0;
      memcpy(&mask, b + read, 4);
      read += 4;
      bits = 32;
    }
    int is_match = mask >> 31;
    mask <<= 1;
    bits--;
    if (!is_match) {
      if (read == end) return 0;
      output[written++] = b[read++];
      continue;
    }
    if (read + 2 > end) return 0;
    uint32_t match = b[read] | (uint32_t)b[read + 1] << 8;
    size_t length = match & 7, offset = (match >> 3) + 1;
    read += 2;
    if (length == 7) {
      size_t nibble;
      if (nibbles == 0) {
        if (read == end) return 0;
        nibbles = read++;
        nibble = b[nibbles] & 15;
      } else {
        nibble = b[nibbles] >> 4;
        nibbles = 0;
      }
      length += nibble;
      if (nibble == 15) {
        if (read == end) return 0;
        size_t byte = b[read++];
        length += byte;
        if (byte == 255) {
          if (read + 2 > end) return 0;
          length = b[read] | (size_t)b[read + 1] << 8;
          read += 2;
          if (length < 22) return 0;
        }
      }
    }
    length += MIN_MATCH;
    if (offset > written || written + length > size) return 0;
    for (const uint8_t *from = output + written - offset; length > 0; length--) output[written++] = *from++;
  }
  return written;
}

typedef struct { int32_t latest[1 << HASH_BITS]; int32_t previous[WINDOW]; } Matches;

static int32_t add(Matches *m, const uint8_t *b, size_t size, size_t pos) {
  if (pos + MIN_MATCH > size) return -1;
  uint32_t bytes = b[pos] | (uint32_t)b[pos + 1] << 8 | (uint32_t)b[pos + 2] << 16;
  uint32_t hash = (bytes * 0x9e3779b1u) >> (32 - HASH_BITS);
  int32_t latest = m->latest[hash];
  m->previous[pos & (WINDOW - 1)] = latest;
  m->latest[hash] = (int32_t)pos + 1;
  return latest - 1;
}

size_t compress(Slice input, uint8_t *output) {
  const uint8_t *b = input.bytes;
  size_t size = input.length, pos = 0, mask_at = 0, written = 4, nibbles = 0;
  uint32_t mask = 0;
  int bits = 0;
  Matches m;
  memset(&m, 0, sizeof m);
  while (pos < size) {
    if (written >= size) return 0;
    if (bits == 32) {
      put32(output + mask_at, mask);
      mask_at = written;
      written += 4;
      bits = 0;
    }
    bits++;
    size_t longest = size - pos < MAX_MATCH ? size - pos : MAX_MATCH, length = 0, offset = 0;
    int32_t oldest = pos > WINDOW ? (int32_t)(pos - WINDOW) : 0, candidate = add(&m, b, size, pos);
    for (int tries = MAX_TRIES; tries > 0 && candidate >= oldest && length < longest; tries--) {
      if (b[candidate + length] == b[pos + length]) {
        size_t same = 0;
        while (same < longest && b[candidate + same] == b[pos + same]) same++;
        if (same > length) { length = same; offset = pos - (size_t)candidate; }
      }
      candidate = m.previous[candidate & (WINDOW - 1)] - 1;
    }
    if (length < MIN_MATCH) {
      mask <<= 1;
      output[written++] = b[pos++];
      continue;
    }
    mask = mask << 1 | 1;
    size_t rest = length - MIN_MATCH;
    uint32_t match = (uint32_t)(offset - 1) << 3 | (rest < 7 ? (uint32_t)rest : 7);
    output[written++] = (uint8_t)match;
    output[written++] = (uint8_t)(match >> 8);
    if (rest >= 7) {
      size_t nibble = rest - 7 < 15 ? rest - 7 : 15;
      if (nibbles == 0) { nibbles = written; output[written++] = (uint8_t)nibble; }
      else { output[nibbles] |= (uint8_t)(nibble << 4); nibbles = 0; }
      if (nibble == 15) {
        size_t byte = rest - 22 < 255 ? rest - 22 : 255;
        output[written++] = (uint8_t)byte;
        if (byte == 255) { output[written++] = (uint8_t)rest; output[written++] = (uint8_t)(rest >> 8); }
      }
    }
    size_t next = pos + length;
    while (++pos < next) add(&m, b, size, pos);
  }
  if (bits == 32) {
    put32(output + mask_at, mask);
    mask_at = written;
    written += 4;
    bits = 0;
  }
  put32(output + mask_at, bits == 0 ? 0xffffffffu : mask << (32 - bits) | 0xffffffffu >> bits);
  return written < size ? written : 0;
}

void xor_bytes(Slice input, uint8_t *output) {
  for (size_t i = 0; i < input.length; i++) output[i] = input.bytes[i] ^ 0xa5;
}
