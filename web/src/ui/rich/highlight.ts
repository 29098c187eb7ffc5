// Code in colours.
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import c from "highlight.js/lib/languages/c";
import cpp from "highlight.js/lib/languages/cpp";
import css from "highlight.js/lib/languages/css";
import diff from "highlight.js/lib/languages/diff";
import go from "highlight.js/lib/languages/go";
import java from "highlight.js/lib/languages/java";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import python from "highlight.js/lib/languages/python";
import rust from "highlight.js/lib/languages/rust";
import sql from "highlight.js/lib/languages/sql";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";
import { trustedSpans } from "./markdown.ts";

const languages = {
    bash,
    c,
    cpp,
    css,
    diff,
    go,
    java,
    javascript,
    json,
    python,
    rust,
    sql,
    typescript,
    xml,
    yaml,
};
for (const [name, language] of Object.entries(languages)) {
    hljs.registerLanguage(name, language);
}

/** What is longer stays plain, and what would become more pieces than that. */
const longest = 6000;
const mostPieces = 1200;

export function fillCode(code: HTMLElement, language: string): void {
    const text = code.textContent ?? "";
    if (text.length > longest || !hljs.getLanguage(language)) {
        return;
    }
    const html = hljs.highlight(text, { language, ignoreIllegals: true }).value;
    if (html.split("<span").length <= mostPieces) {
        code.replaceChildren(trustedSpans(html));
    }
}
