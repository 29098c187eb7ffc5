// What is fetched when it is first wanted.

/** Makes it at the first call and gives the same at all others; after a failure the next call tries anew. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
    let made: Promise<T> | undefined;
    return () => {
        if (!made) {
            made = make();
            made.catch(() => {
                made = undefined;
            });
        }
        return made;
    };
}
