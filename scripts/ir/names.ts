/** From the documents' names to TypeScript's and to file names: the one place where that is done. */

/** `SessionIndex` → `sessionIndex`, `TableRowFolderID` → `tableRowFolderId`, `X500DN` → `x500Dn`. */
export function propertyName(wireName: string): string {
  const words = wireName.match(
    /[A-Z]{2,}s?(?![a-z0-9])|[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[A-Z][0-9]*|[0-9]+/g,
  ) ?? [wireName];
  return words.map((word, index) => (index === 0 ? word.toLowerCase() : capital(word.toLowerCase()))).join("");
}

export function uncapital(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** `RopGetIDsFromNames` → `rop-get-ids-from-names`. */
export function kebab(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .toLowerCase();
}

/** Whether a name can stand as a property without quotes. */
export function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}
