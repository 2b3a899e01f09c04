/** Goes over everything in a part of the model. */
export function everyNode(node: unknown, visit: (node: Readonly<Record<string, unknown>>) => void): void {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node)) visit(node as Readonly<Record<string, unknown>>);
  for (const inner of Object.values(node)) everyNode(inner, visit);
}
