/** Structures by their name, with what decides their layout from the context. */
import * as generated from "../../generated/index.js";
import { shapes } from "../../generated/shapes.js";
import { fromJson, isValueName, partialToJson, toJson, type ValueName } from "../json/index.js";
import { RopDecodeError } from "../wire/errors.js";
import type { Reader } from "../wire/reader.js";
import type { CodecShape } from "../wire/shape.js";
import type { Writer } from "../wire/writer.js";
import type { Context } from "./context.js";
import { type Kind, whole, written } from "./kind.js";
import { refusal } from "./problems.js";

type Decoder = (r: Reader, ...parameters: readonly unknown[]) => unknown;
type Encoder = (w: Writer, value: unknown, ...parameters: readonly unknown[]) => void;

const codecs: Readonly<Record<string, unknown>> = generated;

/** Without columns these keep the rows as bytes. */
const KEEP_ROWS = ["NotificationData", "ModifyRecipientRow", "OpenRecipientRow", "ReadRecipientRow"];

/** Whether a value is that of a ROP, which the registry knows. */
function isRop(name: string): boolean {
  return /^Rop.+(Request|Response)$/.test(name);
}

/** What the functions of a structure take behind the reader. @throws RopDecodeError where that is not known */
export function argumentsOf(name: ValueName, { values }: Context): readonly unknown[] {
  const { parameters = {} }: CodecShape = shapes[name];
  return Object.keys(parameters).map((parameter) => {
    const value = values[parameter as keyof typeof values];
    if (value !== undefined || KEEP_ROWS.includes(name)) return value;
    const reason = `cannot be read or written without ${parameter}`;
    throw new RopDecodeError("missing-context", { reason, path: ["context", parameter] });
  });
}

/** The kind of a structure. @throws RopEncodeError where there is none of that name */
export function structure(name: string): Kind {
  if (!isValueName(name)) throw refusal(`no structure is called ${JSON.stringify(name)}`, "as");
  if (isRop(name)) throw refusal(`${name} is a ROP: decode it as rop-request or rop-response`, "as");
  const decoder = codecs[`decode${name}`] as Decoder;
  const encoder = codecs[`encode${name}`] as Encoder;
  const given = (context: Context): readonly unknown[] => argumentsOf(name, context);
  return {
    decode(bytes, { context }) {
      const known = given(context);
      const value = whole(bytes, context, (r) => decoder(r, ...known));
      return {
        value: toJson(name, value as never, context.values),
        plain: value,
        again: () => written(context, (w) => encoder(w, value, ...known)),
      };
    },
    encode(json, { context }) {
      const known = given(context);
      const value: unknown = fromJson(name, json, context.values);
      return written(context, (w) => encoder(w, value, ...known));
    },
    partial: (partial, { context }) => partialToJson(name, partial, context.values),
  };
}
