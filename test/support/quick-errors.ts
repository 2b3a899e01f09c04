/** Thousands of expected errors: their stacks, which nobody reads and the test runner maps to sources, are left out. */
import { afterAll, beforeAll } from "vitest";

/** In a file of tests: errors without stacks. */
export function quickErrors(): void {
  const limit = Error.stackTraceLimit;
  beforeAll(() => {
    Error.stackTraceLimit = 0;
  });
  afterAll(() => {
    Error.stackTraceLimit = limit;
  });
}
