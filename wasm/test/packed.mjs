// Has `smacs` and what it exports mean the package in SMACS_PACKED, whoever imports it. Used by run.mjs.
import { register } from "node:module";
import process from "node:process";
import { pathToFileURL } from "node:url";

const parentURL = pathToFileURL(`${process.env.SMACS_PACKED}/any.mjs`).href;
const hooks = `
    export function resolve(specifier, context, next) {
        const ours = specifier === "smacs" || specifier.startsWith("smacs/");
        return next(specifier, ours ? { ...context, parentURL: ${JSON.stringify(parentURL)} } : context);
    }`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
