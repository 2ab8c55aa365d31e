// Shows built sites to validators and to a real browser.
//
//   node run.mjs ROOT_BUILD SUB_BUILD DISK_BUILD
//
// ROOT_BUILD is served at /, SUB_BUILD at /sub/, DISK_BUILD is read from its folder. Ends with one line that counts.
import { checkFolder } from "./links.mjs";
import { checkMarkup } from "./markup.mjs";
import { checkPages } from "./pages.mjs";

const [root, sub, disk] = process.argv.slice(2);
if (!disk) {
  console.error("usage: node run.mjs ROOT_BUILD SUB_BUILD DISK_BUILD");
  process.exit(2);
}

const checks = [
  ["links and ids, at the root", () => checkFolder(root, { base: "/" })],
  ["links and ids, below a path", () => checkFolder(sub, { base: "/sub/" })],
  ["links and ids, from a folder", () => checkFolder(disk, { base: "/", fromDisk: true })],
  ["markup", () => checkMarkup(root)],
  ["pages in a browser, at the root", () => checkPages(root, { base: "/" })],
  ["pages in a browser, below a path", () => checkPages(sub, { base: "/sub/", quick: true })],
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
