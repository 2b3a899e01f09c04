/** A presence bit is one that some field says: it exists exactly when the bit is set. */
import { type Rule, under } from "./rule.js";

export const presence: Rule = (program, report) => {
  for (const codec of program.codecs) {
    const members = program.plan(codec)?.members ?? [];
    const said = new Set(
      members.flatMap((member) => [...member.presence].flatMap(([name, { by }]) => (by === "field" ? [name] : []))),
    );
    for (const item of members.flatMap(({ path }) => path)) {
      if (item.item !== "field") continue;
      const { type, property, position = codec.position } = item.field;
      const parts = type.type === "bits" ? type.parts : [];
      const bits = [
        ...(type.type === "presence" && type.wire !== "bit" ? [[property, position] as const] : []),
        ...parts.flatMap((part) =>
          part.type.type === "presence" && part.type.wire === "bit"
            ? [[part.name, part.position ?? under(position, part.name)] as const]
            : [],
        ),
      ];
      for (const [name, here] of bits) {
        if (!said.has(name))
          report(
            here,
            `no field exists exactly when "${name}" is set, so that nothing says it: put one under when(${name}, …), or make it ${type.type === "bits" ? "a bit" : "a boolean"}`,
          );
      }
    }
  }
};
