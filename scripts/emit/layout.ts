/** Expressions and how they are laid out: on one line if they fit, else one argument or step per line. */
import { arrow } from "./used.js";

export type Expression =
  | string
  | { readonly call: string; readonly args: readonly Expression[] }
  | Chain
  | { readonly list: readonly Expression[] }
  | { readonly entries: readonly (readonly [name: string, value: Expression])[] }
  | { readonly parameter: string; readonly result: Expression }
  | { readonly condition: string; readonly yes: Expression; readonly no: Expression };

/** A call of a function or method with its name. */
export interface Call {
  readonly call: string;
  readonly args: readonly Expression[];
}

/** Calls of methods one after the other. */
interface Chain {
  readonly start: Expression;
  readonly steps: readonly Call[];
}

const WIDTH = 120;

/** The lines of an expression; `around` is what stands on its first and last line beside it. */
export function layout(expression: Expression, indent = 0, around = 0): string {
  const line = flat(expression);
  if (typeof expression === "string" || indent + line.length + around <= WIDTH) return line;
  const inner = `\n${" ".repeat(indent + 2)}`;
  const outer = `\n${" ".repeat(indent)}`;
  if ("call" in expression)
    return `${expression.call}(${group(expression.args, indent, around + expression.call.length + 2)})`;
  if ("list" in expression) return `[${group(expression.list, indent, around + 2)}]`;
  if ("start" in expression) {
    const [only, ...more] = expression.steps;
    const start = layout(expression.start, indent);
    if (only !== undefined && more.length === 0) return `${start}.${layout(only, indent, around + start.length + 1)}`;
    return `${start}${expression.steps.map((step) => `${inner}.${layout(step, indent + 2, 1)}`).join("")}`;
  }
  if ("entries" in expression) {
    const [only, ...more] = expression.entries;
    // What has a single entry opens and closes with it.
    if (only !== undefined && more.length === 0 && opens(only[1]))
      return `{ ${only[0]}: ${layout(only[1], indent, around + only[0].length + 6)} }`;
    return `{${expression.entries.map(([name, value]) => `${inner}${name}: ${layout(value, indent + 2, name.length + 3)},`).join("")}${outer}}`;
  }
  if ("parameter" in expression) {
    return `${arrow(expression.parameter, flat(expression.result))}${inner}${layout(expression.result, indent + 2, around)}`;
  }
  const { condition, yes, no } = expression;
  return `${condition}${inner}? ${layout(yes, indent + 4, 2)}${inner}: ${layout(no, indent + 4, 2)}`;
}

/** Items between brackets: the last one opens on the line of the others if only it needs more lines, else each has its own. */
function group(items: readonly Expression[], indent: number, around: number): string {
  const last = items.at(-1);
  if (last === undefined) return "";
  const before = items
    .slice(0, -1)
    .map((item) => `${flat(item)}, `)
    .join("");
  const others = items
    .slice(0, -1)
    .every((item) => typeof item === "string" || ("list" in item && flat(item).length < 40));
  if (others && opens(last) && (items.length > 1 || !isChain(last))) {
    const text = `${before}${layout(last, indent, around + before.length)}`;
    const [first = "", ...more] = text.split("\n");
    const steps = isChain(last) ? last.steps.length : 0;
    if (more.length > 0 && indent + first.length + around <= WIDTH)
      return steps > 1 ? `${text}\n${" ".repeat(indent)}` : text;
  }
  const inner = `\n${" ".repeat(indent + 2)}`;
  return `${items.map((item) => `${inner}${layout(item, indent + 2, 1)},`).join("")}\n${" ".repeat(indent)}`;
}

function isChain(expression: Expression): expression is Chain {
  return typeof expression !== "string" && "start" in expression;
}

/** Whether an expression can open on a line and go on below it. */
function opens(expression: Expression): boolean {
  if (typeof expression === "string" || "condition" in expression) return false;
  const [only, ...more] = "start" in expression ? expression.steps : [];
  return only === undefined || more.length > 0 || opens(only.args.at(-1) ?? "");
}

function flat(expression: Expression): string {
  if (typeof expression === "string") return expression;
  if ("call" in expression) return `${expression.call}(${expression.args.map(flat).join(", ")})`;
  if ("start" in expression)
    return `${flat(expression.start)}${expression.steps.map((step) => `.${flat(step)}`).join("")}`;
  if ("list" in expression) return `[${expression.list.map(flat).join(", ")}]`;
  if ("entries" in expression)
    return `{ ${expression.entries.map(([name, value]) => (name === value ? name : `${name}: ${flat(value)}`)).join(", ")} }`;
  if ("parameter" in expression) {
    const result = flat(expression.result);
    return `${arrow(expression.parameter, result)} ${result}`;
  }
  return `${expression.condition} ? ${flat(expression.yes)} : ${flat(expression.no)}`;
}
