/** Bytes from outside: the vectors of the documents, and those of other implementations where they are at hand. */
import { existsSync, readFileSync } from "node:fs";
import { describe, it } from "vitest";

/** One vector, as far as every file states it. */
export interface Vector {
  readonly id: string;
  readonly title: string;
  /** `rop-request`, `rop-response`, `frame`, `http`, `lz77`, `structure:NAME`, ... */
  readonly kind: string;
  /** The ROP, where it is one. */
  readonly rop: string | null;
  readonly hex: string;
  /** What comes out when the payload is decompressed and deobfuscated. */
  readonly plain_hex?: string;
  readonly quality: "good" | "doubtful";
  readonly context: unknown;
  /** As the source states them. */
  readonly fields: Readonly<Record<string, unknown>> | null;
}

const PEERS = new URL("../../../shared/vectors/peers/", import.meta.url);

/** The vectors of a file in test/vectors/specifications. */
export function specificationVectors(file: string): readonly Vector[] {
  return read(new URL(`../vectors/specifications/${file}`, import.meta.url));
}

/**
 * A suite over a file of other implementations' vectors. They are not part of the project: where the folder
 * ../shared/vectors/peers does not lie beside it, a warning and a skipped test say so in place of the suite.
 */
export function describePeers(name: string, file: string, suite: (vectors: readonly Vector[]) => void): void {
  describe(name, () => {
    const url = new URL(file, PEERS);
    if (existsSync(url)) return suite(read(url));
    const reason = `no ../shared/vectors/peers/${file} beside the project`;
    console.warn(`skipped: ${name}: ${reason}`);
    it("with bytes from outside", ({ skip }) => skip(reason));
  });
}

/** All vectors of these files, or `undefined` where they do not lie beside the project. */
export function peerVectorsOf(files: readonly string[]): readonly Vector[] | undefined {
  const urls = files.map((file) => new URL(file, PEERS));
  return urls.every((url) => existsSync(url)) ? urls.flatMap(read) : undefined;
}

function read(url: URL): readonly Vector[] {
  return JSON.parse(readFileSync(url, "utf8")) as readonly Vector[];
}
