import { useSignal } from "@preact/signals";
import type { ComponentChildren, ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { controlStrings } from "./strings.ts";

type Loaded<P> = { state: "loading" } | { state: "ready"; component: ComponentType<P> } | { state: "failed" };

/**
 * A component whose code is fetched when it is first shown. A failed fetch says so and can be tried again; nothing else
 * of the page is lost by it. `without`: what to show without it, where that is of use.
 */
export function lazy<P extends object>(
    load: () => Promise<ComponentType<P>>,
    without?: (props: P) => ComponentChildren,
): ComponentType<P> {
    let known: ComponentType<P> | undefined;
    return function Lazy(props: P) {
        const loaded = useSignal<Loaded<P>>(known ? { state: "ready", component: known } : { state: "loading" });
        const attempt = useSignal(0);
        useEffect(() => {
            if (known) {
                return undefined;
            }
            let current = true;
            load().then(
                (component) => {
                    known = component;
                    if (current) {
                        loaded.value = { state: "ready", component };
                    }
                },
                () => {
                    if (current) {
                        loaded.value = { state: "failed" };
                    }
                },
            );
            return () => {
                current = false;
            };
        }, [attempt.value, loaded]);
        if (loaded.value.state === "ready") {
            const Component = loaded.value.component;
            return <Component {...props} />;
        }
        if (without) {
            return <>{without(props)}</>;
        }
        if (loaded.value.state === "failed") {
            return (
                <p class="problem" role="alert">
                    {controlStrings.partFailed}{" "}
                    <button
                        type="button"
                        class="quiet"
                        onClick={() => {
                            loaded.value = { state: "loading" };
                            attempt.value++;
                        }}
                    >
                        {controlStrings.retry}
                    </button>
                </p>
            );
        }
        return <p class="hint">{controlStrings.partLoading}</p>;
    };
}
