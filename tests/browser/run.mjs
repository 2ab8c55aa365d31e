// Shows built sites to validators and to a real browser.
//
//   node run.mjs ROOT_BUILD SUB_BUILD DISK_BUILD READING_BUILD PROGRAM
//
// ROOT_BUILD is served at /, SUB_BUILD at /sub/, DISK_BUILD is read from its folder. READING_BUILD is made of the site in
// `reading/`, whose words are copied and given to PROGRAM. Ends with one line that counts.
import { join } from "node:path";
import { checkCopied } from "./copied.mjs";
import { checkFolder } from "./links.mjs";
import { checkMarkup } from "./markup.mjs";
import { checkPages } from "./pages.mjs";
import { checkPaper } from "./paper.mjs";
import { checkPhone } from "./phone.mjs";

const [root, sub, disk, reading, program] = process.argv.slice(2);
if (!program) {
  console.error("usage: node run.mjs ROOT_BUILD SUB_BUILD DISK_BUILD READING_BUILD PROGRAM");
  process.exit(2);
}

const checks = [
  ["links and ids, at the root", () => checkFolder(root, { base: "/" })],
  ["links and ids, below a path", () => checkFolder(sub, { base: "/sub/" })],
  ["links and ids, from a folder", () => checkFolder(disk, { base: "/", fromDisk: true })],
  ["markup", () => checkMarkup(root)],
  ["pages in a browser, at the root", () => checkPages(root, { base: "/" })],
  ["pages in a browser, below a path", () => checkPages(sub, { base: "/sub/", quick: true })],
  ["readings in a browser", () => checkPages(reading, { base: "/", quick: true })],
  ["readings on paper", () => checkPaper(reading)],
  ["readings on a phone", () => checkPhone(reading)],
  ["readings copied and searched", () => checkCopied(reading, { root: join(import.meta.dirname, "reading"), program })],
];

let passed = 0;
let failed = 0;
for (const [name, check] of checks) {
  const { count, faults } = await check();
  const isClean = faults.length === 0 && count > 0;
  console.log(`${isClean ? "ok  " : "FAIL"} ${name}: ${count} looked at, ${faults.length} faults`);
  for (const fault of faults.slice(0, 40)) console.log(`       ${fault}`);
  if (count === 0) console.log("       nothing to look at");
  isClean ? passed++ : failed++;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
