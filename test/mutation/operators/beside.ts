/** Changes to what stands beside the codecs: numbers, flags, and what exchanges leave and need. */
import type { EnumerationModel, FlagsModel, RopModel } from "../../../scripts/ir/model.js";
import type { Change } from "./place.js";

interface OwnChange<T> extends Change<T> {
  readonly operator: string;
}

/** What a conversation knows of an exchange, and whether RopProgress may stand in for its response. */
export function changesOfMemory(rop: RopModel): readonly OwnChange<RopModel>[] {
  const { asynchronousIf, ...without } = rop;
  const changes: Change<RopModel>[] = [];
  if (asynchronousIf !== undefined) {
    changes.push({ label: "asynchronousIf missing", to: without });
    changes.push({
      label: "asynchronousIf negated",
      to: { ...rop, asynchronousIf: { test: "not", of: asynchronousIf } },
    });
  }
  for (const [index, one] of rop.remembers.entries()) {
    const other = { ...one, key: one.key === "inputHandleIndex" ? "outputHandleIndex" : "inputHandleIndex" };
    changes.push({
      label: `${one.context} not remembered`,
      to: { ...rop, remembers: rop.remembers.toSpliced(index, 1) },
    });
    changes.push({
      label: `${one.context} of another object`,
      to: { ...rop, remembers: rop.remembers.with(index, other) },
    });
  }
  for (const [index, one] of rop.forgets.entries()) {
    const other = { ...one, after: one.after === "success" ? ("failure" as const) : ("success" as const) };
    changes.push({ label: `${one.context} not forgotten`, to: { ...rop, forgets: rop.forgets.toSpliced(index, 1) } });
    changes.push({
      label: `${one.context} forgotten after ${other.after}`,
      to: { ...rop, forgets: rop.forgets.with(index, other) },
    });
  }
  for (const direction of ["request", "response"] as const) {
    const codec = rop[direction];
    for (const [index, one] of codec?.params.entries() ?? []) {
      if (codec === undefined || one.key === undefined) continue;
      const params = codec.params.with(index, { ...one, key: "responseHandleIndex" });
      changes.push({ label: `${one.name} of another object`, to: { ...rop, [direction]: { ...codec, params } } });
    }
  }
  const id = { label: "the RopId of the response changed", to: { ...rop, responseId: rop.responseId ^ 1 } };
  return [
    ...changes.map((change) => ({ ...change, operator: "memory" })),
    ...(rop.response === undefined ? [] : [{ ...id, operator: "ropId" }]),
    { label: "changed", to: { ...rop, id: rop.id ^ 1 }, operator: "ropId" },
  ];
}

export function changesOfEnumeration(model: EnumerationModel): readonly OwnChange<EnumerationModel>[] {
  return model.cases.flatMap((one, at) => {
    const numbers = one.values.map((each, index) => {
      const other = typeof each === "number" ? each ^ 1 : `${each.slice(0, -2)}${each.endsWith("ff") ? "00" : "ff"}`;
      const cases = model.cases.with(at, { ...one, values: one.values.with(index, other) });
      return { operator: "number", label: index === 0 ? one.key : `${one.key} ${index + 1}`, to: { ...model, cases } };
    });
    const missing = { ...model, cases: model.cases.toSpliced(at, 1) };
    return [...numbers, { operator: "number", label: `${one.key} missing`, to: missing }];
  });
}

export function changesOfFlags(model: FlagsModel): readonly OwnChange<FlagsModel>[] {
  return model.names.flatMap((one, at) => {
    const mask = one.mask === 0x80 || one.mask * 2 > 0xffff_ffff ? one.mask >>> 1 : one.mask * 2;
    return [
      { operator: "flag", label: one.key, to: { ...model, names: model.names.with(at, { ...one, mask }) } },
      { operator: "flag", label: `${one.key} missing`, to: { ...model, names: model.names.toSpliced(at, 1) } },
    ];
  });
}
