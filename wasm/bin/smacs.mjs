#!/usr/bin/env node
// The npm package's command. Each of its commands is a file here; the native command of the same name does the rest.
import { readFileSync } from "node:fs";
import process from "node:process";
import { serve } from "./serve.mjs";

const usage = `usage: smacs serve [options]
       smacs -V

Starts a gateway that speaks the OpenAI API and asks several models for each question. smacs serve --help tells more.
The other commands of smacs (route, run, index, ..) are those of the native command: see the project's README.`;

const [command, ...rest] = process.argv.slice(2);
if (command === "serve") {
    await serve(rest);
} else if (command === "-V" || command === "--version") {
    const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
    console.log(`smacs ${version}`);
} else {
    const asksHelp = command === "--help" || command === "-h";
    console.log(usage);
    process.exitCode = asksHelp ? 0 : 2;
}
