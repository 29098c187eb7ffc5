// Puts the one dependency of the package into the module that imports it, because pages load dist without a bundler,
// where a bare name leads nowhere. Its licence goes with it.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const module = fileURLToPath(new URL("../dist/wire/sse.js", import.meta.url));
const entry = fileURLToPath(import.meta.resolve("eventsource-parser"));
const licence = readFileSync(new URL("../LICENSE", `file://${entry}`), "utf8").trim();
const banner = `/*! This file contains eventsource-parser:\n\n${licence}\n*/`;

const bundle = await rolldown({ input: module });
await bundle.write({ file: module, banner, sourcemap: true });
