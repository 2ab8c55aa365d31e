// A strict static server on the loopback address, as a careful host would be.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filesOf } from "./folder.mjs";

const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

const TYPES = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
  woff2: "font/woff2",
  xml: "application/xml",
  json: "application/json",
  txt: "text/plain; charset=utf-8",
  png: "image/png",
  jpg: "image/jpeg",
  webp: "image/webp",
};

/** Serves a folder below `base`; gives `{origin, close}`. */
export async function serve(folder, base) {
  const files = new Set(filesOf(folder));
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://site").pathname);
    let file = path.startsWith(base) ? path.slice(base.length) : "\0";
    if (file === "" || file.endsWith("/")) file += "index.html";
    if (!files.has(file) && files.has(`${file}/index.html`)) {
      response.writeHead(301, { location: `${path}/` }).end();
      return;
    }
    const found = files.has(file);
    const body = readFileSync(join(folder, found ? file : "404.html"));
    const type = found ? TYPES[file.split(".").pop()] : TYPES.html;
    response.writeHead(found ? 200 : 404, {
      "content-type": type ?? "application/octet-stream",
      "content-security-policy": POLICY,
      "x-content-type-options": "nosniff",
    });
    response.end(body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
