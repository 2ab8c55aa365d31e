// A built folder: its files, and its pages as parsed trees.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "parse5";

/** Every file below a folder, with `/` between parts, sorted. */
export function filesOf(folder, below = "") {
  const found = [];
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) found.push(...filesOf(folder, path));
    else found.push(path);
  }
  return found.sort();
}

/** The pages of a folder. */
export const pagesOf = (folder) => filesOf(folder).filter((path) => path.endsWith(".html"));

/** All elements of a page, in order: `{name, attributes}`. */
export function elementsOf(folder, path) {
  const elements = [];
  const walk = (node) => {
    if (node.tagName) {
      const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
      elements.push({ name: node.tagName, attributes });
    }
    (node.content ?? node).childNodes?.forEach(walk);
  };
  walk(parse(readFileSync(join(folder, path), "utf8")));
  return elements;
}
