/** Says what the generated code exports for a codec, and where it is imported from. */
import type { Codec } from "../../ir/model.js";
import type { GeneratedFile, Origin } from "../file.js";

export class Modules {
  readonly #exports: ReadonlyMap<string, readonly string[]>;
  readonly #package: string | undefined;

  constructor(files: readonly GeneratedFile[], origin: Origin) {
    this.#exports = new Map(files.map(({ path, lines }) => [path, exportsOf(lines.text)]));
    this.#package = origin.package;
  }

  /** @param among the codecs of the same file: a longer name of another is not taken for one of this codec's */
  text(path: string, { name }: Codec, among: readonly Codec[]): readonly string[] {
    const longer = among.map((other) => other.name).filter((other) => other.length > name.length);
    const own = (this.#exports.get(path) ?? []).filter((one) => {
      const bare = one.replace(/^(decode|encode|skip)(?=[A-Z])/, "");
      return bare.startsWith(name) && !longer.some((other) => bare.startsWith(other));
    });
    const module = path.replace(/\.ts$/, "");
    const from = this.#package === undefined ? `./${module}.js` : `${this.#package}/${module}`;
    return [`In TypeScript: ${own.map((one) => `\`${one}\``).join(", ")} from \`${from}\`.`, ""];
  }
}

function exportsOf(text: string): readonly string[] {
  return [...text.matchAll(/^export (?:interface|type|function|const) (\w+)/gm)].map((match) => match[1] ?? "");
}
