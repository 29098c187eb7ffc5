import { strings } from "../../strings.ts";

/** Questions to try, each of which leads to another panel. */
export function Examples({ value, onChange }: { value: string; onChange(value: string): void }) {
    return (
        <p class="examples">
            <span>{strings.question.examples}</span>
            {strings.examples
                .filter((example) => example.question !== value)
                .map((example) => (
                    <button key={example.name} type="button" class="quiet" onClick={() => onChange(example.question)}>
                        {example.name}
                    </button>
                ))}
        </p>
    );
}
