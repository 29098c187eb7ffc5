// The words of controls that are the same everywhere.
import { words } from "../lib/words.ts";

export const controlStrings = words("controls", {
    more: "Show all",
    less: "Show less",
    copy: "Copy",
    copied: "Copied",
    close: "Close",
    reset: "Reset",
    partLoading: "Loading this part of the page…",
    partFailed: "This part of the page could not be loaded. Check your connection.",
    retry: "Try again",
});
