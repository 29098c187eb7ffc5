// A page that routes a question twice: on its own thread, and in a worker. The bundlers beside this file build it.
import { loadTools, SmacsWorker } from "smacs";

const question = "What is 17 * 23?";
const tools = await loadTools();
const { panel } = tools.index.route(tools.embedder, question, { n: 3 });
tools.dispose();

const worker = new SmacsWorker();
await worker.load();
const route = await worker.route(question, { n: 3 });
worker.dispose();

document.body.append(`Ask ${panel.join(", ")}. The worker says: ${route.panel.join(", ")}.`);
