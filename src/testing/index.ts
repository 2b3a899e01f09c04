/** A MAPI/HTTP server on loopback for tests of clients (Node): mailboxes in memory, real framing, faults on demand. */
export type { RopScript, ScriptedCall } from "./execute.js";
export type { Fault } from "./faults.js";
export { Folder, type Item, Message } from "./mailbox/items.js";
export { type Change, Mailbox } from "./mailbox/mailbox.js";
export { Properties, type PropertyList } from "./mailbox/properties.js";
export type {
  AddressScript,
  FolderScript,
  MailboxScript,
  MessageScript,
  RecipientScript,
} from "./mailbox/script.js";
export type { MapiServerOptions, ObservedRequest } from "./options.js";
export { type MapiServer, startMapiServer } from "./server.js";
export type { Connected, ServerSession } from "./session.js";
