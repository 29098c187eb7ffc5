// The words about a newer index; the page needs them without the index manager.

export const newerStrings = {
    newer: "A newer index is available here.",
    newerUpTo: (month: string) => `A newer index is available here, with evidence up to ${month}.`,
    use: "Use it",
};
