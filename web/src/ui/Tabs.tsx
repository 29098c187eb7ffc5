import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";
import { sideways } from "./side-keys.ts";

interface TabsProps<T extends string> {
    label: string;
    options: readonly { value: T; label: string }[];
    value: T;
    onChange(value: T): void;
    /** Of the chosen one. */
    children: ComponentChildren;
}

/** One of several views in the same place. Arrow keys change between them, as people expect of tabs. */
export function Tabs<T extends string>({ label, options, value, onChange, children }: TabsProps<T>) {
    const id = useId();
    const list = useRef<HTMLDivElement>(null);
    const move = (event: KeyboardEvent) => {
        const at = options.findIndex((option) => option.value === value);
        const ends: Record<string, number> = { Home: 0, End: options.length - 1 };
        const step = sideways(event);
        const to = ends[event.key] ?? (step === 0 ? undefined : at + step);
        const next = to === undefined ? undefined : options.at(to % options.length);
        if (next) {
            event.preventDefault();
            event.stopPropagation();
            onChange(next.value);
            list.current?.querySelectorAll("button")[options.indexOf(next)]?.focus();
        }
    };
    return (
        <div class="tabs">
            <div ref={list} class="tab-list" role="tablist" aria-label={label} onKeyDown={move}>
                {options.map((option) => (
                    <button
                        key={option.value}
                        type="button"
                        role="tab"
                        id={`${id}-${option.value}`}
                        aria-selected={option.value === value}
                        aria-controls={`${id}-panel`}
                        tabIndex={option.value === value ? 0 : -1}
                        onClick={() => onChange(option.value)}
                    >
                        {option.label}
                    </button>
                ))}
            </div>
            <div class="tab-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`}>
                {children}
            </div>
        </div>
    );
}
