// smacs/ask-element: importing it defines <smacs-ask>.
import { AskElement } from "./element.js";

export { AskElement, type AskElementAnswer } from "./element.js";

if (globalThis.customElements && !customElements.get("smacs-ask")) {
    customElements.define("smacs-ask", AskElement);
}
