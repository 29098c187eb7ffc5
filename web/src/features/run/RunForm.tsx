import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Choice } from "../../ui/Choice.tsx";
import { NumberField } from "../../ui/NumberField.tsx";
import { Stepper } from "../../ui/Stepper.tsx";
import { TextSetting } from "../../ui/TextSetting.tsx";
import type { PoolModel } from "../endpoint/endpoints.ts";
import { formStrings } from "./form-strings.ts";
import { largestAnswer, largestPanel, type RunOptions, runModes } from "./options.ts";

interface RunFormProps {
    value: RunOptions;
    pool: readonly PoolModel[];
    /** The built-in instructions for merging. */
    prompt: string;
    /** The built-in words for asking back. */
    statePrompt: string;
    onChange(value: RunOptions): void;
}

/** How to ask. What concerns the panel shows at once, the rest with the next run. */
export function RunForm({ value, pool, prompt, statePrompt, onChange }: RunFormProps) {
    const words = formStrings;
    const set = (changed: Partial<RunOptions>) => onChange({ ...value, ...changed });
    return (
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
            <Check value={value.sequential} hint={words.sequentialHelp} onChange={(sequential) => set({ sequential })}>
                {words.sequential}
            </Check>
            <Check value={value.enterAsks} hint={words.enterAsksHelp} onChange={(enterAsks) => set({ enterAsks })}>
                {words.enterAsks}
            </Check>
            <Check value={value.askBack} hint={words.askBackHelp} onChange={(askBack) => set({ askBack })}>
                {words.askBack}
            </Check>
            <Check
                value={value.checks !== "off"}
                hint={words.checksHelp}
                onChange={(on) => set({ checks: on ? "ask" : "off" })}
            >
                {words.checks}
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
            <NumberField
                label={words.maxTokens}
                empty={words.usual}
                whole
                value={value.maxTokens}
                onChange={(maxTokens) =>
                    set({ maxTokens: maxTokens === undefined ? undefined : Math.min(largestAnswer, maxTokens) })
                }
            />
            <NumberField
                label={words.timeLimit}
                empty={words.usual}
                whole
                value={value.timeLimit}
                onChange={(timeLimit) =>
                    set({ timeLimit: timeLimit === undefined ? undefined : Math.min(3600, timeLimit) })
                }
            />
            <Merger value={value.merger} pool={pool} onChange={(merger) => set({ merger })} />
            <TextSetting
                label={words.system}
                hint={words.systemHelp}
                usual=""
                value={value.system}
                onChange={(system) => set({ system })}
            />
            <TextSetting
                label={words.prompt}
                hint={words.promptHelp}
                usual={prompt}
                value={value.prompt}
                onChange={(changed) => set({ prompt: changed })}
            />
            <Check value={value.lastLine} hint={words.lastLineHelp} onChange={(lastLine) => set({ lastLine })}>
                {words.lastLine}
            </Check>
            <TextSetting
                label={words.statePrompt}
                hint={words.statePromptHelp}
                usual={statePrompt}
                value={value.statePrompt}
                onChange={(changed) => set({ statePrompt: changed })}
            />
        </div>
    );
}

interface MergerProps {
    value: string;
    pool: readonly PoolModel[];
    onChange(value: string): void;
}

/** Which model merges. One that cannot be asked any more counts as none. */
function Merger({ value, pool, onChange }: MergerProps) {
    const words = formStrings;
    const id = useId();
    return (
        <div class="setting">
            <label for={id}>{words.merger}</label>
            <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
                <option value="">{words.mergerAuto}</option>
                {pool.map((poolModel) => (
                    <option key={poolModel.id} value={poolModel.id}>
                        {poolModel.model ?? poolModel.served}
                    </option>
                ))}
            </select>
        </div>
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
