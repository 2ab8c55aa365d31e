// The browser that is installed.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

/** Starts it. */
export function launch() {
  const known = [process.env.CHROME_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const found = known.find((path) => path && existsSync(path));
  if (!found) throw new Error("no Chromium found; set CHROME_PATH");
  return chromium.launch({ executablePath: found, args: ["--no-sandbox", "--disable-background-networking"] });
}
