// Work in slices: what draws answers yields to the page before anybody notices.

type Job = () => void;

/** Of one slice, in ms; a single job should take less. */
const slice = 8;

const jobs: Job[] = [];
let next = 0;
const { port1, port2 } = new MessageChannel();
port1.onmessage = () => {
    work(performance.now() + slice);
    if (jobs.length > 0) {
        port2.postMessage(undefined);
    }
};

/** Does it soon, in the order given. */
export function soon(job: Job): void {
    if (jobs.push(job) === 1) {
        port2.postMessage(undefined);
    }
}

/** Does all that is to be done now, whatever the time it takes. */
export function finishAll(): void {
    work(Number.POSITIVE_INFINITY);
}

function work(end: number): void {
    while (next < jobs.length) {
        const job = jobs[next++];
        try {
            job?.();
        } catch (error) {
            // The others still have their turn.
            reportError(error);
        }
        if (performance.now() > end) {
            break;
        }
    }
    if (next === jobs.length) {
        jobs.length = 0;
        next = 0;
    }
}
