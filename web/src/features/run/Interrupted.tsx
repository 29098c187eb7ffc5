import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useAppState } from "../../app/context.ts";
import type { Run } from "./run.ts";
import { runStrings } from "./strings.ts";

/** How often to look whether another tab has let go, in ms. */
const often = 2000;

/** A run that was left in the middle: go on, or be content with what had arrived. Not while another tab is at it. */
export function Interrupted({ run }: { run: Run }) {
    const { history, endpoints, sheet, openAgain } = useAppState();
    const words = runStrings.interrupted;
    const elsewhere = useSignal(false);
    useEffect(() => {
        let current = true;
        let timer: ReturnType<typeof setTimeout> | undefined;
        const look = async () => {
            const mine = await history.claim(run.id);
            if (!current) {
                return;
            }
            if (mine && elsewhere.value) {
                // Whatever the other tab came to is in the history now.
                void openAgain(run.id);
            } else if (!mine) {
                elsewhere.value = true;
                timer = setTimeout(() => void look(), often);
            }
        };
        void look();
        return () => {
            current = false;
            clearTimeout(timer);
        };
    }, [history, run, elsewhere, openAgain]);
    const flying = run.latest.value.calls.filter(({ state }) => state === "flying");
    const reachable = endpoints.pool.value.length > 0;
    const goOn = () => {
        if (reachable) {
            run.resume();
        } else {
            sheet.value = "endpoint";
        }
    };
    if (elsewhere.value) {
        return <p class="notice">{words.elsewhere}</p>;
    }
    return (
        <section class="notice" aria-labelledby="interrupted-title" data-testid="interrupted">
            <h3 id="interrupted-title">{words.title}</h3>
            <p>{words.text(flying.length)}</p>
            <div class="actions">
                <button type="button" onClick={goOn}>
                    {reachable ? words.resume : words.connect}
                </button>
                <button type="button" onClick={() => run.finish()}>
                    {words.finish}
                </button>
            </div>
        </section>
    );
}
