import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { type GrantedTerms, grantedTerms } from "../../engine/openrouter-key.ts";
import type { KeyTerms } from "../../engine/openrouter-signin.ts";
import { Select } from "../../ui/Select.tsx";
import type { EndpointState } from "./endpoint.ts";
import { sheetStrings } from "./sheet-strings.ts";

const limits = [1, 5, 20, 100];
const spans = [7, 30, 90, 365];

interface FieldsProps {
    value: KeyTerms;
    onChange(value: KeyTerms): void;
}

/** How much a key from OpenRouter may spend, and how long it lasts, as the page asks for it. */
export function KeyTermsFields({ value, onChange }: FieldsProps) {
    const words = sheetStrings.terms;
    return (
        <div class="key-terms">
            <FigureSelect
                label={words.limit}
                value={value.limit}
                figures={limits}
                say={words.dollars}
                none={words.noLimit}
                onChange={(limit) => onChange({ ...value, limit })}
            />
            <FigureSelect
                label={words.expiry}
                value={value.days}
                figures={spans}
                say={words.days}
                none={words.never}
                onChange={(days) => onChange({ ...value, days })}
            />
            <p class="hint">{words.asks}</p>
        </div>
    );
}

interface FigureSelectProps {
    label: string;
    value: number | undefined;
    figures: readonly number[];
    say(figure: number): string;
    none: string;
    onChange(value: number | undefined): void;
}

/** One of these figures, or none. */
function FigureSelect({ label, value, figures, say, none, onChange }: FigureSelectProps) {
    return (
        <Select
            label={label}
            value={String(value ?? "")}
            options={[...figures.map((figure) => [String(figure), say(figure)] as const), ["", none]]}
            onChange={(text) => onChange(text === "" ? undefined : Number(text))}
        />
    );
}

/** What OpenRouter says that the key may do with which the list came; nothing of one that is being typed. */
export function KeyTermsGranted({ endpoint }: { endpoint: EndpointState }) {
    const words = sheetStrings.terms;
    const granted = useSignal<GrantedTerms | "reading" | "unread">("reading");
    const key = useMemo(() => endpoint.key.peek(), [endpoint]);
    useEffect(() => {
        const stopper = new AbortController();
        granted.value = "reading";
        if (key !== "") {
            grantedTerms(endpoint.current(), stopper.signal).then(
                (terms) => {
                    granted.value = terms;
                },
                () => {
                    granted.value = "unread";
                },
            );
        }
        return () => stopper.abort();
    }, [endpoint, key, granted]);
    if (key === "" || key !== endpoint.key.value) {
        return null;
    }
    const told = granted.value;
    if (told === "reading" || told === "unread") {
        return <p class="hint">{words[told]}</p>;
    }
    return (
        <p class="hint">
            {told.limit === undefined ? words.unlimited : words.spends(told.limit, told.left)}{" "}
            {told.expires === undefined ? words.endless : words.ends(told.expires)} {words.change}
        </p>
    );
}
