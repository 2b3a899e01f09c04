/** Writes down what a module of the package exports, from the declarations that are published. */
import { join } from "node:path";
import { type Node, Project, type SourceFile, ts } from "ts-morph";

const printer = ts.createPrinter({ removeComments: true });

export class ApiReport {
  readonly #folder: string;
  readonly #project = new Project({
    skipAddingFilesFromTsConfig: true,
    compilerOptions: { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, lib: ["lib.es2023.d.ts"] },
  });

  /** @param folder that of the package */
  constructor(folder: string) {
    this.#folder = folder;
    // All at once: each file that comes later has everything resolved anew.
    this.#project.addSourceFilesAtPaths(join(folder, "dist/**/*.d.ts"));
  }

  /** The declarations of all that is written by hand; of what the schema says the names are enough, at the end. */
  of(path: string): string {
    const exported = this.#exported(path);
    const written = exported.filter(([, nodes]) => !nodes.some((node) => this.#saidBySchema(node)));
    const others = exported.filter((one) => !written.includes(one)).map(([name]) => name);
    const declarations = written.flatMap(([, nodes]) => [...new Set(nodes.map(declaration))]);
    const rest = others.length === 0 ? [] : ["// From the schema:", ...others.map((name) => `//   ${name}`)];
    return `${[...declarations, ...this.#passedOn(path), ...rest].join("\n")}\n`;
  }

  /** The names alone. */
  names(path: string): readonly string[] {
    return this.#exported(path).map(([name]) => name);
  }

  #exported(path: string): readonly (readonly [name: string, nodes: readonly Node[]])[] {
    // Other packages are found or not, as the folder lies.
    return [...this.#source(path).getExportedDeclarations()]
      .filter(([, nodes]) => nodes.some((node) => !node.getSourceFile().isInNodeModules()))
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
  }

  /** What it exports of other packages. */
  #passedOn(path: string): readonly string[] {
    return this.#source(path)
      .getExportDeclarations()
      .filter((one) => one.hasModuleSpecifier() && !one.isModuleSpecifierRelative())
      .map((one) => one.getText());
  }

  #source(path: string): SourceFile {
    return this.#project.getSourceFileOrThrow(join(this.#folder, path));
  }

  #saidBySchema(node: Node): boolean {
    const path = node
      .getSourceFile()
      .getFilePath()
      .slice(this.#folder.length + 1);
    return path.startsWith("dist/generated/") || /^dist\/schema\/(?!language\/)/.test(path);
  }
}

/** Without comments, in one form whatever it was written like. */
function declaration(node: Node): string {
  const { compilerNode } = node.getFirstAncestorByKind(ts.SyntaxKind.VariableStatement) ?? node;
  return printer.printNode(ts.EmitHint.Unspecified, compilerNode, compilerNode.getSourceFile());
}
