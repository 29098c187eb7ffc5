// Answers on a page of their own, under the policy of the real one: what a test shows, as fast as it likes.
import { signal } from "@preact/signals";
import { h, render } from "preact";
import "../../src/ui/base.css";
import "../../src/ui/controls.css";
import "../../src/features/run/run.css";
import "../../src/app/print.css";
import { Clamp } from "../../src/ui/Clamp.tsx";
import { RichText } from "../../src/ui/RichText.tsx";

export interface Shown {
    text: string;
    streaming?: boolean;
    /** Cut to some lines, with a button that shows all. */
    clamped?: boolean;
}

const shown = signal<readonly Shown[]>([]);

const answer = ({ text, streaming = false, clamped }: Shown, at: number) =>
    h(
        "section",
        { key: at, "aria-label": `Answer ${at + 1}` },
        clamped ? h(Clamp, { text, streaming, of: `of answer ${at + 1}` }) : h(RichText, { text, streaming }),
    );

const main = document.querySelector("main");
if (main) {
    render(
        h(() => shown.value.map(answer), {}),
        main,
    );
}

export const harness = {
    show(answers: readonly Shown[]): void {
        shown.value = answers;
    },
};
Object.assign(globalThis, { harness });
