/** Names of local variables in generated functions: properties, kept apart from what the functions themselves need. */

const TAKEN = new Set(
  (
    "r w b p n i at end flag form one raw other outer sent start far tidy back value content index item count list rest runs error " +
    "undefined NaN chain parser codePage arbitrary knobs d " +
    "break case catch class const continue debugger default delete do else enum export extends false finally for function if " +
    "import in instanceof new null return super switch this throw true try typeof var void while with yield let static await " +
    "implements interface package private protected public arguments eval"
  ).split(" "),
);

/** The functions of the runtime (src/wire): a local variable of such a name would hide one. */
export const RUNTIME: ReadonlySet<string> = new Set(
  (
    "agree aliasValue anyNonzero asked appendAsciiZ appendBytes appendString8Z appendUtf16Z " +
    "badRun booleanOf booleanValue countable deeper deeperInto deviation dropTerminator endsEarly enter enumerationBytes " +
    "firstColumns firstOf foreign foreignTo getF32 getF64 getI16 getI32 getI64 getU16 getU32 getU64 hexOf inside " +
    "isAlias isTerminated latin1 leave leaveEmpty lengthOf less misfit missingContext need " +
    "needObject needs needsContext noCase noLast notBoolean notBytes noValue notNone otherForm otherRop partValue pathText portableLatin1 " +
    "portableUtf16 present putF32 putF64 putI64 putReserved putU64 reserve seek skipByteZ skipUtf16Z takeAscii " +
    "takeAsciiZ takeBoolean takeBytes takeF32 takeF64 takeI16 takeI32 takeI64 takeRest takeString8 takeString8Z takeU16 " +
    "takeU32 takeU64 takeU8 takeUndecoded takeUtf16 takeUtf16Z trailing unknownCase unknownRop unnamedBits unnamedNumber utf16"
  ).split(" "),
);

/** The local variable of a property. */
export function local(property: string): string {
  return TAKEN.has(property) || RUNTIME.has(property) || /^outer\d+$/.test(property) ? `${property}Value` : property;
}

/** `name` or `name: local` in an object literal. */
export function entry(property: string, expression: string): string {
  return property === expression ? property : `${property}: ${expression}`;
}

/** An object literal, on one line if it fits behind so many characters. */
export function literal(entries: readonly string[], before: number): string {
  if (entries.length === 0) return "{}";
  const line = `{ ${entries.join(", ")} }`;
  if (line.length + before <= 110) return line;
  return `{\n${entries.map((one) => `  ${one},\n`).join("")}}`;
}
