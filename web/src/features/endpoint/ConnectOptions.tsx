import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useAppState } from "../../app/context.ts";
import { builtInState } from "../../engine/built-in-state.ts";
import { canSignIn, usualTerms } from "../../engine/openrouter-signin.ts";
import { providers } from "../../engine/providers.ts";
import { builtInBase, tabBase } from "../../engine/tab-address.ts";
import { dollars, names } from "../../lib/format.ts";
import { lazy } from "../../ui/Lazy.tsx";
import { LocalFindings, LocalSearch } from "./LocalSearch.tsx";
import { SignInStatus } from "./SignInStatus.tsx";
import { setupStrings } from "./strings.ts";
import "./endpoint.css";

const KeyNeeded = lazy(
    async () => (await import("./KeyNeeded.tsx")).KeyNeeded,
    () => null,
);
const BuiltInWay = lazy(
    async () => (await import("./BuiltInModel.tsx")).BuiltInWay,
    () => null,
);

interface ConnectOptionsProps {
    /** The last way: models that run in this tab. Undefined until they are known. */
    tabWay: ComponentChildren;
    /** Some of them are being fetched. */
    tabBusy: boolean;
    /** Shows what can be seen without an endpoint. */
    onLook?: (() => void) | undefined;
}

/** What stands between the panel and its answers: three ways to connect models; then, who will be asked. */
export function ConnectOptions({ tabWay, tabBusy, onLook }: ConnectOptionsProps) {
    const { endpoints, asked, sheet, vectors } = useAppState();
    const words = setupStrings.ways;
    const hosts = endpoints.ready.value.map(endpoints.label);
    const ready = hosts.length > 0;
    const only = (at: string) => endpoints.ready.value.every(({ base }) => base.value === at);
    const title = useRef<HTMLHeadingElement>(null);
    const used = useRef(false);
    const open = sheet.value !== undefined;
    const builtIn = useSignal(false);
    useEffect(() => {
        builtInState().then(
            (state) => {
                builtIn.value = state !== "absent" && state !== "unavailable";
            },
            () => {}, // then it is not offered
        );
    }, [builtIn]);
    useEffect(() => {
        // The button that led here is gone; but nobody's focus is moved as the page opens.
        if (ready && !open && used.current && document.activeElement === document.body) {
            title.current?.focus();
        }
    }, [ready, open]);
    if (!ready && endpoints.keys.standing.value === "loading" && endpoints.list.value.some(({ base }) => base.value)) {
        // A moment later there may be a key.
        return null;
    }
    return (
        <section
            class="ways"
            aria-labelledby="ways-title"
            onClickCapture={() => {
                used.current = true;
            }}
        >
            <h2 id="ways-title" ref={title} tabIndex={-1}>
                {ready ? words.askTitle : words.title}
            </h2>
            {ready ? (
                <>
                    {asked.value.length > 0 && (
                        <p>
                            {only(builtInBase)
                                ? words.askBuiltIn
                                : only(tabBase)
                                  ? words.askHere(asked.value.length)
                                  : words.ask(asked.value.length, names(hosts))}
                        </p>
                    )}
                    {tabBusy && tabWay}
                    <LocalFindings />
                </>
            ) : (
                <>
                    <p class="muted">{vectors.value?.service.value ? words.textSending : words.text}</p>
                    {onLook && (
                        <p>
                            {words.look.text}{" "}
                            <button type="button" class="quiet" onClick={onLook}>
                                {words.look.button}
                            </button>
                        </p>
                    )}
                    {endpoints.list.value.some(({ base }) => base.value) && <KeyNeeded />}
                    <div class="ways-list">
                        <HostedWay />
                        <div>
                            <h3>{words.local.title}</h3>
                            <p>{words.local.text}</p>
                            <LocalSearch />
                        </div>
                        <LocalFindings help />
                        {builtIn.value && <BuiltInWay />}
                        {tabWay}
                    </div>
                </>
            )}
        </section>
    );
}

function HostedWay() {
    const { endpoints, sheet } = useAppState();
    const words = setupStrings.ways.hosted;
    const { value, begin } = endpoints.signIn;
    const hosted = providers.filter(({ local }) => !local).length;
    return (
        <div>
            <h3>{words.title}</h3>
            <p>{words.text(hosted, dollars(usualTerms.limit), usualTerms.days)}</p>
            {canSignIn() && (
                <button
                    type="button"
                    class="primary"
                    aria-disabled={value.value.state === "leaving"}
                    onClick={() => void begin()}
                >
                    {words.signIn}
                </button>
            )}
            <button
                type="button"
                onClick={() => {
                    sheet.value = "endpoint";
                }}
            >
                {words.ownKey}
            </button>
            <SignInStatus signIn={value.value} />
        </div>
    );
}
