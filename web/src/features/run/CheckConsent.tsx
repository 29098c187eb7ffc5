import { useAppState } from "../../app/context.ts";
import { Clamp } from "../../ui/Clamp.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { checkStrings } from "./check-strings.ts";
import { fenced } from "./fenced.ts";

/** Before the first program of an answer runs: may it? */
export function CheckConsent() {
    const { checks } = useAppState();
    const about = checks.waiting.value;
    const words = checkStrings.consent;
    if (!about) {
        return null;
    }
    const say = (yes: boolean) => {
        // The buttons are gone afterwards.
        document.getElementById("answers-title")?.focus();
        checks.allow(yes);
    };
    return (
        <section class="notice consent" aria-labelledby="consent-title">
            <div role="alert">
                <h3 id="consent-title">{words.title}</h3>
            </div>
            <p>{words.text(checkStrings.languages[about.language])}</p>
            <Disclosure summary={words.code}>
                <Clamp text={fenced(about.code, about.language)} of="" />
            </Disclosure>
            <div class="actions">
                <button type="button" class="primary" onClick={() => say(true)}>
                    {words.yes}
                </button>
                <button type="button" onClick={() => say(false)}>
                    {words.no}
                </button>
            </div>
            <p class="hint">{words.remembered}</p>
        </section>
    );
}
