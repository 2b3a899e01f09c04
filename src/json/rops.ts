/** ROPs to JSON and back by their RopId. */
import type { RopRequest, RopResponse } from "../../generated/rops.js";
import { shapes, type ValueContext } from "../../generated/shapes.js";
import { RopEncodeError } from "../wire/errors.js";
import type { Shape } from "../wire/shape.js";
import { fromJson, isValueName, toJson, type ValueName } from "./conversion.js";
import type { JsonValue } from "./to-json.js";

/** Any ROP of each side. */
export interface Rops {
  readonly request: RopRequest;
  readonly response: RopResponse;
}

/** The name of the request or response with that id on the wire, such as `RopLogonResponse`. */
export function ropValueName(side: keyof Rops, ropId: number): ValueName | undefined {
  names ??= { request: namesOf("Request"), response: namesOf("Response") };
  return names[side].get(ropId);
}

/** The JSON of a request or response. @throws RopEncodeError */
export function ropToJson<S extends keyof Rops>(side: S, rop: Rops[S], context?: ValueContext): JsonValue {
  return toJson(nameOf(side, rop), rop, context);
}

/** The request or response of JSON. @throws RopEncodeError */
export function ropFromJson<S extends keyof Rops>(side: S, json: unknown, context?: ValueContext): Rops[S] {
  return fromJson(nameOf(side, json), json, context) as Rops[S];
}

function nameOf(side: keyof Rops, rop: unknown): ValueName {
  const ropId: unknown = typeof rop === "object" && rop !== null && "ropId" in rop ? rop.ropId : undefined;
  const name = typeof ropId === "number" ? ropValueName(side, ropId) : undefined;
  if (name !== undefined) return name;
  const reason = ropId === undefined ? "is missing and must be the id of a ROP" : `no ROP ${side} has this id`;
  throw new RopEncodeError(ropId === undefined ? "invalid-input" : "unknown-rop", { reason, path: ["ropId"] });
}

/** Made when it is first asked for. */
let names: Readonly<Record<keyof Rops, ReadonlyMap<number, ValueName>>> | undefined;

/** Where two ROPs answer under one id, their responses are alike: the one that may differ more can hold both. */
function namesOf(suffix: string): ReadonlyMap<number, ValueName> {
  const found = new Map<number, ValueName>();
  for (const name of Object.keys(shapes).filter((one) => one.endsWith(suffix))) {
    const properties = propertiesOf(isValueName(name) ? shapes[name].value : "nothing");
    const id = properties.ropId;
    if (!isValueName(name) || typeof id !== "object" || !("only" in id)) continue;
    const ropId = Number(id.only[0]);
    if (!found.has(ropId) || properties.asSent !== undefined) found.set(ropId, name);
  }
  return found;
}

function propertiesOf(shape: Shape): Readonly<Record<string, Shape>> {
  return typeof shape === "object" && "properties" in shape ? shape.properties : {};
}
