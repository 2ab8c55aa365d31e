// A reading on a narrow screen without script, and its rows beside a note that is far longer than its passage.
import { launch } from "./browser.mjs";
import { serve } from "./serve.mjs";

const PAGES = ["commentary/ice/", "commentary/two-papers/", "sources/beacon-2025-03-02/", "", "archive/2025/03/"];
const READING = "commentary/ice/";

/** Looks at the pages of the site of readings at 320 px without script, and at the rows of one with and without. */
export async function checkPhone(folder) {
  const site = await serve(folder, "/");
  const browser = await launch();
  const faults = [];
  let count = 0;
  const look = async (path, { width, script }, find) => {
    count += 1;
    const context = await browser.newContext({ javaScriptEnabled: script, viewport: { width, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${site.origin}/${path}`, { waitUntil: "networkidle" });
    await page.evaluate(() => document.fonts.ready.then(() => null));
    for (const fault of await page.evaluate(find)) faults.push(`${path || "/"} at ${width} px${script ? "" : " without script"}: ${fault}`);
    await context.close();
  };
  try {
    for (const path of PAGES) await look(path, { width: 320, script: false }, narrow);
    for (const script of [true, false]) await look(READING, { width: 1440, script }, rows);
  } finally {
    await browser.close();
    site.close();
  }
  return { count, faults };
}

/** Runs in the page. */
function narrow() {
  const faults = [];
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > wide) faults.push(`scrolls sideways by ${document.documentElement.scrollWidth - wide} px`);
  for (const element of document.querySelectorAll("body *")) {
    const { right, width, height } = element.getBoundingClientRect();
    const isApart = element.closest(".table-frame, pre, svg, .visually-hidden, .skip-link") || element.closest("details:not([open])");
    if (right > wide + 0.5 && width && height && !isApart) faults.push(`${element.tagName} .${element.className} reaches ${right} px`);
  }
  // What stands in the head of the page is beside or below what stands before it.
  const head = [...document.querySelectorAll(".site-header > *, .site-header fieldset, .site-nav")].map((part) => part.querySelector("a, legend, ul") ? part : part);
  for (const [at, one] of head.entries()) {
    for (const other of head.slice(at + 1)) {
      if (one.contains(other) || other.contains(one)) continue;
      const [a, b] = [boxOf(one), boxOf(other)];
      if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1) faults.push(`.${one.className} lies over .${other.className}`);
    }
  }
  // Each note follows its paragraph, and nothing in the reading lies over what is before it.
  let bottom = -Infinity;
  for (const part of document.querySelectorAll(".reading .pair > *, .reading .texts > .text")) {
    if (part.matches(".texts")) continue;
    const box = part.getBoundingClientRect();
    if (box.height && box.top < bottom - 1) faults.push(`.${part.className} begins above the end of what is before it`);
    bottom = Math.max(bottom, box.bottom);
  }
  for (const ref of document.querySelectorAll(".reading .passage .ref a")) {
    const note = document.getElementById(decodeURIComponent(ref.hash.slice(1)));
    if (!note || ref.pathname !== location.pathname) continue;
    const end = ref.closest("p").getBoundingClientRect().bottom;
    const box = note.getBoundingClientRect();
    if (!box.height) faults.push(`note ${note.id} is hidden`);
    if (box.top < end - 1) faults.push(`note ${note.id} begins above the end of its paragraph`);
    const between = [...document.querySelectorAll(".reading .text > p")].filter((p) => p.getBoundingClientRect().top >= end && p.getBoundingClientRect().bottom <= box.top);
    if (between.length) faults.push(`note ${note.id} comes after another paragraph`);
  }
  // No word of a table is cut in two.
  for (const cell of document.querySelectorAll("td, th")) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (const word of walker.currentNode.data.matchAll(/\S+/g)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, word.index);
        range.setEnd(walker.currentNode, word.index + word[0].length);
        if (!/-/.test(word[0]) && range.getClientRects().length > 1) faults.push(`the word \`${word[0]}\` of a table is cut in two`);
      }
    }
  }
  return faults;

  /** What is seen of an element: its text, not the room it has. */
  function boxOf(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect();
  }
}

/** Runs in the page. */
function rows() {
  const faults = [];
  const line = parseFloat(getComputedStyle(document.querySelector(".reading .text > p")).lineHeight);
  const long = [...document.querySelectorAll(".reading .note")].find((note) => note.textContent.split(/\s+/).length > 500);
  // A note never rises above its passage, and sinks by ten lines at most to clear the notes before it.
  const passage = document.querySelector(`[id="${long.dataset.passage}"]`);
  const apart = long.getBoundingClientRect().top - passage.getBoundingClientRect().top;
  if (apart < -line || apart > 11 * line) faults.push(`the long note stands ${apart} px from its passage`);
  // Paragraphs without notes go on beside the long note.
  for (const p of document.querySelectorAll(".reading .text-rest > p")) {
    const gap = p.getBoundingClientRect().top - (before(p)?.getBoundingClientRect().bottom ?? NaN);
    if (gap > 2 * line) faults.push(`a gap of ${gap} px before \`${p.textContent.slice(0, 20)}\``);
  }
  return faults;

  function before(p) {
    const all = [...document.querySelectorAll(".reading .text > p")];
    return all[all.indexOf(p) - 1];
  }
}
