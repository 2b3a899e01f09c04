/* Responses into structs: every field, strings and bytes copied into an arena. */
#include <string.h>
#include "bench.h"

typedef struct { uint16_t *text; uint32_t length; } Utf16;
typedef struct { uint8_t *bytes; uint32_t length; } Bytes;
typedef struct { uint16_t index; uint32_t property_tag, error_code; } Problem;
typedef struct { uint32_t type; union { int64_t number; Utf16 utf16; Bytes bytes; } as; } Value;
typedef struct { uint8_t flag; uint32_t count; Value *values; } Row;
typedef struct {
  uint16_t flags, event;
  uint8_t unicode;
  uint64_t folder_id, message_id, after_folder_id, after_message_id;
  uint32_t message_flags, instance, after_instance, tag_count;
  uint32_t *tags;
  Utf16 wide;
  Bytes narrow, row;
} Notification;
typedef struct Response {
  uint8_t rop_id, handle_index, other_handle_index, status;
  uint16_t session_index;
  uint32_t return_value, notification_handle, count;
  uint64_t message_id;
  uint8_t logon_id;
  union { Problem *problems; Row *rows; Notification *notification; } with;
} Response;
typedef struct { uint32_t count; Response *items; } Responses;

typedef struct { const uint8_t *b; size_t p, end; Arena *arena; } Reader;

static uint16_t u16(const uint8_t *b) { uint16_t v; memcpy(&v, b, 2); return v; }
static uint32_t u32(const uint8_t *b) { uint32_t v; memcpy(&v, b, 4); return v; }
static uint64_t u64(const uint8_t *b) { uint64_t v; memcpy(&v, b, 8); return v; }

#define NEED(n) do { if (r->p + (n) > r->end) return 0; } while (0)

static int utf16z(Reader *r, Utf16 *text) {
  size_t at = r->p;
  while (at + 1 < r->end && (r->b[at] | r->b[at + 1])) at += 2;
  if (at + 1 >= r->end) return 0;
  size_t length = at - r->p;
  if (!(text->text = take(r->arena, length + 2))) return 0;
  memcpy(text->text, r->b + r->p, length + 2);
  text->length = (uint32_t)(length / 2);
  r->p = at + 2;
  return 1;
}

static int bytez(Reader *r, Bytes *text) {
  const uint8_t *end = memchr(r->b + r->p, 0, r->end - r->p);
  if (!end) return 0;
  size_t length = (size_t)(end - (r->b + r->p));
  if (!(text->bytes = take(r->arena, length + 1))) return 0;
  memcpy(text->bytes, r->b + r->p, length + 1);
  text->length = (uint32_t)length;
  r->p += length + 1;
  return 1;
}

static int bytes(Reader *r, Bytes *to, size_t length) {
  NEED(length);
  if (!(to->bytes = take(r->arena, length))) return 0;
  memcpy(to->bytes, r->b + r->p, length);
  to->length = (uint32_t)length;
  r->p += length;
  return 1;
}

static int notify(Reader *r, Response *one) {
  NEED(8);
  one->notification_handle = u32(r->b + r->p + 1);
  one->logon_id = r->b[r->p + 5];
  Notification *n = one->with.notification = take(r->arena, sizeof *n);
  if (!n) return 0;
  n->flags = u16(r->b + r->p + 6);
  r->p += 8;
  switch (n->flags & 0xfff) {
    case 0x02:
      NEED(21);
      n->folder_id = u64(r->b + r->p);
      n->message_id = u64(r->b + r->p + 8);
      n->message_flags = u32(r->b + r->p + 16);
      n->unicode = r->b[r->p + 20];
      r->p += 21;
      return n->unicode ? utf16z(r, &n->wide) : bytez(r, &n->narrow);
    case 0x10:
      NEED(18);
      n->folder_id = u64(r->b + r->p);
      n->message_id = u64(r->b + r->p + 8);
      n->tag_count = u16(r->b + r->p + 16);
      r->p += 18;
      NEED(4 * (size_t)n->tag_count);
      if (!(n->tags = take(r->arena, 4 * (size_t)n->tag_count))) return 0;
      for (uint32_t i = 0; i < n->tag_count; i++, r->p += 4) n->tags[i] = u32(r->b + r->p);
      return 1;
    case 0x100:
      NEED(2);
      n->event = u16(r->b + r->p);
      r->p += 2;
      if (n->event == 1) return 1;
      NEED(20);
      n->folder_id = u64(r->b + r->p);
      n->message_id = u64(r->b + r->p + 8);
      n->instance = u32(r->b + r->p + 16);
      r->p += 20;
      if (n->event == 4) return 1;
      NEED(22);
      n->after_folder_id = u64(r->b + r->p);
      n->after_message_id = u64(r->b + r->p + 8);
      n->after_instance = u32(r->b + r->p + 16);
      r->p += 22;
      return bytes(r, &n->row, u16(r->b + r->p - 2));
    default:
      return 0;
  }
}

/* The columns of the rows, as a run-time list. */
static const uint16_t COLUMNS[] = {0x14, 0x03, 0x0b, 0x40, 0x1f, 0x1f, 0x1e, 0x102, 0x48};
enum { COLUMN_COUNT = sizeof COLUMNS / sizeof *COLUMNS };

static int value(Reader *r, Value *v, uint16_t type) {
  v->type = type;
  switch (type) {
    case 0x03: NEED(4); v->as.number = (int32_t)u32(r->b + r->p); r->p += 4; return 1;
    case 0x0b: NEED(1); v->as.number = r->b[r->p]; r->p += 1; return 1;
    case 0x14: case 0x40: NEED(8); v->as.number = (int64_t)u64(r->b + r->p); r->p += 8; return 1;
    case 0x1e: return bytez(r, &v->as.bytes);
    case 0x1f: return utf16z(r, &v->as.utf16);
    case 0x48: return bytes(r, &v->as.bytes, 16);
    case 0x102: NEED(2); r->p += 2; return bytes(r, &v->as.bytes, u16(r->b + r->p - 2));
    default: return 0;
  }
}

static int rows(Reader *r, Response *one) {
  NEED(3);
  one->status = r->b[r->p];
  one->count = u16(r->b + r->p + 1);
  r->p += 3;
  NEED(one->count);
  if (!(one->with.rows = take(r->arena, one->count * sizeof(Row)))) return 0;
  for (uint32_t i = 0; i < one->count; i++) {
    Row *row = &one->with.rows[i];
    NEED(1);
    row->flag = r->b[r->p++];
    row->count = COLUMN_COUNT;
    if (row->flag != 0 || !(row->values = take(r->arena, COLUMN_COUNT * sizeof(Value)))) return 0;
    for (uint32_t c = 0; c < COLUMN_COUNT; c++) if (!value(r, &row->values[c], COLUMNS[c])) return 0;
  }
  return 1;
}

static int response(Reader *r, Response *one) {
  NEED(1);
  one->rop_id = r->b[r->p];
  if (one->rop_id == 0x2a) return notify(r, one);
  if (one->rop_id == 0x6e) {
    NEED(3);
    one->session_index = u16(r->b + r->p + 1);
    r->p += 3;
    return 1;
  }
  NEED(6);
  one->handle_index = r->b[r->p + 1];
  one->return_value = u32(r->b + r->p + 2);
  r->p += 6;
  if (one->return_value != 0) return 1;
  switch (one->rop_id) {
    case 0x0a:
      NEED(2);
      one->count = u16(r->b + r->p);
      r->p += 2;
      NEED(10 * (size_t)one->count);
      if (!(one->with.problems = take(r->arena, one->count * sizeof(Problem)))) return 0;
      for (uint32_t i = 0; i < one->count; i++, r->p += 10) {
        const uint8_t *b = r->b + r->p;
        one->with.problems[i] = (Problem){u16(b), u32(b + 2), u32(b + 6)};
      }
      return 1;
    case 0x0c:
      NEED(9);
      one->other_handle_index = r->b[r->p];
      one->message_id = u64(r->b + r->p + 1);
      r->p += 9;
      return 1;
    case 0x12:
      NEED(1);
      one->status = r->b[r->p++];
      return 1;
    case 0x15:
      return rows(r, one);
    default:
      return 0;
  }
}

void *decode(Slice input, Arena *arena) {
  Reader reader = {input.bytes, 0, input.length, arena}, *r = &reader;
  arena->used = 0;
  Responses *all = take(arena, sizeof *all);
  uint32_t room = 16;
  all->count = 0;
  all->items = take(arena, room * sizeof(Response));
  while (r->p < r->end) {
    if (all->count == room) {
      Response *larger = take(arena, 2 * room * sizeof(Response));
      if (!larger) return NULL;
      memcpy(larger, all->items, room * sizeof(Response));
      all->items = larger;
      room *= 2;
    }
    if (!response(r, &all->items[all->count])) return NULL;
    all->count++;
  }
  return all;
}

static uint64_t sum_bytes(Bytes b) {
  uint64_t sum = 0;
  for (uint32_t i = 0; i < b.length; i++) sum += b.bytes[i];
  return sum;
}
static uint64_t sum_utf16(Utf16 t) {
  uint64_t sum = 0;
  for (uint32_t i = 0; i < t.length; i++) sum += t.text[i];
  return sum;
}

static uint64_t sum_notification(const Notification *n) {
  switch (n->flags & 0xfff) {
    case 0x02:
      return n->folder_id + n->message_id + n->message_flags + n->unicode +
             (n->unicode ? sum_utf16(n->wide) : sum_bytes(n->narrow));
    case 0x10: {
      uint64_t sum = n->folder_id + n->message_id;
      for (uint32_t i = 0; i < n->tag_count; i++) sum += n->tags[i];
      return sum;
    }
    default:
      if (n->event == 1) return 0;
      if (n->event == 4) return n->folder_id + n->message_id + n->instance;
      return n->folder_id + n->message_id + n->instance + n->after_folder_id + n->after_message_id +
             n->after_instance + sum_bytes(n->row);
  }
}

uint64_t checksum(const void *responses) {
  const Responses *all = responses;
  uint64_t sum = 0;
  for (uint32_t i = 0; i < all->count; i++) {
    const Response *one = &all->items[i];
    if (one->rop_id == 0x2a) {
      sum += one->notification_handle + one->logon_id + sum_notification(one->with.notification);
      continue;
    }
    if (one->rop_id == 0x6e) { sum += one->session_index; continue; }
    sum += one->handle_index;
    if (one->return_value != 0) continue;
    if (one->rop_id == 0x0c) sum += one->other_handle_index + one->message_id;
    if (one->rop_id == 0x0a)
      for (uint32_t k = 0; k < one->count; k++) {
        const Problem *p = &one->with.problems[k];
        sum += (uint64_t)p->index + p->property_tag + p->error_code;
      }
    if (one->rop_id == 0x15)
      for (uint32_t k = 0; k < one->count; k++)
        for (uint32_t c = 0; c < one->with.rows[k].count; c++) {
          const Value *v = &one->with.rows[k].values[c];
          sum += v->type == 0x1f ? sum_utf16(v->as.utf16)
               : v->type == 0x1e || v->type == 0x48 || v->type == 0x102 ? sum_bytes(v->as.bytes)
               : (uint64_t)v->as.number;
        }
  }
  return sum;
}
