/** How the tests run. Those of consumers come last, with the package packed and installed for them. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "package",
          include: ["test/**/*.test.ts"],
          exclude: ["test/consumer/**"],
          // What every file imports is large, and nothing of it changes: loaded once for all of them.
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "consumers",
          include: ["test/consumer/*.test.ts"],
          globalSetup: "test/consumer/installed.ts",
          testTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
