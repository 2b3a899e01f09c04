/** ROPs: one for each id and name, and what they need and leave can be found. */
import type { Program } from "../emit/program.js";
import { placeOf } from "../emit/registry.js";
import type { Codec, ParamModel, RopModel } from "../ir/model.js";
import type { Report, Rule } from "./rule.js";

export const rops: Rule = (program, report) => {
  const ids = new Map<number, string>();
  const names = new Set<string>();
  const contexts = new Map<string, string>();
  for (const rop of program.model.rops) {
    const other = ids.get(rop.id);
    if (other !== undefined)
      report(rop.position, `the RopId 0x${rop.id.toString(16).padStart(2, "0")} is ${other}'s already`);
    if (names.has(rop.name)) report(rop.position, "there are two ROPs of this name");
    ids.set(rop.id, rop.name);
    names.add(rop.name);
    if (rop.request === undefined && rop.response === undefined)
      report(rop.position, "it has neither a request nor a response: say the tables it has");
    if (rop.response === undefined && rop.responseId !== rop.id) report(rop.position, "responseId without a response");
    checkLeft(program, rop, report);
    for (const codec of [rop.request, rop.response])
      if (codec !== undefined) checkNeeded(program, rop, codec, contexts, report);
  }
  checkShared(program, report);
};

/** Responses under one id cannot be told apart: their rows must be the same. */
function checkShared({ model }: Program, report: Report): void {
  const first = new Map<number, { name: string; rows: string }>();
  for (const { response, name, position } of model.rops) {
    for (const id of [response?.ropId, response?.alsoRopId]) {
      if (response === undefined || id === undefined) continue;
      const rows = JSON.stringify([response.body, response.params], (key, value: unknown) =>
        key === "position" || key === "section" || key === "doc" ? undefined : value,
      );
      const other = first.get(id);
      if (other !== undefined && other.rows !== rows)
        report(
          position,
          `its response has the id 0x${id.toString(16).padStart(2, "0")} of ${other.name}'s, but other rows: nothing would tell them apart`,
        );
      if (other === undefined) first.set(id, { name, rows });
    }
  }
}

/** What an exchange leaves in the conversation, and what decides that RopProgress may come instead. */
function checkLeft(program: Program, rop: RopModel, report: Report): void {
  const { asynchronousIf, remembers, forgets } = rop;
  if (
    asynchronousIf !== undefined &&
    !(asynchronousIf.test === "true" && has(program, rop.request, asynchronousIf.ref.name))
  )
    report(rop.position, "asynchronousIf names a boolean of the request, and nothing else");
  for (const { context, key, from, source } of remembers) {
    if (!has(program, rop[from], source.name))
      report(rop.position, `remembers "${source.name}" as "${context}", which is no property of its ${from}`);
    checkKey(program, rop, context, key, report);
  }
  for (const { context, key } of forgets) checkKey(program, rop, context, key, report);
}

function checkKey(program: Program, rop: RopModel, context: string, key: string, report: Report): void {
  if (!has(program, rop.request, key) && !has(program, rop.response, key))
    report(rop.position, `"${key}" says whose "${context}" it is, but is in neither its request nor its response`);
}

/** Whether a value can have the property. */
function has(program: Program, codec: Codec | undefined, property: string): boolean {
  const members = codec === undefined ? [] : (program.plan(codec)?.members ?? []);
  return members.some(({ properties }) => properties.some(({ name }) => name === property));
}

/** What a buffer needs of the conversation. */
function checkNeeded(
  program: Program,
  rop: RopModel,
  codec: Codec,
  contexts: Map<string, string>,
  report: Report,
): void {
  for (const { name, kind, key, type } of codec.params) {
    if (kind === "request") {
      if (codec.kind === "request")
        report(codec.position, `takes "${name}" from the request, which it is itself: refer to the row`);
      else if (!has(program, rop.request, name))
        report(codec.position, `takes "${name}" from the request, which has no such property`);
    }
    if (kind === "context" && (key === undefined || placeOf(codec, key) === undefined))
      report(
        codec.position,
        `"${key ?? ""}" says whose "${name}" it is: it must stand at the front of the buffer, behind whole numbers only`,
      );
    const text = typeText({ type });
    const other = contexts.get(name);
    if (other !== undefined && other !== text)
      report(codec.position, `what is known as "${name}" has another type elsewhere: give one of them another name`);
    contexts.set(name, text);
  }
}

function typeText(param: Pick<ParamModel, "type">): string {
  return JSON.stringify(param.type, (key, value: unknown) =>
    key === "position" || key === "placed" || key === "length" ? undefined : value,
  );
}
