// Every kind of page in a real browser: narrow and wide, light and dark, with and without JavaScript.
import { createRequire } from "node:module";
import { launch } from "./browser.mjs";
import { pagesOf } from "./folder.mjs";
import { serve } from "./serve.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const WIDTHS = [390, 1440];

/** Checks one page of each kind; all commentary and sources. `quick` leaves out axe and the dark scheme. */
export async function checkPages(folder, { base, quick = false }) {
  const site = await serve(folder, base);
  const browser = await launch();
  const faults = [];
  let count = 0;
  try {
    for (const path of sampleOf(folder)) {
      const address = `${site.origin}${base}${path.replace(/index\.html$/, "")}`;
      const without = await textWithoutScript(browser, address, faults, path);
      for (const width of WIDTHS) {
        for (const colorScheme of quick ? ["light"] : ["light", "dark"]) {
          count += 1;
          const where = `${path} at ${width} px, ${colorScheme}`;
          faults.push(...(await look(browser, address, { width, colorScheme, quick, without })).map((fault) => `${where}: ${fault}`));
        }
      }
    }
    const lost = await lostPage(browser, `${site.origin}${base}no/such/page/`);
    count += 1;
    faults.push(...lost);
  } finally {
    await browser.close();
    site.close();
  }
  return { count, faults };
}

/** All commentary and sources; of other folders the first page at each depth. */
function sampleOf(folder) {
  const seen = new Set();
  return pagesOf(folder).filter((path) => {
    if (/^(commentary|sources)\/[^/]+\/index\.html$/.test(path)) return true;
    const parts = path.split("/");
    const kind = `${parts.length > 1 ? parts[0] : path} ${parts.length} ${parts.includes("captures")}`;
    return !seen.has(kind) && seen.add(kind);
  });
}

/** The words of a page without JavaScript, where nothing may be hidden. */
async function textWithoutScript(browser, address, faults, path) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 900 } });
  const page = await context.newPage();
  await page.goto(address);
  const notes = page.locator(".note:visible");
  const all = page.locator(".note");
  if ((await notes.count()) !== (await all.count())) faults.push(`${path}: a note is hidden without JavaScript`);
  const text = await page.locator("main").innerText();
  if (!text.trim()) faults.push(`${path}: nothing to read without JavaScript`);
  await context.close();
  return words(text);
}

const words = (text) => text.split(/\s+/).filter(Boolean).length;

async function look(browser, address, { width, colorScheme, quick, without }) {
  const faults = [];
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: false });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("requestfailed", (request) => faults.push(`request failed: ${request.url()}`));
  page.on("request", (request) => !request.url().startsWith(new URL(address).origin) && faults.push(`asks ${request.url()}`));
  page.on("response", (response) => response.status() >= 400 && faults.push(`${response.status()} for ${response.url()}`));
  await page.goto(address, { waitUntil: "networkidle" });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (overflow > 0) faults.push(`scrolls sideways by ${overflow} px`);
  const hidden = (await page.locator(".note").count()) - (await page.locator(".note:visible").count());
  if (hidden > 0) faults.push(`${hidden} notes hidden`);
  const found = words(await page.locator("main").innerText());
  if (Math.abs(found - without) > without * 0.1 + 20) faults.push(`${found} words with JavaScript, ${without} without`);
  faults.push(...(await overlaps(page)));
  if (!quick) faults.push(...(await accessibility(page)));
  await context.close();
  return faults;
}

/** No note lies over another. */
async function overlaps(page) {
  return page.evaluate(() => {
    const boxes = [...document.querySelectorAll(".reading .note")].map((note) => [note.id, note.getBoundingClientRect()]);
    const faults = [];
    for (let at = 1; at < boxes.length; at++) {
      const [before, above] = boxes[at - 1];
      const [id, box] = boxes[at];
      if (box.top < above.bottom - 1 && box.left < above.right - 1 && above.left < box.right - 1 && box.height && above.height) {
        faults.push(`note ${id} lies over ${before}`);
      }
    }
    return faults;
  });
}

async function accessibility(page) {
  // The policy of the page forbids scripts from elsewhere; the referee is put in by the browser itself.
  await page.evaluate((await import("node:fs")).readFileSync(axe, "utf8"));
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) => `axe ${id}: ${nodes[0].target.join(" ")} (${nodes.length})`);
}

/** A missing page two folders deep is styled and its links lead back. */
async function lostPage(browser, address) {
  const page = await browser.newPage();
  const faults = [];
  page.on("response", (response) => response.status() >= 400 && response.url() !== address && faults.push(`404: ${response.url()} is missing`));
  const answer = await page.goto(address, { waitUntil: "networkidle" });
  if (answer.status() !== 404) faults.push(`404: answered ${answer.status()}`);
  const sheets = await page.evaluate(() => document.styleSheets.length);
  if (sheets === 0) faults.push("404: has no styles");
  await page.close();
  return faults;
}
