/** What the figures were measured on and against. */
import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { root } from "./root.js";

export interface Machine {
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  /** Average number of processes that wanted a core in the last minute, before the measurement. */
  readonly load: number;
  readonly peers: Readonly<Record<string, string>>;
}

const PEERS = [
  "binary-parser",
  "kaitai-struct",
  "kaitai-struct-compiler",
  "protodef",
  "protobufjs",
  "@bufbuild/protobuf",
];

export function machine(node: string): Machine {
  const all = cpus();
  const cpu = all[0]?.model ?? "unknown";
  return { node, cpu, cores: all.length, load: loadavg()[0]!, peers: Object.fromEntries(PEERS.map(version)) };
}

function version(name: string): [string, string] {
  const { version } = JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")) as {
    version: string;
  };
  return [name, version];
}
