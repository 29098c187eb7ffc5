// The words of controls that are the same everywhere.

export const controlStrings = {
    more: "Show all",
    less: "Show less",
    copy: "Copy",
    copied: "Copied",
    close: "Close",
    reset: "As it was",
    partLoading: "Fetching this part of the page…",
    partFailed: "This part of the page did not arrive. Check the connection.",
    retry: "Try again",
};
