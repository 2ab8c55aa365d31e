// What is selected in a source and copied is its words, which `postil quote` verifies as they are; and a search finds them.
import { spawnSync } from "node:child_process";
import { launch } from "./browser.mjs";
import { serve } from "./serve.mjs";

const SOURCE = "beacon-2025-04-06";
const PAGES = [`sources/${SOURCE}/`, "commentary/moorings/"];
const PARAGRAPHS = [
  "begins in May. The council gave no date for the new list. Whoever rows to the mole needs no ticket.",
  "Boats under seven metres pay thirty marks. The winter fee stays as it is.",
  "The list hangs in the hall from the first day of May.",
];
const OVER_A_HEADING = [
  "from the first day of May. It is not sent by post.",
  "Who pays nothing",
  "Rowers of the school pay nothing. The pilot boat pays nothing either.",
  "The lifeboat has a berth of its own.",
  "The dredger has two.",
  "Visitors pay by the night",
];
/** Over the end of a passage with its number, over its beginning, and over the mark of a footnote. */
const SOUGHT = ["new list. Whoever rows", "ticket. ", "pay thirty marks. The winter", "under seven metres pay", "of the school pay nothing", "in May. The council"];

/** Copies on the pages of the site of readings, `root`, built into `folder`, and asks the program to verify it. */
export async function checkCopied(folder, { root, program }) {
  const site = await serve(folder, "/");
  const browser = await launch();
  const faults = [];
  let count = 0;
  const expect = (where, found, wanted) => {
    count += 1;
    if (found !== wanted) faults.push(`${where}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
  };
  try {
    for (const path of PAGES) {
      for (const script of [true, false]) {
        const where = `${path}${script ? "" : " without script"}`;
        const context = await browser.newContext({ javaScriptEnabled: script, viewport: { width: 1440, height: 2400 } });
        const page = await context.newPage();
        await page.goto(`${site.origin}/${path}`, { waitUntil: "networkidle" });
        const copied = await copy(browser, page, PARAGRAPHS);
        if (script || path.startsWith("sources/")) expect(`${where}, copied`, copied, PARAGRAPHS.join("\n\n"));
        // Without script the room of the notes between two paragraphs leaves empty lines.
        else expect(`${where}, copied`, copied.replace(/\n{2,}/g, "\n\n"), PARAGRAPHS.join("\n\n"));
        expect(`${where}, verified`, verdictOf(program, root, copied), "verbatim");
        const further = await copy(browser, page, OVER_A_HEADING);
        if (script) expect(`${where}, copied over a heading`, further, OVER_A_HEADING.join("\n\n"));
        const code = verdictOf(program, root, further);
        // The lines of headings and lists have no empty line between them then: the refusal names that cure.
        expect(`${where}, verified over a heading`, code, script ? "verbatim" : "quotation-break");
        if (script) {
          for (const words of SOUGHT) expect(`${where}, search for \`${words}\``, await finds(page, words), true);
        }
        await context.close();
      }
    }
    count += 1;
    faults.push(...(await notesAlone(browser, `${site.origin}/${PAGES[1]}`)));
  } finally {
    await browser.close();
    site.close();
  }
  return { count, faults };
}

/** Selects from the first words of the first piece to the last words of the last with the mouse, and copies. */
async function copy(browser, page, pieces) {
  // A press on what is selected would begin to drag it.
  await page.evaluate(() => getSelection().removeAllRanges());
  const from = await placeOf(page, ".text", pieces[0].slice(0, 12), "start");
  const to = await placeOf(page, ".text", pieces.at(-1).slice(-9), "end");
  return copyBetween(browser, page, from, to);
}

async function copyBetween(browser, page, from, to) {
  // The mouse of Playwright waits for a frame of the page's script, which may be switched off.
  const session = await page.context().newCDPSession(page);
  const mouse = (type, { x, y }, buttons) => session.send("Input.dispatchMouseEvent", { type, x, y, button: "left", buttons, clickCount: 1 });
  await mouse("mouseMoved", from, 0);
  await mouse("mousePressed", from, 1);
  for (const part of [0.25, 0.5, 0.75, 1]) {
    await mouse("mouseMoved", { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }, 1);
  }
  await mouse("mouseReleased", to, 0);
  await session.send("Input.dispatchKeyEvent", { type: "keyDown", key: "c", code: "KeyC", modifiers: 2, commands: ["copy"] });
  await session.detach();
  return clipboardOf(browser);
}

/** Reads the clipboard in a page of its own, since a page without script cannot. */
async function clipboardOf(browser) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.setContent("<textarea autofocus></textarea>");
  await page.locator("textarea").focus();
  await page.keyboard.press("Control+V");
  const text = await page.locator("textarea").inputValue();
  await context.close();
  return text;
}

/** Where words of the text or of the notes begin or end on the screen. */
function placeOf(page, within, words, edge) {
  return page.evaluate(
    ([within, words, edge]) => {
      const walker = document.createTreeWalker(document.querySelector(".reading"), NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        const at = node.data.indexOf(words);
        if (at < 0 || !node.parentElement.closest(within)) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + words.length);
        const boxes = [...range.getClientRects()];
        const box = edge === "end" ? boxes.at(-1) : boxes[0];
        return { x: edge === "end" ? box.right : box.left, y: box.top + box.height / 2 };
      }
      throw new Error(`\`${words}\` is not on the page`);
    },
    [within, words, edge],
  );
}

const finds = (page, words) =>
  page.evaluate((words) => {
    getSelection().removeAllRanges();
    return window.find(words.trim(), true, false, true);
  }, words);

/** The verdict of a quotation, or the code of its refusal. */
function verdictOf(program, root, words) {
  const ran = spawnSync(program, ["--root", root, "quote", SOURCE, "-", "--json"], { input: words, encoding: "utf8" });
  const { verdict, code } = JSON.parse(ran.stdout);
  return code ?? verdict;
}

/** A selection that begins in a note has the words of notes alone. */
async function notesAlone(browser, address) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 2400 } });
  await page.goto(address, { waitUntil: "networkidle" });
  const from = await placeOf(page, ".notes", "Nor had it", "start");
  const to = await placeOf(page, ".notes", "until now.", "end");
  const copied = await copyBetween(browser, page, from, to);
  await page.close();
  const isRight = copied.startsWith("Nor had it in the year before.") && copied.endsWith("Twenty-five until now.");
  return isRight && !copied.includes("Whoever rows") ? [] : [`copied from notes: ${JSON.stringify(copied)}`];
}
