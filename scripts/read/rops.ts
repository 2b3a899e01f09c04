/** ROPs: their two buffers, and what an exchange leaves in the conversation. */
import type { Condition, Outcomes, Remember, Rop, Table } from "../../schema/language/index.js";
import type { Codec, ConditionModel, RememberModel, RopModel } from "../ir/model.js";
import { capital, propertyName } from "../ir/names.js";
import { readBody } from "./bodies.js";
import { readCondition } from "./conditions.js";
import { beginning, declaration, type Here, problem } from "./here.js";
import type { Reading } from "./reading.js";
import { nameOf, plainRef, reportUnresolved } from "./references.js";
import { Scope } from "./scope.js";
import { fits } from "./values.js";

/** A request or response, and where it was read. */
interface Buffer {
  readonly codec: Codec;
  readonly here: Here;
}

export function readRop(rop: Rop, reading: Reading): RopModel {
  const { name, id, responseId = id, asynchronousIf } = rop;
  const site = reading.loaded.site(rop);
  if (!/^Rop[A-Z]\w*$/.test(name)) reading.problem(site, name, "a ROP's name begins with Rop");
  for (const one of [id, responseId, rop.answersAs?.id ?? id]) {
    if (!fits(one, "u8")) reading.problem(site, name, `a RopId is a number from 0 to 0xff, not ${one}`);
  }
  if (rop.answersAs !== undefined) reading.erratum(rop.answersAs.erratum, site, name);
  const request = readBuffer(rop, "request", rop.request, reading);
  const response = readBuffer(rop, "response", rop.response, reading);
  const section = reading.section(rop.section, site, name);
  const here = beginning(reading, { path: name, section, site, rop: true });
  return {
    name,
    id,
    responseId,
    ...declaration(here),
    ...(request === undefined ? {} : { request: request.codec }),
    ...(response === undefined ? {} : { response: response.codec }),
    ...(asynchronousIf === undefined
      ? {}
      : { asynchronousIf: readAsynchronousIf(asynchronousIf, { ...here, scope: request?.here.scope ?? new Scope() }) }),
    remembers: rop.remembers.map((one) =>
      readRemember(one, here, one.source.is === "fromRequest" ? request : response),
    ),
    forgets: rop.forgets.map(({ context, after }) => ({
      context: context.name,
      key: propertyName(context.key.name),
      after,
    })),
    ...(rop.frequent === true ? { frequent: true } : {}),
  };
}

function readBuffer(
  rop: Rop,
  kind: "request" | "response",
  body: Table | Outcomes | undefined,
  reading: Reading,
): Buffer | undefined {
  if (body === undefined) return undefined;
  const path = `${rop.name}.${kind}`;
  const site = reading.loaded.site(rop);
  const section = reading.section(body.is === "table" ? body.section : rop.section, site, path);
  const here = beginning(reading, { path, section, site, rop: true });
  const read = readBody(body, here);
  reportUnresolved(here);
  const codec: Codec = {
    name: `${rop.name}${capital(kind)}`,
    kind,
    ...declaration(here),
    ropId: kind === "request" ? rop.id : (rop.responseId ?? rop.id),
    ...(kind === "response" && rop.answersAs !== undefined ? { alsoRopId: rop.answersAs.id } : {}),
    params: [...here.codec.params.values()],
    body: read,
    splitBy: [],
  };
  return { codec, here };
}

function readAsynchronousIf(condition: Condition, here: Here): ConditionModel {
  const model = readCondition(condition, here);
  reportUnresolved(here);
  return model;
}

function readRemember({ context, source }: Remember, here: Here, buffer: Buffer | undefined): RememberModel {
  const from = source.is === "fromRequest" ? "request" : "response";
  const node = source.is === "fromRequest" ? source.field : source;
  if (buffer?.here.codec.placed.has(node) !== true)
    problem(here, `remembers "${nameOf(node)}", which is no row of its ${from}`);
  return { context: context.name, key: propertyName(context.key.name), from, source: plainRef(node) };
}
