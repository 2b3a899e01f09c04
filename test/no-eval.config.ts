/** How `npm run test:no-eval` runs: all that need not make code from strings, where nobody can. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // binary-parser makes its parsers from strings; the consumers have a test of this of their own.
    exclude: ["test/parsers/**", "test/consumer/**"],
    execArgv: ["--disallow-code-generation-from-strings"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
