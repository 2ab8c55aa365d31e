// Markup is what the Nu Html Checker calls valid: errors count, warnings do not.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { pagesOf } from "./folder.mjs";

const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

/** Checks every page of a build. */
export function checkMarkup(folder) {
  const pages = pagesOf(folder);
  const options = ["-Xss4m", "-jar", jar, "--errors-only", "--exit-zero-always", "--format", "json", "--stdout", ...pages];
  const output = execFileSync("java", options, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
  const faults = JSON.parse(output).messages.map(({ url, lastLine, message }) => `${url?.split("/").slice(-3).join("/")}:${lastLine}: ${message}`);
  return { count: pages.length, faults };
}
