/** The conformance cases, made of the project's vectors: what `conformance/cases.jsonl` must hold. */
import type { Case, Check } from "../../src/conformance/case.js";
import { questionOf } from "../../src/conformance/case.js";
import { faultOf } from "../../src/conformance/verdict.js";
import type { JsonValue } from "../../src/json/index.js";
import { ask, pipeContext } from "../cli/ask.js";
import { specificationVectors, type Vector } from "../support/peers.js";
import { agreedVectors, CANNOT_MATCH, SPECIFICATIONS } from "../support/vectors.js";

/** What a vector is in the words of the pipe; undefined where the pipe has no word for it. */
function kindOf(vector: Vector): { readonly as: string; readonly requestType?: string } | undefined {
  const { id, kind } = vector;
  if (kind === "rop-request" || kind === "rop-response" || kind === "lz77") return { as: kind };
  if (kind === "http") return { as: "mapihttp-request", requestType: "Connect" };
  if (kind === "frame")
    return { as: ["oxcrops-4.6", "oxcrops-4.7"].includes(id) ? "rop-output-buffer" : "rop-input-buffer" };
  return undefined;
}

/** Set by another exchange of the same example. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  "oxorule-4.2.2-3": ["0x66740014", "0x66840102", "0x6682001f"],
};

function contextOf(vector: Vector): JsonValue | undefined {
  const columns = COLUMNS[vector.id];
  const known =
    vector.kind === "lz77"
      ? { size: (vector.plain_hex?.length ?? 0) / 2 }
      : columns === undefined
        ? pipeContext(vector)
        : { columns };
  const plain = JSON.parse(JSON.stringify(known)) as { readonly [name: string]: JsonValue };
  return Object.keys(plain).length === 0 ? undefined : plain;
}

interface Sourced extends Vector {
  readonly spec?: string;
  readonly section?: string | null;
  readonly source?: string;
}

function caseOf(vector: Sourced): readonly Case[] {
  const kind = kindOf(vector);
  if (kind === undefined || vector.id in CANNOT_MATCH) return [];
  const context = contextOf(vector);
  const beside = { ...kind, ...(context === undefined ? {} : { context }) };
  const { value } = ask({ op: "decode", ...beside, hex: vector.hex });
  if (value === undefined) throw new Error(`${vector.id} is not decoded`);
  const draft: Case = {
    id: vector.id,
    title: vector.title ?? vector.rop ?? "",
    ...(vector.spec !== undefined && typeof vector.section === "string"
      ? { spec: `${vector.spec} ${vector.section}` }
      : {}),
    source: vector.source ?? "",
    ...beside,
    hex: vector.hex,
    value: value as JsonValue,
    checks: [],
  };
  const wanted: readonly Check[] = ["decode", "encode", "cut", "more"];
  // Some servers leave out the end of a failure, one response takes all that follows, compression has many forms.
  const checks = wanted.filter((check) => faultOf(draft, check, ask(questionOf(draft, check) as object)) === undefined);
  return [{ ...draft, checks }];
}

export function conformanceCases(): readonly Case[] {
  return [...SPECIFICATIONS.flatMap(specificationVectors), ...agreedVectors()].flatMap((vector) => caseOf(vector));
}
