/** The fields of a byte map, made of the tape that a decoder has left. */
import type { ByteMap } from "./byte-map.js";
import type { Mark } from "./mapper.js";

export interface ByteField {
  /** The property, the index in a list, or nothing: a value by itself. */
  readonly name: string | number;
  /** In bytes from the start of the map's bytes. */
  readonly offset: number;
  /** In bytes, at least one. */
  readonly length: number;
  /** What structure it is, or what form of one. */
  readonly type?: string;
  /** Document and section. */
  readonly spec: string;
  /** Whether the bytes are an unsigned number. */
  readonly number?: boolean;
  /** The parts that share the bits of a word. */
  readonly parts?: readonly string[];
  /** In the order of their bytes; none in a leaf. */
  readonly children: readonly ByteField[];
  /** What the bytes hold once they are decompressed or deobfuscated: offsets in it are those of other bytes. */
  readonly content?: ByteMap;
}

/** What a decode leaves. */
export interface Tape {
  /** Labels and positions: see `Mapper`. */
  readonly marks: readonly Mark[];
  readonly name: string;
  readonly failed: boolean;
  /** Where the reader stands: behind the value, or where it failed. */
  readonly pos: number;
  /** The end of the innermost window. */
  readonly limit: number;
}

/** What stands behind the last field that was read. */
const LEFT = "undecoded";

type Said = Omit<ByteField, "children">;
type Draft = { -readonly [K in keyof Said]: Said[K] } & {
  children: Draft[];
  /** Alike elements up to the end. */
  repeat?: string;
  /** Ends where the next mark is. */
  isLeaf: boolean;
  /** How many children are counts and sizes in front. */
  leads: number;
};

function draft(name: string | number, offset: number): Draft {
  return { name, offset, length: 0, spec: "", children: [], isLeaf: false, leads: 0 };
}

/** The root of the map of so many bytes. */
export function fieldsOf({ marks, name, failed, pos, limit }: Tape, size: number): ByteField {
  const root = draft(name, 0);
  const open: Draft[] = [root];
  for (let at = 0; at < marks.length; at += 2) {
    const label = marks[at]!;
    const place = marks[at + 1] as number;
    if (open.at(-1)!.isLeaf) close(open, place);
    if (typeof label === "number" && label > 0) close(open, place);
    const top = open.at(-1)!;
    if (typeof label === "number") open.push(draft(label, place));
    else if (label === "") close(open, place);
    else if (label === "!") fold(top, place);
    else if (label.startsWith(".")) {
      if (label.length > 1) open.push({ ...draft(label.slice(1), place), isLeaf: true });
    } else if (label.startsWith("+")) {
      top.leads++;
      open.push({ ...draft(label.slice(1), place), number: true });
    } else if (label.includes(":")) {
      const [layout = "", form] = label.split("|").toReversed();
      if (form !== undefined) say(top, form);
      run(top, layout, place, at + 2 === marks.length ? limit : Number.POSITIVE_INFINITY);
    } else if (label.includes(" ")) say(top, label);
    else open.push(draft(label, place));
  }
  if (open.at(-1)!.isLeaf) close(open, pos);
  if (!failed) {
    while (open.length > 1) close(open, pos);
    finish(root, pos);
  }
  while (open.length > 1) abandon(open, limit);
  if (failed) abandon(open, limit);
  if (root.offset + root.length < size) {
    const left = draft(LEFT, root.offset + root.length);
    left.length = size - left.offset;
    root.children.push(left);
    root.length = size;
  }
  return settled(root, "");
}

/** `Name MS-OXCDATA 2.8` */
function say(field: Draft, form: string): void {
  const blank = form.indexOf(" ");
  field.type = form.slice(0, blank);
  field.spec = form.slice(blank + 1);
}

function close(open: Draft[], end: number): void {
  const field = open.pop()!;
  finish(field, end);
  if (field.length > 0) open.at(-1)?.children.push(field);
}

/** A field that a failure has left open ends behind what was read of it. */
function abandon(open: Draft[], limit: number): void {
  const field = open.at(-1)!;
  const { repeat } = field;
  let end = field.offset;
  let tidy = true;
  for (const child of field.children) {
    tidy &&= child.offset === end;
    end = Math.max(end, child.offset + child.length);
  }
  if (!tidy) fold(field, end);
  if (repeat !== undefined) end += Math.floor((limit - end) / sizeOf(repeat)) * sizeOf(repeat);
  if (open.length > 1) close(open, end);
  else finish(field, end);
}

/** Content that does not lie in the order of the fields is one block. */
function fold(field: Draft, end: number): void {
  const block = draft("block", field.offset);
  block.length = end - block.offset;
  field.children = [block];
}

function finish(field: Draft, end: number): void {
  field.length = end - field.offset;
  const start = endOf(field);
  if (field.repeat !== undefined) elements(field, start, field.repeat, (end - start) / sizeOf(field.repeat));
  else if (field.leads > 0 && field.children.length === field.leads && start < end) {
    const content = draft("value", start);
    content.length = end - start;
    field.children.push(content);
  }
}

function endOf({ children, offset }: Draft): number {
  const last = children.at(-1);
  return last === undefined ? offset : last.offset + last.length;
}

function sizeOf(type: string): number {
  return Number.parseInt(type.slice(1), 10);
}

/** The fields of a run, as far as they are there. */
function run(parent: Draft, label: string, start: number, limit: number): void {
  let offset = start;
  for (const item of label.split(" ")) {
    const [name = "", type = ""] = item.split(":");
    if (name === "*") {
      parent.repeat = type;
      return;
    }
    const [scalar = "", words] = type.split("=");
    const [one = "", count] = scalar.split("*");
    const field = draft(name, offset);
    field.length = sizeOf(one) * Number(count ?? 1);
    if (offset + field.length > limit) return;
    if (count === undefined) field.number = one.startsWith("u");
    else elements(field, offset, one, Number(count));
    if (words !== undefined) field.parts = words.split("+");
    offset += field.length;
    if (field.length > 0) parent.children.push(field);
  }
}

function elements(list: Draft, start: number, type: string, count: number): void {
  for (let index = 0; index < count; index++) {
    const element = draft(index, start + index * sizeOf(type));
    element.length = sizeOf(type);
    element.number = type.startsWith("u");
    list.children.push(element);
  }
}

/** What has no section of its own has that of what it is in. */
function settled(field: Draft, around: string): ByteField {
  const { name, offset, length, type, number, parts, children } = field;
  const spec = field.spec === "" ? around : field.spec;
  return {
    name,
    offset,
    length,
    ...(type === undefined ? {} : { type }),
    spec,
    ...(number === true ? { number } : {}),
    ...(parts === undefined ? {} : { parts }),
    children: children.map((child) => settled(child, spec)),
  };
}
