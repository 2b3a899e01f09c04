/** What the byte map is: a tree of fields over bytes, made of the tape when it is first asked for. */
import { type ByteField, fieldsOf, type Tape } from "./fields.js";

/** A field that has no fields inside, with the way to it from the outermost value. */
export interface ByteLeaf {
  readonly path: readonly (string | number)[];
  readonly field: ByteField;
}

/** Which bytes are which field. Every byte belongs to exactly one leaf. */
export class ByteMap {
  readonly bytes: Uint8Array;
  #source: Tape | ByteField;

  constructor(bytes: Uint8Array, source: Tape | ByteField) {
    this.bytes = bytes;
    this.#source = source;
  }

  get root(): ByteField {
    const source = this.#source;
    if (!("marks" in source)) return source;
    const root = fieldsOf(source, this.bytes.length);
    this.#source = root;
    return root;
  }

  /** The leaves in the order of their bytes. */
  leaves(): Generator<ByteLeaf> {
    return leavesIn(this.root, this.root.name === "" ? [] : [this.root.name]);
  }

  /** The leaf that the byte at the offset belongs to; `undefined` if there is no such byte. */
  leafAt(offset: number): ByteLeaf | undefined {
    let field: ByteField | undefined = this.root;
    const path = field.name === "" ? [] : [field.name];
    if (!holds(field, offset)) return undefined;
    while (field.children.length > 0) {
      field = childAt(field.children, offset);
      if (field === undefined) return undefined;
      path.push(field.name);
    }
    return { path, field };
  }

  /** The field at the end of a path, outermost name first. */
  find(path: readonly (string | number)[]): ByteField | undefined {
    return path.reduce<ByteField | undefined>(
      (field, name) => field?.children.find((child) => child.name === name),
      this.root,
    );
  }

  /**
   * The same map with that of a field's content. It takes the field's place if it is of the same bytes; of bytes that
   * came of them (decompressed, deobfuscated) it is kept in the field as a map of its own.
   */
  with(path: readonly (string | number)[], inner: ByteMap): ByteMap {
    const change = (field: ByteField, [name, ...rest]: readonly (string | number)[]): ByteField => {
      if (name === undefined) return this.#filled(field, inner);
      return { ...field, children: field.children.map((child) => (child.name === name ? change(child, rest) : child)) };
    };
    return new ByteMap(this.bytes, change(this.root, path));
  }

  #filled(field: ByteField, inner: ByteMap): ByteField {
    const own = this.bytes.subarray(field.offset, field.offset + field.length);
    const same = own.length === inner.bytes.length && own.every((byte, index) => byte === inner.bytes[index]);
    if (!same) return { ...field, content: inner };
    const { root } = inner;
    return moved({ ...root, name: root.name === "" ? field.name : root.name }, field.offset);
  }
}

function* leavesIn(field: ByteField, path: readonly (string | number)[]): Generator<ByteLeaf> {
  if (field.children.length > 0) for (const child of field.children) yield* leavesIn(child, [...path, child.name]);
  else if (field.length > 0) yield { path, field };
}

function holds({ offset, length }: ByteField, at: number): boolean {
  return at >= offset && at < offset + length;
}

function childAt(children: readonly ByteField[], at: number): ByteField | undefined {
  let low = 0;
  let high = children.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (children[middle]!.offset <= at) low = middle;
    else high = middle - 1;
  }
  const child = children[low];
  return child !== undefined && holds(child, at) ? child : undefined;
}

function moved(field: ByteField, by: number): ByteField {
  return { ...field, offset: field.offset + by, children: field.children.map((child) => moved(child, by)) };
}
