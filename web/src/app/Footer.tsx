import { useSignal } from "@preact/signals";
import { isLanguage, keepLanguage, languages, wantedLanguage } from "../lib/language.ts";
import { useAppState } from "./context.ts";
import { hasKeyIn, Reload } from "./Reload.tsx";
import { strings } from "./strings.ts";

/** Where everything happens, and whether it does so without a network too. */
export function Footer() {
    const { offline, sheet } = useAppState();
    const words = strings.footer;
    return (
        <footer class="footer hint">
            <span>{words.where}</span>
            {offline.value === "ready" && <span>{words.offline}</span>}
            <button
                type="button"
                class="quiet"
                onClick={() => {
                    sheet.value = "help";
                }}
            >
                {words.help}
            </button>
            <a href="./licences.txt">{words.licences}</a>
            <LanguageChoice />
        </footer>
    );
}

/** Loads the page again in the chosen language, at once where nothing is lost by that. */
function LanguageChoice() {
    const { run, endpoints } = useAppState();
    const chosen = useSignal(wantedLanguage());
    const waits = useSignal(false);
    const words = strings.footer;
    const choose = (value: string) => {
        if (isLanguage(value)) {
            keepLanguage(value);
            chosen.value = value;
            waits.value = hasKeyIn(endpoints) || run.value?.active.value === true;
            if (!waits.value) {
                location.reload();
            }
        }
    };
    return (
        <span>
            <label>
                {words.language}{" "}
                <select value={chosen.value} onChange={(event) => choose(event.currentTarget.value)}>
                    {Object.entries(languages).map(([tag, { name }]) => (
                        <option key={tag} value={tag} lang={tag}>
                            {name}
                        </option>
                    ))}
                </select>
            </label>{" "}
            {waits.value && <Reload why={words.languageAfter} />}
        </span>
    );
}
