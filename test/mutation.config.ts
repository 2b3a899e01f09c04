/** How `npm run mutate` runs: every mutant of the schema, some minutes. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/mutation/*.mutate.ts"],
    testTimeout: 1_200_000,
  },
});
