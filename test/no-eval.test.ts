/** `npm run test:no-eval` really forbids code from strings; what runs there (all but binary-parser's tests) makes none. */
import { expect, test } from "vitest";

test.runIf(process.execArgv.includes("--disallow-code-generation-from-strings"))(
  "nobody makes code from strings",
  () => {
    expect(() => new Function("return 1")).toThrow(EvalError);
  },
);
