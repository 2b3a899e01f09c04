/** What the generate command says of itself: apart from the compiler, which needs ts-morph. */

export const HELP = `Compiles a schema into types, decoders, encoders, parsers and a reference.

  --schema FILE      the module that exports \`schema\` (default: schema/index.ts)
  --out DIR          where the code goes (default: generated)
  --wire SPECIFIER   what the code imports the runtime from (default: ropwire/wire)
  --arbitraries      also write arbitraries for fast-check (which must be installed then)
  --byte-maps        also write decoders that say which bytes are which field
  --examples FILE    show bytes from outside in the reference: one JSON object a line with "as" (rop-request,
                     rop-response, the name of a structure), "hex", "source", "spec", "context"; may be repeated
  --check            write nothing; say what differs, and fail if anything does
  --watch            compile again whenever the schema changes
  --help             this text

Exit codes: 0 done, 1 the schema has problems or --check found differences, 2 wrong arguments.
`;
