import { useComputed, useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { ModelInfo } from "smacs";
import { EvidenceMark } from "./EvidenceMark.tsx";
import type { Offer } from "./offers.ts";
import { PoolDetails } from "./PoolDetails.tsx";
import { poolStrings } from "./pool-strings.ts";
import { TestResult } from "./TestResult.tsx";

interface PoolRowProps {
    offer: Offer;
    models: readonly ModelInfo[];
}

/** One model in one line: whether it is selected, whose it is, what is expected of it and why, price and context. */
export function PoolRow({ offer, models }: PoolRowProps) {
    const { endpoint, id, maker, price, context } = offer;
    const words = poolStrings;
    const asked = useComputed(() => endpoint.isAsked(id));
    const outcome = useComputed(() => endpoint.tests.outcomes.value.get(id));
    const open = useSignal(false);
    const details = useId();
    return (
        <li class="pool-row">
            <div class="pool-line">
                <label class="pool-name">
                    <input
                        type="checkbox"
                        checked={asked.value}
                        onChange={(event) => endpoint.setAsked(id, event.currentTarget.checked)}
                    />
                    <span>{id}</span>
                </label>
                <div class="pool-facts">
                    <span class="pool-maker">{maker}</span>
                    <Expected offer={offer} />
                    <span class="pool-price">
                        {price && <Said>{words.said.price}</Said>}
                        {price ? words.prices(price) : <Unknown>{words.said.unknownPrice}</Unknown>}
                    </span>
                    <span class="pool-context">
                        {context !== undefined && words.contextShort(context)}
                        {context !== undefined && <Said>{words.said.context}</Said>}
                    </span>
                </div>
                <button
                    type="button"
                    class="icon-button pool-more"
                    aria-expanded={open.value}
                    aria-controls={details}
                    aria-label={words.details(id)}
                    onClick={() => {
                        open.value = !open.value;
                    }}
                >
                    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                        <path d="M4 6l4 4 4-4" />
                    </svg>
                </button>
            </div>
            <div id={details}>
                {open.value && <PoolDetails offer={offer} models={models} />}
                {(open.value || outcome.value) && (
                    <TestResult base={endpoint.base.value} id={id} outcome={outcome.value} />
                )}
            </div>
        </li>
    );
}

/** What is expected of it, and by what. */
function Expected({ offer: { expected, evidence } }: { offer: Offer }) {
    const words = poolStrings;
    return (
        <span class="pool-expected">
            {expected !== undefined && <Said>{words.said.expected}</Said>}
            {expected !== undefined && <b>{words.expected(expected)}</b>}
            <span class="pool-evidence">
                <EvidenceMark evidence={evidence} />
                <span>{words.evidence[evidence]}</span>
            </span>
        </span>
    );
}

/** For those who do not see in which column a figure stands. */
function Said({ children }: { children: string }) {
    return <span class="visually-hidden"> {children} </span>;
}

function Unknown({ children }: { children: string }) {
    return (
        <>
            <span aria-hidden="true">?</span>
            <Said>{children}</Said>
        </>
    );
}
