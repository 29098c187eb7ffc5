import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";

interface ConfirmProps {
    label: string;
    /** What will happen. */
    sure: string;
    yes: string;
    no: string;
    onYes(): void;
}

/** A button that asks once more. The focus goes to the safe answer, and back afterwards. */
export function Confirm({ label, sure, yes, no, onYes }: ConfirmProps) {
    const asking = useSignal(false);
    const asked = useRef(false);
    const first = useRef<HTMLButtonElement>(null);
    useLayoutEffect(() => {
        if (asking.value || asked.current) {
            first.current?.focus();
        }
        asked.current = asking.value;
    }, [asking.value]);
    const ask = (value: boolean) => {
        asking.value = value;
    };
    if (!asking.value) {
        return (
            <button key="ask" ref={first} type="button" onClick={() => ask(true)}>
                {label}
            </button>
        );
    }
    return (
        <div class="confirm">
            <p>{sure}</p>
            <div class="buttons">
                <button key="no" ref={first} type="button" onClick={() => ask(false)}>
                    {no}
                </button>
                <button
                    type="button"
                    class="danger"
                    onClick={() => {
                        ask(false);
                        onYes();
                    }}
                >
                    {yes}
                </button>
            </div>
        </div>
    );
}
