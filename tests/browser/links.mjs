// Every link inside a site leads somewhere, every id is unique, nothing is inline that the policy forbids.
import { elementsOf, filesOf, pagesOf } from "./folder.mjs";

const LINKING = ["href", "src", "cite", "poster"];
const REFERRING = ["for", "aria-labelledby", "aria-describedby", "aria-controls"];

/** Checks one build. `base` is where it is served; `fromDisk` means that folders are not answered by `index.html`. */
export function checkFolder(folder, { base, fromDisk = false }) {
  const files = new Set(filesOf(folder));
  const pages = new Map(pagesOf(folder).map((path) => [path, elementsOf(folder, path)]));
  const ids = new Map([...pages].map(([path, elements]) => [path, idsOf(elements)]));
  const faults = [];
  let count = 0;
  for (const [path, elements] of pages) {
    faults.push(...doubled(ids.get(path)).map((id) => `${path}: id ${id} twice`));
    for (const { name, attributes } of elements) {
      faults.push(...forbidden(name, attributes).map((what) => `${path}: ${what}`));
      for (const attribute of REFERRING) {
        for (const id of (attributes[attribute] ?? "").split(/\s+/).filter(Boolean)) {
          if (!ids.get(path).includes(id)) faults.push(`${path}: ${attribute} names ${id}, which is not there`);
        }
      }
      for (const attribute of LINKING) {
        const link = attributes[attribute];
        if (link === undefined || isOutside(link)) continue;
        count += 1;
        const fault = follow(path, link, { base, fromDisk, files, ids });
        if (fault) faults.push(`${path}: ${link}: ${fault}`);
      }
    }
  }
  return { count, faults };
}

const idsOf = (elements) => elements.map(({ attributes }) => attributes.id).filter(Boolean);

const doubled = (ids) => [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];

const isOutside = (link) => /^(https?:|mailto:|data:)/.test(link);


function forbidden(name, attributes) {
  const found = Object.keys(attributes).filter((attribute) => attribute.startsWith("on"));
  if ("style" in attributes) found.push("style attribute");
  if (name === "style") found.push("style element");
  if (name === "script" && !attributes.src && attributes.type !== "application/ld+json") found.push("inline script");
  if (/^\s*(javascript|data|vbscript):/i.test(attributes.href ?? "")) found.push(`address ${attributes.href}`);
  return found;
}

/** What is wrong with a link, if anything. */
function follow(path, link, { base, fromDisk, files, ids }) {
  if (fromDisk && link.startsWith("/") && path !== "404.html") return "begins at the root, which a folder has not";
  const url = new URL(link, `http://site${base}${path.replace(/(^|\/)index\.html$/, "$1")}`);
  if (!url.pathname.startsWith(base)) return "leaves the site";
  let target = decodeURIComponent(url.pathname.slice(base.length));
  if (target === "" || target.endsWith("/")) {
    if (fromDisk && !link.startsWith("#") && path !== "404.html") return "ends in a folder, which a folder does not answer";
    target += "index.html";
  }
  if (!files.has(target)) return "no such file";
  const fragment = decodeURIComponent(url.hash.slice(1));
  if (fragment && target.endsWith(".html") && !ids.get(target).includes(fragment)) return "no such fragment";
  return null;
}
