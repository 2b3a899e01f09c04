/** Every model that differs from ours in one place, by the operators of operators.ts. */
import type { Codec, EnumerationModel, FlagsModel, Model, RopModel } from "../../scripts/ir/model.js";
import { changesOfEnumeration, changesOfFlags, changesOfMemory } from "./operators/beside.js";
import type { Place } from "./operators/place.js";
import { OPERATORS } from "./operators.js";

export interface Mutant {
  /** Stable: `CODEC/FIELD/OPERATOR: what is changed`. */
  readonly id: string;
  readonly operator: string;
  /** The folder of the schema. */
  readonly area: string;
  readonly model: Model;
  /** What was changed; one of these. */
  readonly codec?: Codec;
  readonly rop?: RopModel;
  readonly enumeration?: EnumerationModel;
  readonly flags?: FlagsModel;
}

export function* mutantsOf(model: Model): Generator<Mutant> {
  for (const rop of model.rops) {
    const area = rop.file.split("/").at(-2) ?? "";
    const replace = (changed: RopModel): Model => ({
      ...model,
      rops: model.rops.map((one) => (one === rop ? changed : one)),
    });
    for (const direction of ["request", "response"] as const) {
      const codec = rop[direction];
      if (codec === undefined) continue;
      for (const { codec: changed, ...mutant } of codecMutants(codec)) {
        const whole = { ...rop, [direction]: changed };
        yield { ...mutant, area, codec: changed, rop: whole, model: replace(whole) };
      }
    }
    for (const { operator, label, to } of changesOfMemory(rop))
      yield { id: `${rop.name}/${operator}: ${label}`, operator, area, rop: to, model: replace(to) };
  }
  for (const codec of model.structures) {
    const area = codec.file.includes("/frames/") ? "frames" : "structures";
    for (const { codec: changed, ...mutant } of codecMutants(codec)) {
      const structures = model.structures.map((one) => (one === codec ? changed : one));
      yield { ...mutant, area, codec: changed, model: { ...model, structures } };
    }
  }
  for (const one of model.enumerations) {
    for (const { operator, label, to } of changesOfEnumeration(one)) {
      const enumerations = model.enumerations.map((each) => (each === one ? to : each));
      const id = `${one.name}/${operator}: ${label}`;
      yield { id, operator, area: "enumerations", enumeration: to, model: { ...model, enumerations } };
    }
  }
  for (const one of model.flags) {
    for (const { operator, label, to } of changesOfFlags(one)) {
      const flags = model.flags.map((each) => (each === one ? to : each));
      yield { id: `${one.name}/${operator}: ${label}`, operator, area: "flags", flags: to, model: { ...model, flags } };
    }
  }
}

interface CodecMutant {
  readonly id: string;
  readonly operator: string;
  readonly codec: Codec;
}

function* codecMutants(codec: Codec): Generator<CodecMutant> {
  const ids = new Map<string, number>();
  for (const { place, replace } of placesIn(codec)) {
    for (const [operator, changes] of Object.entries(OPERATORS)) {
      for (const { label, to, also } of changes(place)) {
        const base = [codec.name, ...place.path, `${operator}: ${label}`].join("/");
        const count = (ids.get(base) ?? 0) + 1;
        ids.set(base, count);
        const changed = replace(to);
        yield { id: count === 1 ? base : `${base} #${count}`, operator, codec: also?.(changed) ?? changed };
      }
    }
  }
}

/** What has no meaning on the wire, or is said elsewhere. */
const SKIPPED: ReadonlySet<string> = new Set(["doc", "position", "file", "section", "params", "splitBy"]);

interface Found {
  readonly place: Place;
  readonly replace: (to: unknown) => Codec;
}

/** Every object and array in a codec, with the way to it in the documents' names. */
function* placesIn(codec: Codec): Generator<Found> {
  const visit = function* (place: Place, replace: (to: unknown) => Codec): Generator<Found> {
    yield { place, replace };
    const { node } = place;
    const inner = Array.isArray(node) ? [...node.entries()] : Object.entries(node as object);
    for (const [key, value] of inner) {
      if (typeof value !== "object" || value === null || SKIPPED.has(String(key))) continue;
      const put = (to: unknown): Codec =>
        replace(Array.isArray(node) ? node.with(Number(key), to) : { ...(node as object), [key]: to });
      const name = nameOf(value) ?? (WORDS.has(String(key)) ? String(key) : undefined);
      const path = name === undefined ? place.path : [...place.path, name];
      yield* visit({ codec, node: value, key, parent: node, around: place, path }, put);
    }
  };
  yield* visit({ codec, node: codec, key: "", parent: undefined, around: undefined, path: [] }, (to) => to as Codec);
}

/** Steps that tell places apart in an id. */
const WORDS: ReadonlySet<string> = new Set(["otherwise", "condition", "head", "asynchronousIf", "unicode"]);

function nameOf(node: object): string | undefined {
  const { name, key, row, derived } = node as Readonly<Record<string, unknown>>;
  if (row === "derived") return (derived as { readonly name: string }).name;
  if (row === "when" || row === "choose" || row === "within" || row === "mayEnd") return row;
  if (typeof key === "string" && "of" in node) return key;
  const isNamed = row === "field" || "rows" in node || "derived" in node || ("mask" in node && "type" in node);
  return isNamed ? (name as string) : undefined;
}
