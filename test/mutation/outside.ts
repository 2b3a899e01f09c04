/** Vectors from outside, read under any model: whether the stated values and the length still come out. */

import { Definitions } from "../../scripts/interpret/definitions.js";
import type { Codec } from "../../scripts/ir/model.js";
import { codecOf, model } from "../support/codecs.js";
import { specificationVectors } from "../support/peers.js";
import { read } from "../support/reading.js";
import { type Readings, readingsOf } from "../support/readings.js";
import { unexplained } from "../support/source-names.js";
import { holdAgainst } from "../support/stated.js";
import { agreedVectors, CANNOT_MATCH, isRop, SPECIFICATIONS, type Vector } from "../support/vectors.js";

export interface OutsideVector extends Readings {
  readonly vector: Vector;
  /** The codecs that its bytes lead to. */
  readonly reaches: ReadonlySet<string>;
}

/** What reading under a model needs: its structures and enumerations, and its codecs by name. */
export interface Codecs {
  readonly definitions: Definitions;
  codec(name: string): Codec;
}

/** Notes the structures that are asked for. */
export class Noting extends Definitions {
  readonly noted = new Set<string>();

  override codec(name: string): Codec {
    this.noted.add(name);
    return super.codec(name);
  }
}

/** Every vector that lies in the project and whose bytes are those of codecs. */
export function outsideVectors(): readonly OutsideVector[] {
  const vectors = [...agreedVectors(), ...SPECIFICATIONS.flatMap(specificationVectors)];
  return vectors
    .filter(({ id }) => !(id in CANNOT_MATCH))
    .flatMap((vector) => {
      const taken = readingsOf(vector);
      if (taken === undefined) return [];
      const noting = new Noting(model);
      for (const { codec, bytes, context } of taken.readings) read(codecOf(codec).codec, bytes, context, noting);
      return [{ vector, ...taken, reaches: new Set([...taken.readings.map(({ codec }) => codec), ...noting.noted]) }];
    });
}

/** What is otherwise than its source states; reading may fail, too. */
export function problemsOf({ vector, readings, namesOf }: OutsideVector, codecs: Codecs): readonly string[] {
  const problems: string[] = [];
  const fields = readings.map(({ codec, bytes, context, marks }) => {
    const found = read(codecs.codec(codec), bytes, context, codecs.definitions);
    if (found.end !== bytes.length) problems.push(`${codec} takes ${found.end} bytes of ${bytes.length}`);
    return { bytes, marks: marks(found.marks, found.value) };
  });
  const verdict = holdAgainst(vector.fields ?? {}, fields, namesOf);
  const unstated = isRop(vector) ? verdict.unstated.map((one) => `nothing is stated of ${one}`) : [];
  return [...problems, ...unexplained(vector.id, verdict), ...unstated];
}
