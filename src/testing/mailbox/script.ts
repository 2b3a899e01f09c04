/** What mailboxes hold at first, as tests write it down. */
import type { PropertyList } from "./properties.js";

export interface MailboxScript {
  /** The distinguished name by which RopLogon finds the mailbox. Case does not matter. */
  readonly essdn: string;
  /** Default: the last part of the distinguished name. */
  readonly displayName?: string | undefined;
  /** Makes RopLogon answer that the mailbox is on the server of this distinguished name. */
  readonly redirectTo?: string | undefined;
  /** Folders below the top of the visible ones; Inbox, Outbox, Sent Items and Deleted Items are there in any case. */
  readonly folders?: readonly FolderScript[] | undefined;
}

export interface FolderScript {
  readonly name: string;
  /** Default: `IPF.Note`. */
  readonly containerClass?: string | undefined;
  readonly folders?: readonly FolderScript[] | undefined;
  readonly messages?: readonly MessageScript[] | undefined;
  /** Further properties. */
  readonly properties?: PropertyList | undefined;
}

export interface MessageScript {
  /** Default: empty. */
  readonly subject?: string | undefined;
  /** Default: empty. */
  readonly body?: string | undefined;
  /** Default: `IPM.Note`. */
  readonly messageClass?: string | undefined;
  /** Default: false. */
  readonly read?: boolean | undefined;
  /** When it was delivered. Default: now. */
  readonly received?: Date | undefined;
  readonly from?: AddressScript | undefined;
  readonly recipients?: readonly RecipientScript[] | undefined;
  /** Further properties. */
  readonly properties?: PropertyList | undefined;
}

/** An SMTP address and the name that goes with it. */
export interface AddressScript {
  readonly displayName: string;
  readonly address: string;
}

export interface RecipientScript extends AddressScript {
  /** Default: `to`. */
  readonly type?: "to" | "cc" | "bcc" | undefined;
}

/** A mailbox with something in it, for whoever scripts none. */
export function defaultMailbox(essdn: string): MailboxScript {
  const from = { displayName: "Postmaster", address: "postmaster@example.com" };
  const to = { displayName: lastPartOf(essdn), address: "me@example.com" };
  return {
    essdn,
    folders: [
      {
        name: "Inbox",
        folders: [{ name: "Projects" }],
        messages: [
          { subject: "Welcome", body: "This mailbox lives in memory.", from, recipients: [to], read: true },
          { subject: "RE: Welcome", body: "So does this message.", from, recipients: [to] },
        ],
      },
    ],
  };
}

/** `alice` of `/o=org/cn=recipients/cn=alice`. */
export function lastPartOf(essdn: string): string {
  return essdn.slice(essdn.lastIndexOf("=") + 1);
}
