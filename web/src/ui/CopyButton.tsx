import { useSignal } from "@preact/signals";
import { strings } from "../strings.ts";

/** Copies a text and says so for a moment. */
export function CopyButton({ text, label }: { text: string; label: string }) {
    const copied = useSignal(false);
    const copy = async () => {
        await navigator.clipboard.writeText(text);
        copied.value = true;
        setTimeout(() => {
            copied.value = false;
        }, 2000);
    };
    return (
        <button type="button" class="quiet" aria-label={label} onClick={() => void copy().catch(() => {})}>
            <span aria-live="polite">{copied.value ? strings.answers.copied : strings.answers.copy}</span>
        </button>
    );
}
