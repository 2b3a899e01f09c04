/** A bundled page in a real browser: it decodes, and judges a RopPending, where no code may be made from strings. */
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

const { projects, lacking } = inject("consumer");
const executable = process.env.CHROMIUM ?? "/usr/bin/chromium";
const reason = lacking ?? (existsSync(executable) ? undefined : `there is no ${executable} (set CHROMIUM)`);
if (reason !== undefined) console.warn(`skipped: the page in a browser: ${reason}`);

/** Scripts of the page's own server alone, and no `unsafe-eval`. */
const POLICY = "default-src 'none'; script-src 'self'";
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let server: Server;
let browser: BrowserContext;
let page: Page;
const profile = mkdtempSync(join(tmpdir(), "ropwire-browser-"));
/** Errors in the page that nobody caught. */
const complaints: string[] = [];

beforeAll(async () => {
  if (reason !== undefined) return;
  const folder = join(projects, "browser");
  const { outputFiles } = await build({
    entryPoints: [join(folder, "page.ts")],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
  });
  const files = new Map<string, readonly [type: string, body: string | Uint8Array]>([
    ["/", ["text/html", readFileSync(join(folder, "index.html"))]],
    ["/page.js", ["text/javascript", outputFiles[0]?.contents ?? ""]],
  ]);
  server = createServer((request, response) => {
    const [type, body] = files.get(request.url ?? "") ?? ["text/plain", ""];
    response
      .writeHead(files.has(request.url ?? "") ? 200 : 404, { "Content-Type": type, "Content-Security-Policy": POLICY })
      .end(body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  browser = await chromium.launchPersistentContext(profile, {
    executablePath: executable,
    headless: true,
    args: FLAGS,
  });
  page = await browser.newPage();
  page.on("pageerror", (error) => complaints.push(String(error)));
}, 60_000);

afterAll(async () => {
  await browser?.close();
  server?.close();
  rmSync(profile, { recursive: true, force: true });
});

/** What the page shows that is opened with these bytes and session indexes. */
async function shown(hex: string, ...indexes: readonly number[]): Promise<unknown> {
  const { port } = server.address() as AddressInfo;
  // Through another page: a change behind the `#` alone loads nothing.
  await page.goto("about:blank");
  await page.goto(`http://127.0.0.1:${port}/#${[hex, ...indexes].join(",")}`, { waitUntil: "load" });
  return JSON.parse((await page.textContent("body")) ?? "");
}

test.skipIf(reason !== undefined)("decodes in the page, and the session rule gives its verdict", async () => {
  const hex = "2a44000000001080010000000000000cefcdab896745230100006e0700";
  expect(await shown(hex, 1, 7)).toEqual({
    responses: [expect.objectContaining({ ropId: 0x2a }), { ropId: 0x6e, sessionIndex: 7 }],
    verdicts: ["match"],
    client: "function",
    codeFromStrings: false,
  });
  expect(await shown(hex, 1, 2)).toMatchObject({ verdicts: ["no-match"] });
  expect(await shown("6e0700")).toMatchObject({ verdicts: ["no-match"] });
  expect(complaints).toEqual([]);
});
