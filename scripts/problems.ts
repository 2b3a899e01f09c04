/** Problems of a schema: what is wrong, where it stands, and what to do about it. All are gathered before any is printed. */

export interface Position {
  readonly file: string;
  readonly line: number;
}

/** Where something is said, and what it is. */
export interface Place extends Position {
  /** From the ROP or structure to the row, for example `RopOpenFolder.response.success.Servers`. */
  readonly path: string;
}

export interface Problem {
  readonly position: Position | undefined;
  readonly path: string;
  readonly text: string;
}

export class Problems {
  readonly #all: Problem[] = [];

  add(position: Position | undefined, path: string, text: string): void {
    const known = this.#all.some(
      (other) =>
        other.path === path &&
        other.text === text &&
        other.position?.file === position?.file &&
        other.position?.line === position?.line,
    );
    if (known) return;
    this.#all.push({
      position: position === undefined ? undefined : { file: position.file, line: position.line },
      path,
      text,
    });
  }

  get all(): readonly Problem[] {
    return this.#all.toSorted(
      (a, b) =>
        (a.position?.file ?? "").localeCompare(b.position?.file ?? "") ||
        (a.position?.line ?? 0) - (b.position?.line ?? 0),
    );
  }

  get any(): boolean {
    return this.#all.length > 0;
  }
}

/** `schema/rops/folder/rop-open-folder.ts:14  RopOpenFolder.success.Servers: …` */
export function problemText({ position, path, text }: Problem): string {
  const place = position === undefined ? "" : `${position.file}:${position.line}  `;
  return `${place}${path === "" ? "" : `${path}: `}${text}`;
}
