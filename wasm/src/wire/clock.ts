// Time as something that can be passed in, so that tests need not wait.

export interface Clock {
    /** In ms, from any start. */
    now(): number;
    /** Runs once after so many ms, unless the function that it returns was called before. */
    after(ms: number, run: () => void): () => void;
}

export const realClock: Clock = {
    now: () => performance.now(),
    after(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
    },
};

/** Waits, or rejects at once with the signal's reason. */
export function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = withResolvers<void>();
    const cancel = clock.after(ms, resolve);
    return untilAborted(promise, signal).finally(cancel);
}

/** The promise, or a rejection with the signal's reason as soon as it fires, whatever the promise does then. */
export function untilAborted<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
    if (!signal) {
        return promise;
    }
    return new Promise((resolve, reject) => {
        const stop = () => reject(signal.reason);
        if (signal.aborted) {
            promise.catch(() => {});
            stop();
            return;
        }
        signal.addEventListener("abort", stop, { once: true });
        promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
    });
}

/** Lets the page answer its visitor. A timer would be held back, by a second in a tab that is hidden. */
export function nextTurn(): Promise<void> {
    const { promise, resolve } = withResolvers<void>();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
        port1.close();
        resolve();
    };
    port2.postMessage(undefined);
    return promise;
}

/** As Promise.withResolvers, which Node 20 lacks. */
export function withResolvers<T>() {
    let resolve: (value: T) => void = () => {};
    let reject: (reason: unknown) => void = () => {};
    const promise = new Promise<T>((done, failed) => {
        resolve = done;
        reject = failed;
    });
    return { promise, resolve, reject };
}
