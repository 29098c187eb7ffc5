import { useAppState } from "../../app/context.ts";
import { names } from "../../lib/format.ts";
import { strings } from "../../strings.ts";

/** What stands between the panel and its answers. */
export function NextStep() {
    const { endpoints, sheet, panelSize } = useAppState();
    const words = strings.next;
    const ready = endpoints.ready.value;
    if (ready.length > 0) {
        const panel = panelSize.value;
        return (
            <section class="next" aria-labelledby="next-title">
                <h2 id="next-title">{words.askTitle}</h2>
                {panel > 0 && <p>{words.ask(panel, names(ready.map(endpoints.label)))}</p>}
            </section>
        );
    }
    const locked = endpoints.list.value.find(({ mapped, lacksKey }) => mapped.value.length > 0 && lacksKey.value);
    const open = () => {
        endpoints.shown.value = locked ?? endpoints.shown.value;
        sheet.value = "endpoint";
    };
    return (
        <section class="next" aria-labelledby="next-title">
            <h2 id="next-title">{locked ? words.keyTitle : words.title}</h2>
            <p>{locked ? words.key(endpoints.label(locked)) : words.text}</p>
            <button type="button" onClick={open}>
                {locked ? words.keyButton : words.button}
            </button>
        </section>
    );
}
