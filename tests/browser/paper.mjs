// A reading on paper: every note after its passage with its number, addresses printed, nothing cut and nothing over anything.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "./browser.mjs";
import { serve } from "./serve.mjs";

const PAGES = ["commentary/ice/", "commentary/two-papers/", "sources/beacon-2025-03-02/"];
const NOT_PRINTED = ".site-nav, .site-footer, .switch, .passage-list, .search-form, .entry-nav, .skip-link, .key-hint, summary";
/** Page numbers stand in the lower margin: 22 mm, in points. */
const FOOT = (22 / 25.4) * 72;

/** Prints the pages of the site of readings on A4 and Letter. */
export async function checkPaper(folder) {
  const site = await serve(folder, "/");
  const browser = await launch();
  const scratch = mkdtempSync(join(tmpdir(), "postil-paper-"));
  const faults = [];
  let count = 0;
  try {
    for (const path of PAGES) {
      const page = await browser.newPage();
      await page.goto(`${site.origin}/${path}`, { waitUntil: "networkidle" });
      for (const format of ["A4", "Letter"]) {
        count += 1;
        const file = join(scratch, "page.pdf");
        writeFileSync(file, await page.pdf({ format }));
        const sheets = sheetsOf(file);
        const wanted = await wantedOf(page);
        faults.push(...[...lacking(sheets, wanted), ...cut(sheets), ...over(sheets)].map((fault) => `${path} on ${format}: ${fault}`));
      }
      await page.emulateMedia({ media: "print" });
      for (const part of await page.locator(NOT_PRINTED).all()) {
        if (await part.isVisible()) faults.push(`${path}: ${await part.evaluate((found) => found.className || found.tagName)} is printed`);
      }
      await page.close();
    }
  } finally {
    await browser.close();
    site.close();
    rmSync(scratch, { recursive: true });
  }
  return { count, faults };
}

/** The sheets of a file: `{width, height, words: [{left, top, right, bottom, text}]}`, in points. */
function sheetsOf(file) {
  const text = execFileSync("pdftotext", ["-bbox", file, "-"], { encoding: "utf8" });
  const unescape = (word) => word.replace(/&(lt|gt|quot|amp|#39);/g, (_, name) => ({ lt: "<", gt: ">", quot: '"', amp: "&", "#39": "'" })[name]);
  return text.split("<page ").slice(1).map((sheet) => {
    const [, width, height] = sheet.match(/width="([\d.]+)" height="([\d.]+)"/).map(Number);
    const words = [...sheet.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g)];
    return { width, height, words: words.map(([, left, top, right, bottom, word]) => ({ left: +left, top: +top, right: +right, bottom: +bottom, text: unescape(word) })) };
  });
}

/** What the sheets must have, in order; blanks do not count. Addresses may stand anywhere. */
async function wantedOf(page) {
  return page.evaluate(() => {
    const shown = (element) => {
      const copy = element.cloneNode(true);
      copy.querySelectorAll(".visually-hidden, .para-number, .ref").forEach((part) => part.remove());
      return copy.textContent;
    };
    const inOrder = [];
    for (const part of document.querySelectorAll(".reading :is(.text p[id], .passage, .note, .markers li)")) {
      if (part.matches(".note")) {
        const parts = [...part.querySelectorAll(".lemma, p:not(.note-number), td, pre")];
        inOrder.push({ what: "note", words: [part.querySelector(".note-number a").textContent.match(/\d+/)[0] + shown(parts[0]), ...parts.slice(1).map((piece) => [...piece.childNodes].map((node) => node.textContent)).flat()] });
      } else if (part.matches(".passage")) {
        const label = part.querySelector(".ref a")?.dataset.label ?? "";
        inOrder.push({ what: "passage", words: [shown(part) + label] });
      } else {
        inOrder.push({ what: "text", words: [shown(part).slice(0, 20)] });
      }
    }
    const anywhere = [document.querySelector("[rel=canonical]").href];
    document.querySelectorAll("main [rel=external]").forEach((link) => anywhere.push(link.getAttribute("href")));
    const captured = document.querySelector("[data-versiondate]").dataset.versiondate;
    anywhere.push(new Date(captured).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }));
    return { inOrder, anywhere, notes: document.querySelectorAll(".reading .note, .reading .markers li").length };
  });
}

const squeezed = (text) => text.replace(/\s+/g, "");

function lacking(sheets, { inOrder, anywhere, notes }) {
  const faults = notes === 0 ? ["has no notes"] : [];
  const above = ({ height, words }) => words.filter(({ top }) => top < height - FOOT);
  const text = squeezed(sheets.map((sheet) => asRead(above(sheet)).map((word) => word.text).join("")).join(""));
  let at = 0;
  for (const { what, words } of inOrder) {
    for (const piece of words.map(squeezed).filter(Boolean)) {
      // A passage stands in its paragraph: that one is looked for by its first words.
      const found = text.indexOf(piece, at);
      if (found < 0) faults.push(`the ${what} \`${piece.slice(0, 60)}\` is not where it should be`);
      else at = found;
    }
  }
  for (const piece of anywhere) if (!text.includes(squeezed(piece))) faults.push(`\`${piece}\` is not printed`);
  return faults;
}

/** Words line by line; a raised number belongs to its line. */
function asRead(words) {
  const middle = ({ top, bottom }) => (top + bottom) / 2;
  const lines = [];
  for (const word of [...words].sort((one, other) => middle(one) - middle(other))) {
    const line = lines.at(-1);
    if (line && middle(word) - middle(line[0]) < 6) line.push(word);
    else lines.push([word]);
  }
  return lines.flatMap((line) => line.sort((one, other) => one.left - other.left));
}

/** Words that reach into the edge of the paper. */
function cut(sheets) {
  return sheets.flatMap(({ width, height, words }) =>
    words.filter(({ left, top, right, bottom }) => left < 28 || top < 28 || right > width - 28 || bottom > height - 20).map(({ text }) => `\`${text}\` is at the edge of the paper`),
  );
}

/** Words that lie over others. */
function over(sheets) {
  const faults = [];
  for (const { words } of sheets) {
    for (const [at, one] of words.entries()) {
      for (const other of words.slice(at + 1)) {
        const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (wide > 2 && high > 0.5 * Math.min(one.bottom - one.top, other.bottom - other.top)) faults.push(`\`${one.text}\` lies over \`${other.text}\``);
      }
    }
  }
  return faults;
}
