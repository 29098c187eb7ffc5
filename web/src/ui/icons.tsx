// Small line drawings; beside words, so hidden from screen readers.

const paths = {
    auto: "M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12",
    light: "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1",
    dark: "M13.5 9.5A6 6 0 0 1 6.5 2.5 6 6 0 1 0 13.5 9.5Z",
    close: "M4 4l8 8M12 4l-8 8",
    check: "M3 8.5l3.2 3.2L13 5",
    cross: "M4.5 4.5l7 7M11.5 4.5l-7 7",
    stopped: "M5 5h6v6H5z",
    wait: "M8 4v4l2.5 1.5M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2Z",
    history: "M8 4.5V8l2.5 1.5M2.5 8a5.5 5.5 0 1 1 1.6 3.9M2.5 8v-3M2.5 8h3",
    index: "M3 3h4v4H3zM9 3h4v4H9zM3 9h4v4H3zM9 9h4v4H9z",
    help: "M6 6a2 2 0 1 1 2.8 1.8C8.3 8 8 8.400 8 9v.5M8 11.500v.5M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Z",
    more: "M3.500 8h.01M8 8h.01M12.500 8h.01",
    arrow: "M3 8h10M9 4l4 4-4 4",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
    return (
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <path d={paths[name]} />
        </svg>
    );
}
