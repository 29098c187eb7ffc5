import { setupStrings } from "../features/endpoint/strings.ts";
import { Icon } from "../ui/icons.tsx";
import { useAppState } from "./context.ts";
import type { SheetName, Theme } from "./state.ts";
import { strings } from "./strings.ts";

const nextTheme: Record<Theme, Theme> = { auto: "light", light: "dark", dark: "auto" };

/** Name, endpoint, theme. */
export function Header() {
    const { theme } = useAppState();
    return (
        <header class="header">
            <div class="brand">
                <Mark />
                <h1>{strings.name}</h1>
                <span class="muted tagline">{strings.tagline}</span>
            </div>
            <Menu />
            <EndpointPill />
            <button
                type="button"
                class="icon-button"
                aria-label={strings.theme.label(theme.value)}
                title={strings.theme.label(theme.value)}
                onClick={() => {
                    theme.value = nextTheme[theme.value];
                }}
            >
                <Icon name={theme.value} />
            </button>
        </header>
    );
}

/** What lies beside the question: a sheet each. */
function Menu() {
    const { sheet } = useAppState();
    const words = strings.header;
    const open = (name: Exclude<SheetName, "endpoint" | "calibrate" | "marks">, label: string) => (
        <button
            type="button"
            class="icon-button"
            aria-haspopup="dialog"
            aria-label={label}
            title={label}
            onClick={() => {
                sheet.value = name;
            }}
        >
            <Icon name={name} />
        </button>
    );
    return (
        <nav class="menu" aria-label={words.menu}>
            {open("history", words.history)}
            {open("index", words.index)}
            {open("help", words.help)}
        </nav>
    );
}

/** Many voices, one kept. */
function Mark() {
    return (
        <svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
            <path class="mark-voice" d="M4 6h9M4 18h11" />
            <path class="mark-kept" d="M4 12h16" />
        </svg>
    );
}

function EndpointPill() {
    const { endpoints, sheet } = useAppState();
    const words = setupStrings.pill;
    const ready = endpoints.ready.value;
    const locked = endpoints.list.value.find(({ mapped, lacksKey }) => mapped.value.length > 0 && lacksKey.value);
    const models = endpoints.count.value;
    const label =
        ready.length > 0
            ? words.ready(ready.length === 1 ? ready.map(endpoints.label).join() : words.several(ready.length), models)
            : locked
              ? words.key(endpoints.label(locked))
              : words.none;
    const short = ready.length > 0 ? words.short.ready(models) : locked ? words.short.key : words.short.none;
    return (
        <button
            type="button"
            class="pill"
            aria-haspopup="dialog"
            aria-label={label}
            onClick={() => {
                sheet.value = "endpoint";
            }}
        >
            <span class={ready.length > 0 ? "dot on" : "dot"} aria-hidden="true" />
            <span class="pill-text on-wide">{label}</span>
            <span class="pill-text on-narrow">{short}</span>
        </button>
    );
}
