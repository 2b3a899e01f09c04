/** What printed code uses of what it declares: compilers can be told to refuse the rest. */

/** The names that code refers to: neither properties nor what stands in comments and strings. */
export function namesIn(code: string): ReadonlySet<string> {
  const bare = code.replace(/\/\*[\s\S]*?\*\/|\/\/.*|"(?:[^"\\\n]|\\.)*"/g, "");
  return new Set(bare.match(/(?<![\w$]|(?<!\.)\.)[A-Za-z_$][\w$]*(?!\??:|[\w$])/g));
}

/** The lines without the variables that no line behind them in their block names; what a call yields stays. */
export function withoutUnused(lines: readonly string[]): readonly string[] {
  const kept: { readonly line: string; readonly names: ReadonlySet<string> }[] = [];
  for (const line of lines.toReversed()) {
    const [, indent = "", name] = /^( *)(?:const|let) (\w+)\b(?!.*\w\().*;$/.exec(line) ?? [];
    const end = kept.findLastIndex((one) => !one.line.startsWith(indent) && one.line !== "");
    if (name === undefined || kept.some(({ names }, index) => index > end && names.has(name)))
      kept.push({ line, names: namesIn(line) });
  }
  return kept.map(({ line }) => line).toReversed();
}

/** What stands before the result of a function: its parameter, unless the result does not use it. */
export function arrow(parameter: string, result: string): string {
  return `(${namesIn(result).has(parameter) ? parameter : ""}) =>`;
}
