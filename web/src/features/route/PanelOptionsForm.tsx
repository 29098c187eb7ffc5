import type { PanelOptions } from "../../app/state.ts";
import { strings } from "../../strings.ts";
import { Choice } from "../../ui/Choice.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { Stepper } from "../../ui/Stepper.tsx";

interface PanelOptionsFormProps {
    value: PanelOptions;
    onChange(value: PanelOptions): void;
}

/** How the panel is chosen; changes show at once. */
export function PanelOptionsForm({ value, onChange }: PanelOptionsFormProps) {
    const words = strings.route;
    return (
        <Disclosure summary={words.options}>
            <div class="options">
                <Choice
                    legend={words.mode}
                    value={value.mode}
                    options={[
                        { value: "robust", label: words.modes.robust },
                        { value: "paper", label: words.modes.paper },
                    ]}
                    onChange={(mode) => onChange({ ...value, mode })}
                />
                <p class="hint">{words.modeHelp[value.mode]}</p>
                <Stepper
                    label={words.size}
                    fewer={words.fewer}
                    more={words.more}
                    min={1}
                    max={12}
                    value={value.n}
                    onChange={(n) => onChange({ ...value, n })}
                />
                <label class="check">
                    <input
                        type="checkbox"
                        checked={value.coverage}
                        onChange={(event) => onChange({ ...value, coverage: event.currentTarget.checked })}
                    />
                    <span>{words.coverage}</span>
                </label>
                <p class="hint">{words.coverageHelp}</p>
            </div>
        </Disclosure>
    );
}
