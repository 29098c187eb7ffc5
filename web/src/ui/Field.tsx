import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface FieldProps {
    label: string;
    hint?: string | undefined;
    /** The control, by its own id and that of its hint. */
    children(id: string, hint: string | undefined): ComponentChildren;
}

/** A control between its label and its hint. */
export function Field({ label, hint, children }: FieldProps) {
    const id = useId();
    const below = hint === undefined ? undefined : `${id}-hint`;
    return (
        <div class="field">
            <label for={id}>{label}</label>
            {children(id, below)}
            {hint !== undefined && (
                <p class="hint" id={below}>
                    {hint}
                </p>
            )}
        </div>
    );
}
