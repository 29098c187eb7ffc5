import { useId } from "preact/hooks";
import { controlStrings } from "./strings.ts";

interface TextSettingProps {
    label: string;
    hint: string;
    /** What counts while the value is "". */
    usual: string;
    value: string;
    onChange(value: string): void;
}

/** A longer text that can be edited and put back. What equals the usual text is stored as "". */
export function TextSetting({ label, hint, usual, value, onChange }: TextSettingProps) {
    const id = useId();
    return (
        <div class="setting">
            <label for={id}>{label}</label>
            <textarea
                id={id}
                rows={usual === "" ? 2 : 6}
                aria-describedby={`${id}-hint`}
                value={value === "" ? usual : value}
                onInput={(event) => {
                    const text = event.currentTarget.value;
                    onChange(text === usual ? "" : text);
                }}
            />
            <p class="hint" id={`${id}-hint`}>
                {hint}{" "}
                {value !== "" && (
                    <button type="button" class="quiet" onClick={() => onChange("")}>
                        {controlStrings.reset}
                    </button>
                )}
            </p>
        </div>
    );
}
