/* bench WORK FILE: answers each line of its input with one line.
   MILLISECONDS: does the work for the inputs in the file in turn for so long; nanoseconds per run.
   check: what comes out of each input, as a number. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "bench.h"

static Arena arena;
static uint8_t *output;
static size_t output_size;

static uint64_t sum_output(size_t length) {
  uint64_t sum = length;
  for (size_t i = 0; i < length; i++) sum = sum * 31 + output[i];
  return sum;
}

static uint64_t work(const char *name, Slice input, int check) {
  switch (name[0]) {
    case 'd': {
      void *responses = decode(input, &arena);
      return !responses ? 0 : check ? checksum(responses) : (uint64_t)(uintptr_t)responses;
    }
    case 's': return skip(input);
    case 'r': return skip_rows(input);
    case 'x': xor_bytes(input, output); return check ? sum_output(input.length) : output[input.length / 2] + 1u;
    case 'u': {
      size_t size = decompress(input, output, output_size);
      return check ? sum_output(size) : size;
    }
    case 'c': {
      size_t size = compress(input, output);
      if (!check) return size;
      Slice made = {memcpy(malloc(size), output, size), size};
      return sum_output(decompress(made, output, input.length));
    }
    default: return 0;
  }
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static volatile uint64_t kept;

static double measure(const char *name, const Slice *inputs, uint32_t count, double nanoseconds) {
  double started = now(), elapsed;
  uint64_t runs = 0;
  do {
    for (uint32_t i = 0; i < count; i++) kept = work(name, inputs[i], 0);
    runs += count;
    elapsed = now() - started;
  } while (elapsed < nanoseconds);
  return elapsed / (double)runs;
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  FILE *file = fopen(argv[2], "rb");
  uint32_t head[2];
  if (!file || fread(head, 4, 2, file) != 2) return 1;
  uint32_t count = head[0];
  output_size = head[1];
  Slice *inputs = calloc(count, sizeof *inputs);
  arena.size = 1 << 22;
  arena.base = malloc(arena.size);
  output = malloc(1 << 20);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t length;
    if (fread(&length, 4, 1, file) != 1) return 1;
    uint8_t *bytes = malloc(length);
    if (fread(bytes, 1, length, file) != length) return 1;
    inputs[i] = (Slice){bytes, length};
  }
  char line[32];
  while (fgets(line, sizeof line, stdin)) {
    if (strcmp(line, "check\n") == 0) {
      for (uint32_t i = 0; i < count; i++) printf("%llu ", (unsigned long long)work(argv[1], inputs[i], 1));
    } else {
      double milliseconds = atof(line);
      measure(argv[1], inputs, count, milliseconds * 0.25e6);
      printf("%.3f", measure(argv[1], inputs, count, milliseconds * 1e6));
    }
    puts("");
    fflush(stdout);
  }
  return 0;
}
