/** Type-checks what has been generated, before it is written, with the TypeScript inside ts-morph. */
import { join, posix, relative, sep } from "node:path";
import { type CompilerOptions, Project, ts } from "ts-morph";
import type { Problem } from "./problems.js";

const OPTIONS: CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  isolatedModules: true,
  skipLibCheck: true,
  noEmit: true,
};

export interface TypeCheckOptions {
  /** Where the files would be written. */
  readonly folder: string;
  readonly files: ReadonlyMap<string, string>;
  /** The files that differ from what was checked before: only they and those that import them are looked at. */
  readonly changed?: readonly string[];
  /** What file names in problems are relative to. */
  readonly base: string;
  /** Package imports that lead to files, as in compiling. */
  readonly packages?: Readonly<Record<string, string>>;
  /** Declarations that the files need beside what they import. */
  readonly ambient?: readonly string[];
  /** Flags besides, that say nothing of whether the code is right. */
  readonly flags?: CompilerOptions;
}

export function typeCheck(options: TypeCheckOptions): readonly Problem[] {
  const { folder, files, base, packages = {}, ambient = [], flags = {} } = options;
  const paths = Object.fromEntries(Object.entries(packages).map(([name, file]) => [name, [file]]));
  const project = new Project({
    compilerOptions: { ...OPTIONS, ...flags, paths },
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
  });
  project.addSourceFilesAtPaths([...ambient]);
  const concerned = concernedBy(files, options.changed);
  const sources = [...files]
    .filter(([path]) => path.endsWith(".ts"))
    .map(([path, text]) => ({ path, source: project.createSourceFile(join(folder, path), text, { overwrite: true }) }))
    .flatMap(({ path, source }) => (concerned(path) ? [source] : []));
  const program = project.getProgram();
  // What the files import is somebody else's to check.
  const diagnostics = [
    ...program.getConfigFileParsingDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...sources.flatMap((source) => [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ]),
  ];
  return diagnostics.map((diagnostic) => {
    const file = diagnostic.getSourceFile()?.getFilePath();
    const line = diagnostic.getLineNumber();
    const text = ts.flattenDiagnosticMessageText(diagnostic.compilerObject.messageText, " ");
    return {
      position:
        file === undefined || line === undefined
          ? undefined
          : { file: relative(base, file).split(sep).join("/"), line },
      path: "",
      text: `the generated code does not type-check: ${text}`,
    };
  });
}

/** Whether a file is changed, or imports one that is. */
function concernedBy(
  files: ReadonlyMap<string, string>,
  changed: readonly string[] | undefined,
): (path: string) => boolean {
  if (changed === undefined) return () => true;
  const all = new Set(changed);
  return (path) =>
    all.has(path) ||
    [...(files.get(path) ?? "").matchAll(/ from "(\.[^"]+)\.js";/g)].some((match) =>
      all.has(`${posix.join(posix.dirname(path), match[1] ?? "")}.ts`),
    );
}
