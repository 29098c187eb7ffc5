import type { ComponentChildren } from "preact";
import { largestPanel, type RunOptions, runModes } from "../../app/run-options.ts";
import { runStrings } from "../../strings-run.ts";
import { Choice } from "../../ui/Choice.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { NumberField } from "../../ui/NumberField.tsx";
import { Stepper } from "../../ui/Stepper.tsx";

interface RunFormProps {
    value: RunOptions;
    /** Of so many models that can be asked, so many have no known price. */
    unpriced: number;
    offered: number;
    onChange(value: RunOptions): void;
}

/** How to ask. What concerns the panel shows at once, the rest with the next run. */
export function RunForm({ value, unpriced, offered, onChange }: RunFormProps) {
    const words = runStrings.form;
    const set = (changed: Partial<RunOptions>) => onChange({ ...value, ...changed });
    return (
        <Disclosure summary={words.title}>
            <div class="options">
                <Choice
                    legend={words.mode}
                    value={value.mode}
                    options={runModes.map((mode) => ({ value: mode, label: words.modes[mode] }))}
                    onChange={(mode) => set({ mode })}
                />
                <p class="hint">{words.help[value.mode]}</p>
                <Stepper
                    label={words.size}
                    fewer={words.fewer}
                    more={words.more}
                    min={1}
                    max={largestPanel}
                    value={value.n}
                    onChange={(n) => set({ n })}
                />
                <Check value={value.coverage} hint={words.coverageHelp} onChange={(coverage) => set({ coverage })}>
                    {words.coverage}
                </Check>
                <Check
                    value={value.sequential}
                    hint={words.sequentialHelp}
                    onChange={(sequential) => set({ sequential })}
                >
                    {words.sequential}
                </Check>
                <NumberField
                    label={words.maxCalls}
                    empty={words.noLimit}
                    whole
                    value={value.maxCalls}
                    onChange={(maxCalls) => set({ maxCalls })}
                />
                <NumberField
                    label={words.maxCost}
                    empty={words.noLimit}
                    value={value.maxCost}
                    onChange={(maxCost) => set({ maxCost })}
                />
                {value.maxCost !== undefined && unpriced > 0 && (
                    <p class="notice">{words.unpriced(unpriced, offered)}</p>
                )}
            </div>
        </Disclosure>
    );
}

interface CheckProps {
    value: boolean;
    hint: string;
    children: ComponentChildren;
    onChange(value: boolean): void;
}

function Check({ value, hint, children, onChange }: CheckProps) {
    return (
        <div>
            <label class="check">
                <input type="checkbox" checked={value} onChange={(event) => onChange(event.currentTarget.checked)} />
                <span>{children}</span>
            </label>
            <p class="hint">{hint}</p>
        </div>
    );
}
