/** The wire: readers, writers and errors that the generated code stands on. */
export * from "./code-page.js";
export * from "./errors.js";
export * from "./reader.js";
export type * from "./shape.js";
export * from "./skip.js";
export { hexOf } from "./text.js";
export * from "./writer.js";
