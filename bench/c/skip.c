/* Walking over responses without making anything. */
#include <string.h>
#include "bench.h"

static uint16_t u16(const uint8_t *b) { uint16_t v; memcpy(&v, b, 2); return v; }
static uint32_t u32(const uint8_t *b) { uint32_t v; memcpy(&v, b, 4); return v; }

static size_t skip_utf16z(const uint8_t *b, size_t p, size_t end) {
  for (; p + 1 < end; p += 2) if ((b[p] | b[p + 1]) == 0) return p + 2;
  return end + 1;
}
static size_t skip_bytez(const uint8_t *b, size_t p, size_t end) {
  const uint8_t *found = p < end ? memchr(b + p, 0, end - p) : NULL;
  return found ? (size_t)(found - b) + 1 : end + 1;
}

static size_t skip_notification(const uint8_t *b, size_t p, size_t end) {
  if (p + 8 > end) return end + 1;
  uint16_t flags = u16(b + p + 6);
  p += 8;
  switch (flags & 0xfff) {
    case 0x02:
      if (p + 21 > end) return end + 1;
      return b[p + 20] ? skip_utf16z(b, p + 21, end) : skip_bytez(b, p + 21, end);
    case 0x10:
      if (p + 18 > end) return end + 1;
      return p + 18 + 4 * (size_t)u16(b + p + 16);
    case 0x100:
      if (p + 2 > end) return end + 1;
      switch (u16(b + p)) {
        case 1: return p + 2;
        case 4: return p + 22;
        default:
          if (p + 44 > end) return end + 1;
          return p + 44 + u16(b + p + 42);
      }
    default: return end + 1;
  }
}

uint64_t skip(Slice input) {
  const uint8_t *b = input.bytes;
  size_t p = 0, end = input.length;
  uint64_t session = 0;
  while (p < end) {
    switch (b[p]) {
      case 0x2a: p = skip_notification(b, p, end); break;
      case 0x6e:
        if (p + 3 > end) return 0;
        session = (uint64_t)u16(b + p + 1) + 1;
        p += 3;
        break;
      case 0x02: p += 6; break;
      case 0x0a:
        if (p + 8 > end) return 0;
        p += u32(b + p + 2) == 0 ? 8 + 10 * (size_t)u16(b + p + 6) : 6;
        break;
      case 0x0c:
        if (p + 6 > end) return 0;
        p += u32(b + p + 2) == 0 ? 15 : 6;
        break;
      case 0x12:
        if (p + 6 > end) return 0;
        p += u32(b + p + 2) == 0 ? 7 : 6;
        break;
      default: return 0;
    }
    if (p > end) return 0;
  }
  return session;
}

uint64_t skip_rows(Slice input) {
  static const uint16_t columns[] = {0x14, 0x03, 0x0b, 0x40, 0x1f, 0x1f, 0x1e, 0x102, 0x48};
  const uint8_t *b = input.bytes;
  size_t end = input.length, p = 9;
  if (end < 9 || b[0] != 0x15) return 0;
  for (uint32_t count = u16(b + 7); count > 0; count--) {
    p++;
    for (size_t c = 0; c < sizeof columns / sizeof *columns && p <= end; c++) {
      switch (columns[c]) {
        case 0x03: p += 4; break;
        case 0x0b: p += 1; break;
        case 0x14: case 0x40: p += 8; break;
        case 0x1e: p = skip_bytez(b, p, end); break;
        case 0x1f: p = skip_utf16z(b, p, end); break;
        case 0x48: p += 16; break;
        case 0x102:
          if (p + 2 > end) return 0;
          p += 2 + (size_t)u16(b + p);
          break;
        default: return 0;
      }
    }
    if (p > end) return 0;
  }
  return p;
}
