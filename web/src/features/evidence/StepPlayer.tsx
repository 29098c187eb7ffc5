import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Slider } from "../../ui/Slider.tsx";
import type { Run } from "../run/run.ts";
import { evidenceStrings } from "./strings.ts";

/** Between two events while it plays, in ms. */
const beat = 700;

interface StepPlayerProps {
    run: Run;
    /** Plays from its beginning at once, unless the visitor wants little motion. */
    autoplay?: boolean;
}

/** Goes through an ended run event by event: what is shown everywhere is the run as it stood then. */
export function StepPlayer({ run, autoplay = false }: StepPlayerProps) {
    const words = evidenceStrings.trace;
    const playing = useSignal(false);
    useEffect(() => {
        if (autoplay && !matchMedia("(prefers-reduced-motion: reduce)").matches) {
            run.goTo(1);
            playing.value = true;
        }
    }, [run, autoplay, playing]);
    const all = run.steps.value;
    const at = run.step.value ?? all;
    const go = (step: number) => {
        run.goTo(step >= all ? undefined : Math.max(1, step));
    };
    useEffect(() => {
        if (!playing.value) {
            return undefined;
        }
        const timer = setTimeout(() => {
            go(at + 1);
            playing.value = at + 1 < all;
        }, beat);
        return () => clearTimeout(timer);
    });
    /** Who steps by hand is not taken on from there. */
    const step = (to: number) => {
        playing.value = false;
        go(to);
    };
    const button = (label: string, to: number, sign: string) => (
        <button type="button" aria-label={label} title={label} onClick={() => step(to)}>
            {sign}
        </button>
    );
    return (
        <div class="player">
            {!autoplay && <p class="hint">{words.playerHint}</p>}
            <div class="player-buttons">
                {button(words.first, 1, "«")}
                {button(words.back, at - 1, "‹")}
                <button
                    type="button"
                    onClick={() => {
                        if (!playing.value && at >= all) {
                            go(1);
                        }
                        playing.value = !playing.value;
                    }}
                >
                    {playing.value ? words.pause : words.play}
                </button>
                {button(words.on, at + 1, "›")}
                {button(words.last, all, "»")}
            </div>
            <Slider
                label={words.step}
                min={1}
                max={all}
                step={1}
                value={at}
                say={(n) => words.place(n, all)}
                onChange={step}
            />
        </div>
    );
}
