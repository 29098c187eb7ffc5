// A clock that can be passed in, so that tests need not wait.

export interface Clock {
    /** Time in ms from any start. */
    now(): number;
    /** Calls `run` once after `ms`. The function that it returns cancels that. */
    after(ms: number, run: () => void): () => void;
}

export const realClock: Clock = {
    now: () => performance.now(),
    after(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
    },
};

/** Waits `ms`, or rejects with the signal's reason as soon as it fires. */
export function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = withResolvers<void>();
    const cancel = clock.after(ms, resolve);
    return untilAborted(promise, signal).finally(cancel);
}

/** The promise; rejects with the signal's reason as soon as that fires, whatever the promise does afterwards. */
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

/** Gives the event loop a turn. Browsers delay timers in hidden tabs by up to a second, but no messages. */
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

/** Promise.withResolvers, which Node 20 lacks. */
export function withResolvers<T>() {
    let resolve: (value: T) => void = () => {};
    let reject: (reason: unknown) => void = () => {};
    const promise = new Promise<T>((done, failed) => {
        resolve = done;
        reject = failed;
    });
    return { promise, resolve, reject };
}
