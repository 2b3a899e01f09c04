/** The session rule: the client's sessions, the verdicts on RopPending, the driver that makes the follow-up calls; and the server's queue. */
export * from "./notification-queue.js";
export * from "./notification-targets.js";
export * from "./pending-driver.js";
export * from "./pending-rule.js";
export * from "./push-registration.js";
export * from "./sessions.js";
