import type { ComponentChildren } from "preact";
import { questionStrings } from "./strings.ts";

interface ExamplesProps {
    value: string;
    onChange(value: string): void;
    /** Further things to try. */
    children?: ComponentChildren;
}

/** Questions to try, each of which leads to another panel. */
export function Examples({ value, onChange, children }: ExamplesProps) {
    return (
        <p class="examples">
            <span>{questionStrings.question.examples}</span>
            {questionStrings.examples
                .filter((example) => example.question !== value)
                .map((example) => (
                    <button key={example.name} type="button" class="quiet" onClick={() => onChange(example.question)}>
                        {example.name}
                    </button>
                ))}
            {children}
        </p>
    );
}
