/** The interpreter of the representation: reads any codec of any schema, without code that was generated for it. */
import type { Model } from "../ir/model.js";
import { Definitions } from "./definitions.js";
import { type Interpreted, interpret } from "./interpret.js";

export type { Model } from "../ir/model.js";
export { InterpretError, type InterpretErrorCode } from "./error.js";
export type { Interpreted, Mark } from "./interpret.js";

export class Interpreter {
  readonly #definitions: Definitions;

  /** @param model as parsed from the `ir.json` that the generator writes, ours or one of your own schema */
  constructor(model: Pick<Model, "rops" | "structures" | "enumerations">) {
    this.#definitions = new Definitions(model);
  }

  /**
   * Reads what stands at the beginning of the bytes; more may follow.
   *
   * @param name of a structure, a request or a response: `RopLogonRequest`
   * @param context what the bytes do not say, by the names of the codec's parameters
   * @throws InterpretError if the bytes do not fit
   * @throws RangeError if nothing has the name
   */
  read(name: string, bytes: Uint8Array, context: Readonly<Record<string, unknown>> = {}): Interpreted {
    const codec = this.#definitions.codec(name);
    return interpret(this.#definitions, codec, bytes, this.#definitions.raw(codec, context));
  }
}
