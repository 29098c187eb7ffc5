// The page around the box. Its endpoint is in the address, for example ?base=http://localhost:11434/v1
import { h, render } from "preact";
import { loadTools } from "smacs";
import { AskBox } from "./AskBox.js";

const base = new URLSearchParams(location.search).get("base") ?? "http://localhost:11434/v1";
const root = document.getElementById("app");
try {
    const [tools, response] = await Promise.all([loadTools(), fetch(`${base}/models`)]);
    const { data } = await response.json();
    const known = new Set(tools.index.info.models.map(({ name }) => name));
    const pool = data.map(({ id }) => ({ id, model: known.has(id) ? id : null, base }));
    render([h("h1", null, "A question box made with Preact"), h(AskBox, { tools, pool })], root);
} catch (error) {
    render(h("p", { role: "alert" }, `No models at ${base}: ${error.message}`), root);
}
