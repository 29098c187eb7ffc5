import { SmacsError } from "smacs";
import { Failure, saidBy } from "smacs/wire";
import { useAppState } from "../../app/context.ts";
import { FailureWords } from "../endpoint/FailureWords.tsx";
import { vectorStrings as words } from "./vector-strings.ts";
import type { Vectors } from "./vectors.ts";

/** Where the question's vector comes from, and why there is none. */
export function VectorNote() {
    const { vectors } = useAppState();
    return vectors.value?.model.value ? <Note vectors={vectors.value} /> : null;
}

function Note({ vectors }: { vectors: Vectors }) {
    const { endpoints, sheet } = useAppState();
    const status = vectors.status.value;
    const service = vectors.service.value;
    const model = vectors.model.value?.name ?? "";
    const host = service ? endpoints.label(service) : "";
    const choose = (label: string) => (
        <button
            type="button"
            class="quiet"
            onClick={() => {
                sheet.value = "index";
            }}
        >
            {label}
        </button>
    );
    if (status.state === "failed") {
        return (
            <p class="problem" role="alert">
                {words.failed(host)} <Why error={status.error} model={model} />{" "}
                <button type="button" class="quiet" onClick={vectors.retry}>
                    {words.again}
                </button>{" "}
                {choose(words.another)}
            </p>
        );
    }
    if (status.state === "unchosen" || status.state === "keyless") {
        return (
            <p class="notice">
                {status.state === "keyless" ? words.keyless(host) : words.unchosen(model)} {choose(words.choose)}
            </p>
        );
    }
    return (
        <p class="hint" role="status">
            {status.state === "waiting" ? words.waiting(host) : words.sends(host)} {choose(words.another)}
        </p>
    );
}

/** In the page's words, then the server's. */
function Why({ error, model }: { error: unknown; model: string }) {
    const said = error instanceof Failure ? saidBy(error) : error instanceof Error ? error.message : String(error);
    return (
        <>
            {error instanceof Failure ? (
                <FailureWords failure={error} />
            ) : (
                error instanceof SmacsError && error.code === "mismatch" && words.mismatch(model)
            )}{" "}
            <span class="said" lang="en">
                {said}
            </span>
        </>
    );
}
