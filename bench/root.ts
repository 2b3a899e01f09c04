/** Where the files of the benchmark lie that are not compiled. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of package.json, from the sources and from what is built of them. */
export const root: string = (() => {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
})();
