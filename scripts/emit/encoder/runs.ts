/** Prints runs of fixed-size fields: room for all of them, then each in its place. */
import type { FieldModel, TypeModel } from "../../ir/model.js";
import { type Item, reservedName } from "../../plan/plan.js";
import { behind } from "../expressions.js";
import { hex } from "../types.js";
import type { Output } from "./output.js";
import type { Places } from "./places.js";
import type { References } from "./references.js";
import type { Words } from "./words.js";

export class Runs {
  readonly #out: Output;
  readonly #refs: References;
  readonly #words: Words;
  readonly #places: Places;

  constructor(out: Output, refs: References, words: Words, places: Places) {
    this.#out = out;
    this.#refs = refs;
    this.#words = words;
    this.#places = places;
  }

  /** A run that none precedes or follows directly. */
  alone(run: readonly RunPart[]): void {
    this.#out.chain = undefined;
    this.run(run);
    this.#out.chain = undefined;
  }

  run(run: readonly RunPart[]): void {
    const total = run.reduce((sum, { size }) => sum + size, 0);
    if (total === 0) return;
    const { chain } = this.#out;
    const all = (chain?.all ?? 0) + total;
    const room = chain?.room ?? this.#out.roomFor(all);
    if (chain === undefined) {
      this.#out.line("p = w.pos;");
      this.#out.line(`if (p + @${room}@ > w.bytes.length) w.grow(@${room}@);`);
    } else {
      this.#out.widen(room, all);
      this.#out.line(`p += ${chain.last};`);
    }
    this.#out.line(`w.pos = p + ${total};`);
    const { lines } = this.#out.file;
    const mark = lines.mark();
    let offset = 0;
    for (const part of run) {
      part.write(behind("p", offset));
      offset += part.size;
    }
    const body = lines.cut(mark);
    // 64-bit numbers are written by the writer.
    const usesB = body.some((line) => /\bb[[.,]/.test(line));
    const inB = chain?.inB ?? false;
    if (usesB && !inB) this.#out.line("b = w.bytes;");
    lines.restore(body);
    this.#out.chain = { room, all, last: total, inB: inB || usesB };
  }

  runPart(item: Item & { item: "field" | "derived" }, items: readonly Item[]): RunPart | undefined {
    const type = item.item === "field" ? this.#out.program.sizes.alias(item.field.type) : item.derived.base;
    const size = this.#out.program.sizes.fixed(type);
    if (size === undefined || type.type === "nothing" || type.type === "structure") return undefined;
    if (item.item === "derived") return { size, write: (at) => this.#places.derivedAt(item.derived, at, items) };
    return { size, write: (at) => this.#fieldAt(item.field, type, at) };
  }

  #fieldAt(field: FieldModel, type: TypeModel, at: string): void {
    const access = `${this.#out.value}.${field.property}`;
    const sent = `${this.#out.sent}?.${field.property}`;
    const quoted = JSON.stringify(field.property);
    switch (type.type) {
      case "reserved": {
        const sent = `${this.#out.sent}?.${reservedName(field)}`;
        const quoted = JSON.stringify(reservedName(field));
        if (type.base.type === "bytes") {
          const length = type.base.extent.extent === "fixed" ? type.base.extent.bytes : 0;
          return this.#out.line(`${this.#out.wire("putReserved")}(b, ${at}, ${sent}, ${length}, ${quoted});`);
        }
        return this.#places.put(type.base, at, `${sent} ?? ${hex(type.value)}`, quoted);
      }
      case "constant":
        this.#out.decide("oneOf", field.property, [type.value]);
        return this.#places.put({ type: "integer", wire: type.wire }, at, access, quoted);
      case "boolean":
        return this.#places.put(
          { type: "integer", wire: type.wire },
          at,
          `${this.#out.wire("booleanValue")}(w, ${access}, ${sent}, ${quoted})`,
          quoted,
        );
      case "presence": {
        const how = this.#out.member?.presence.get(field.property);
        const yes = how?.by === "field" ? `${this.#out.value}.${how.property} !== undefined` : access;
        return this.#places.put(
          { type: "integer", wire: type.wire as "u8" | "u16" },
          at,
          `${this.#out.wire("booleanValue")}(w, ${yes}, ${sent}, ${quoted})`,
          quoted,
        );
      }
      case "enumeration": {
        if (type.wire.startsWith("bytes")) return this.#places.put(type, at, access, quoted);
        const known = this.#refs.knownNumber(type, field.property);
        const number = known ?? this.#refs.enumerationNumber(type, access, sent, field.property);
        return this.#places.put({ type: "integer", wire: type.wire as "u8" }, at, number, quoted);
      }
      case "bits":
        return this.#places.put({ type: "integer", wire: type.wire }, at, this.#words.word(field, type), quoted);
      case "list": {
        const count = type.length.length === "fixed" ? type.length.count : 0;
        const of = this.#out.program.sizes.alias(type.of);
        const size = this.#out.program.sizes.fixed(of) ?? 0;
        this.#out.line("{");
        this.#out.file.lines.indented(() => {
          this.#out.line(`const list = ${access};`);
          this.#out.line(`${this.#out.wire("agree")}(w, ${this.#out.length("list", quoted)}, ${count}, ${quoted});`);
          this.#out.block(`for (let i = 0; i < ${count}; i++)`, () =>
            this.#places.put(of, `${at} + ${size} * i`, "list[i]!", quoted),
          );
        });
        this.#out.line("}");
        return;
      }
      case "integer": {
        const fact = this.#out.member?.facts.get(field.property);
        if (fact !== undefined && "one" in fact) this.#out.decide("oneOf", field.property, fact.one.map(Number));
        if (fact !== undefined && "not" in fact) this.#out.decide("noneOf", field.property, fact.not.map(Number));
        return this.#places.put(type, at, access, quoted);
      }
      default:
        return this.#places.put(type, at, access, quoted);
    }
  }
}

export interface RunPart {
  readonly size: number;
  write(at: string): void;
}
