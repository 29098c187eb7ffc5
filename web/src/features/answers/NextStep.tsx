import { useAppState } from "../../app/context.ts";
import { strings } from "../../strings.ts";

/** What stands between the panel and its answers. */
export function NextStep() {
    const { endpoint, endpointOpen, routed } = useAppState();
    const words = strings.next;
    const host = endpoint.address.value.ok ? new URL(endpoint.address.value.base).host : "";
    const open = () => {
        endpointOpen.value = true;
    };
    if (endpoint.ready.value) {
        const panel = routed.value?.ok ? routed.value.route.panel.length : 0;
        return (
            <section class="next" aria-labelledby="next-title">
                <h2 id="next-title">{words.askTitle}</h2>
                {panel > 0 && <p>{words.ask(panel, host)}</p>}
            </section>
        );
    }
    const missing = endpoint.mapped.value.length > 0 && endpoint.lacksKey.value;
    return (
        <section class="next" aria-labelledby="next-title">
            <h2 id="next-title">{missing ? words.keyTitle : words.title}</h2>
            <p>{missing ? words.key(host) : words.text}</p>
            <button type="button" onClick={open}>
                {missing ? words.keyButton : words.button}
            </button>
        </section>
    );
}
