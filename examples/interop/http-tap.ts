/** A fetch that keeps the body of every response, so that one that cannot be decoded can be shown. */
import { RopDecodeError, readEnvelope } from "../../src/index.js";
import { MapiHttpError } from "../../src/mapi-http/index.js";
import { undecodable } from "./bytes.js";

export class HttpTap {
  /** By X-RequestType: NotificationWait goes beside the others. */
  readonly #bodies = new Map<string, Promise<Uint8Array>>();

  readonly fetch: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    const requestType = new Headers(init?.headers).get("X-RequestType") ?? "";
    const body = response.clone().arrayBuffer();
    // A body that breaks off is told by the client.
    const bytes = body.then(
      (buffer) => new Uint8Array(buffer),
      () => new Uint8Array(),
    );
    this.#bodies.set(requestType, bytes);
    return response;
  };

  /** The bytes that an error is about, in lines. */
  async explain(error: unknown): Promise<readonly string[]> {
    if (!(error instanceof MapiHttpError) || !(error.cause instanceof RopDecodeError)) return [];
    const bytes = await this.#bodies.get(error.requestType);
    if (bytes === undefined) return [];
    const what = `${error.requestType} response`;
    return undecodable(what, error.cause, error.failure === "body" ? readEnvelope(bytes).body : bytes);
  }
}
