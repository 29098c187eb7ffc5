import { useSignal } from "@preact/signals";
import { controlStrings } from "./strings.ts";

/** Copies a text and says so for a moment. `of` says to those who cannot see it what it would copy. */
export function CopyButton({ text, of }: { text: string; of: string }) {
    const copied = useSignal(false);
    const copy = async () => {
        await navigator.clipboard.writeText(text);
        copied.value = true;
        setTimeout(() => {
            copied.value = false;
        }, 2000);
    };
    return (
        <button type="button" class="quiet" onClick={() => void copy().catch(() => {})}>
            <span aria-live="polite">{copied.value ? controlStrings.copied : controlStrings.copy}</span>
            <span class="visually-hidden"> {of}</span>
        </button>
    );
}
